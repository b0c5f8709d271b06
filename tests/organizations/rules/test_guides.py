from pathlib import Path

import pytest

from organizations.rules.guides import Guide, Part, Run, read_guide

GUIDES = sorted((Path(__file__).resolve().parents[3] / "docs" / "huong-dan").glob("*.md"))
TEXT = """# Một trang

**Cần làm gì?** Viết.

1. **Mở** trang.
   - Mất mạng: cứ viết.
2. Nộp,
   rồi nghỉ.

## Khác
"""


def test_a_guide_is_read_into_its_parts():
    assert read_guide(TEXT) == Guide(
        "Một trang",
        (
            Part("paragraph", (Run("Cần làm gì?", True), Run(" Viết.", False))),
            Part("step", (Run("Mở", True), Run(" trang.", False)), ((Run("Mất mạng: cứ viết.", False),),)),
            Part("step", (Run("Nộp,", False), Run(" rồi nghỉ.", False))),
            Part("heading", (Run("Khác", False),)),
        ),
    )


@pytest.mark.parametrize("path", GUIDES, ids=lambda one: one.stem)
def test_every_written_guide_leaves_no_mark_unread(path):
    guide = read_guide(path.read_text(encoding="utf-8"))
    texts = [run.text for part in guide.parts for runs in (part.runs, *part.points) for run in runs]
    assert guide.title
    assert [one for one in texts if "**" in one or one.startswith("#") or "`" in one or "](" in one] == []
