"""What is typed at the terminal, and what the terminal answers."""

import getpass
import io
import sys
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from organizations import clock
from organizations.enums import Role
from organizations.models import Account, Assignment
from organizations.services.accounts import create_account
from organizations.services.demo import set_clock
from tests.factories import make_province

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai"
NOON = datetime(2021, 12, 14, 5, 0, tzinfo=UTC)


class Terminal(io.StringIO):
    """A keyboard on which the lines are typed one after another."""

    def isatty(self):
        return True


@pytest.fixture
def typing(monkeypatch):
    """Lines for the questions, then what is typed unseen."""

    def begin(*lines, unseen=(PASSWORD, PASSWORD)):
        left = list(unseen)
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{one}\n" for one in lines)))
        monkeypatch.setattr(getpass, "getpass", lambda _asked: left.pop(0))

    return begin


@pytest.mark.parametrize("said_at_once", [True, False])
def test_the_first_administrator_is_made_from_the_line_as_it_is_printed(said_at_once, typing, capsys):
    make_province()
    who = ["quantri", "Chu Văn Nghĩa"]
    typing(*([] if said_at_once else who))

    call_command("create_administrator", *(who if said_at_once else []))

    account = Account.objects.get(sign_in_name="quantri")
    assert (account.full_name, account.check_password(PASSWORD)) == ("Chu Văn Nghĩa", True)
    assert Assignment.objects.get(account=account).role == Role.ADMINISTRATOR
    asked = "" if said_at_once else "Tên đăng nhập (chữ không dấu và số): Họ và tên: "
    assert capsys.readouterr().out == f"{asked}Đã lập tài khoản quản trị quantri.\n"


@pytest.mark.parametrize(
    ("who", "unseen", "said"),
    [
        (("Chu Nghĩa", "Chu Văn Nghĩa"), (PASSWORD,) * 2, "Tên đăng nhập “Chu Nghĩa” không dùng được"),
        (("quantri", " "), (PASSWORD,) * 2, "Ghi họ và tên của người quản trị"),
        (("CoRoi", "Chu Văn Nghĩa"), (PASSWORD,) * 2, "Đã có tài khoản “CoRoi”. Chọn tên đăng nhập khác."),
        (("quantri", "Chu Văn Nghĩa"), (PASSWORD, "khac"), "Hai lần gõ mật khẩu khác nhau."),
        (("quantri", "Chu Văn Nghĩa"), ("ngan", "ngan"), "^Mật khẩu"),
        ((), (), "Chưa gõ xong nên chưa lập tài khoản nào."),
    ],
    ids=["a space", "no name", "taken", "two passwords", "short", "left"],
)
def test_what_cannot_be_is_said_in_a_sentence(who, unseen, said, typing):
    make_province()
    create_account(full_name="Vi Văn Tố", actor=None, sign_in_name="coroi")
    typing(unseen=unseen)
    with pytest.raises(CommandError, match=said):
        call_command("create_administrator", *who)
    assert Account.objects.count() == 1


def test_without_a_terminal_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="Chạy lệnh này tại cửa sổ dòng lệnh"):
        call_command("create_administrator")


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        *(("--to", one) for one in ("14/12/2021", "2021-13-40", "")),
        *(("--advance", one) for one in ("3", "x", "h", "", "-3h", "3 giờ")),
    ],
)
def test_a_moment_or_a_span_that_cannot_be_read_is_said_in_a_sentence(option, typed, settings):
    settings.DEMO = True
    set_clock(NOON, actor=None)
    before = clock.now()
    with pytest.raises(CommandError, match=f"^Không đọc được .*“{typed}”.*, ví dụ {option}"):
        call_command("demo_clock", option, typed) if typed[:1] != "-" else call_command(
            "demo_clock", advance=typed
        )
    assert (clock.now() - before).total_seconds() < 5


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (["--to", "2021-12-15T08:05"], "2021-12-15T08:05+07:00"),
        (["--advance", "90m"], "2021-12-14T13:30+07:00"),
        (["--advance", "2d"], "2021-12-16T12:00+07:00"),
    ],
)
def test_the_clock_is_moved_and_says_where_it_stands(typed, shown, settings, capsys):
    settings.DEMO = True
    set_clock(NOON, actor=None)
    call_command("demo_clock", *typed)
    assert capsys.readouterr().out == f"{shown}\n"
