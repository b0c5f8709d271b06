"""Text that would like to be more than text: in pages, in the Excel, in Word, in letters, in the names of files."""

import io
import zipfile
from contextlib import suppress

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from lxml import etree
from openpyxl import load_workbook

from documents.enums import Format
from documents.services.drawing import draw
from organizations.models import Contact, SubmittingUnit
from organizations.services.notices import deliver_notices, write_notice
from reviews.models import Guidance, GuidancePoint
from reviews.papers import paper_of_guidance
from tests import factories as make
from tests.authority import world as office
from tests.documents.reading import word_words, words
from tests.security.forms import body_of, browser, opened, path_to

pytestmark = pytest.mark.django_db
OURS = ("cadres", "deadlines", "organizations", "ratings", "reviews")
PAYLOAD = '=1"><img src=x>{{7*7}}{% debug %}'
READERS = (
    "organization_staff",
    "unit_clerk",
    "subject",
    "standing_member",
    "supervisor",
    "registry",
    "unit_leader",
)
NOT_TYPED = {"path", "form", "code", "criterion", "action", "target_kind", "target_key", "content_hash", "format",
             "source", "paused_from", "not_rated_case", "not_reviewed_case", "previous", "password", "digest",
             "form_key", "redirect_to", "demo_group", "seed", "sign_in_name", "period"}  # fmt: skip
FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "=1\x0b",
)


def typed_columns():
    """Every column that holds what somebody typed."""
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                text = type(field) in (models.CharField, models.TextField)
                if text and not (field.choices or field.unique or field.name in NOT_TYPED):
                    yield model, field


def test_whatever_was_typed_is_shown_as_text_on_every_page(world):
    """The markup stands in every text of every record; what is read back is the sign for it, never markup."""
    wrong, shown = [], 0
    with office.undone():
        for model, field in typed_columns():
            for row in model.objects.exclude(**{field.name: ""}):
                typed = (
                    f"{PAYLOAD}{row.pk}" if (field.max_length or 999) > 60 else PAYLOAD[: field.max_length]
                )
                with suppress(IntegrityError), transaction.atomic():  # what the database itself refuses
                    model.objects.filter(pk=row.pk).update(**{field.name: typed})
        for role in READERS:
            client = browser(world, role, raise_request_exception=False)
            for name in opened("GET", role):
                with office.undone():
                    response = client.get(path_to(world, name))
                    body = body_of(response)
                if b"<img src=x" in body or (response.status_code >= 500 and name != "readyz"):
                    wrong.append((role, name, response.status_code))
                shown += body.count(b"{{7*7}}{% debug")
    assert wrong == []
    assert shown > 200


@pytest.mark.parametrize("role", ["organization_staff", "organization_leader"])
@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_the_board_in_excel_holds_no_formula(role, text, world):
    with office.undone():
        SubmittingUnit.objects.filter(pk=world.own.pk).update(name=text)
        Contact.objects.filter(unit=world.own).update(name=text, mobile=text[:20])
        response = browser(world, role).get(path_to(world, "deadlines:board_excel"))
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment;")
        sheet = load_workbook(io.BytesIO(response.content)).active
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
        assert [cell.value for cell in cells if cell.data_type != "s"] == []
        assert [cell.value for cell in cells if cell.value.lstrip()[:1] in set("=+-@\t\r")] == []
        assert any(text.strip()[:2] in cell.value for cell in cells)


def test_a_word_paper_carries_the_text_as_it_was_typed(world):
    typed = f"{PAYLOAD} ${{7*7}} <w:p/> & \u202eĐảng\u0301 \x0b"
    with office.undone():
        Guidance.objects.update(opening=typed)
        GuidancePoint.objects.update(issue=typed, ground=typed)
        data = draw(paper_of_guidance(Guidance.objects.get()), as_=Format.DOCX)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    said = " ".join(word_words(data))
    for part in words(f"{PAYLOAD} ${{7*7}} <w:p/> &"):
        assert part in said
    assert "49" not in said
    assert "\u202e" not in said


def test_a_name_adds_no_line_to_the_head_of_a_letter(world):
    with office.undone():
        account = world.accounts["unit_clerk"]
        account.email = "lan@example.test"
        account.save(update_fields=["email"])
        write_notice(account, title="Đã nộp: A\r\nBcc: x@y.test\nX-Evil: 1", body="<b>", at=make.NOON)
        mail.outbox.clear()
        assert deliver_notices() == 1
    [letter] = mail.outbox
    head = letter.message()
    assert letter.recipients() == ["lan@example.test"]
    assert letter.subject == "Đã nộp: A Bcc: x@y.test X-Evil: 1"
    assert head["Bcc"] is None
    assert head["X-Evil"] is None
    assert head.get_content_type() == "text/plain"
