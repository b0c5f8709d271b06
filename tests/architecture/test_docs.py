"""What the README tells an engineer is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(
    r"`((?:bench|cadres|config|deadlines|docs|documents|fixtures|jobs|organizations|ratings|reviews|templates|tests|tools)"
    r"/[\w/.*-]+)`"
)


def test_every_place_that_the_readme_names_is_there():
    named = set(PLACE.findall((ROOT / "README.md").read_text()))

    assert len(named) > 50
    assert sorted(one for one in named if not any(ROOT.glob(one.rstrip("/")))) == []
