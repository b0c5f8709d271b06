"""Records typed in one at a time: the sheets' own checks, and what a person says of them where a sheet would guess."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max

from cadres.models import Post
from cadres.resources.known import Known, same_birth
from cadres.resources.people import OF_ANOTHER, PeopleSheet
from cadres.resources.posts import PostSheet
from organizations.models import Collective, Reach
from organizations.resources.finding import Body
from organizations.services.sheet_kinds import Fault, Row

HIS_CARD = "Số thẻ này đang ghi cho đồng chí {}, ở phần “Người đã có” trên trang này. Xem lại số thẻ."
ASK = (
    "Đã có người giống như vậy, ở phần “Người đã có”. "
    "Là người ấy thì mở trang của người ấy; là người khác thì chọn ô này."
)

HELD = "Chức danh này đang ghi cho đồng chí ấy. Sửa, cho thôi giữ thì ghi ở trang của đồng chí ấy."
OWN = "Không tự ghi hồ sơ của mình. Đề nghị cấp trên ghi."


class OnePerson(PeopleSheet):
    """One member: whoever is like him is shown beside him, and a person says whether they are one."""

    def __init__(self, told_apart: Sequence[str] = ()) -> None:
        super().__init__()
        self.told_apart = frozenset(told_apart)  # keys of those whom the writer has seen, and said he is not
        self.alike: list[
            dict[str, Any]
        ] = []  # those in reach who may be the same, as the last look found them

    @property
    def shown(self) -> list[dict[str, str]]:
        """Those who are alike, in the words of the page."""
        boxes = ("full_name", "birth", "card_number", "joined_on", "cell")
        return [
            {name: self.columns[name].shown(one[name]) for name in boxes} | {"key": one["key"]}
            for one in self.alike
        ]

    def current(self, rows: Sequence[Row], reach: Reach) -> Known:
        """Whom the row may mean, anew at each look."""
        self.alike = []
        return super().current(rows, reach)

    def _match(self, row: Row, known: Known) -> None:
        """Nobody is taken for another: a card is one person's, a name and a birth may be two people's."""
        birth, card = row.values.get("birth"), row.values.get("card_number", "")
        if record := known.by_card.get(card):
            self.alike.append(record)
            row.refuse("card_number", HIS_CARD.format(record["full_name"]))
        elif card in known.cards_elsewhere:
            row.refuse("card_number", OF_ANOTHER)
        if birth is not None:
            same = [
                one for one in known.by_name.get(row.links["fold"], []) if same_birth(one["birth"], birth)
            ]
            self.alike += [one for one in same if one not in self.alike]

    def check(self, row: Row, found: Known) -> Iterator[Fault]:
        """As of a sheet's row; and those who are alike must have been told apart."""
        yield from super().check(row, found)
        cards = {row.values.get("card_number")} - {None}
        open_ones = [one for one in self.alike if one["card_number"] not in cards]
        if {one["key"] for one in open_ones} - self.told_apart:
            yield Fault("is_another", ASK)


class OnePost(PostSheet):
    """One post that somebody holds in a collective, given on the collective's own page."""

    own = OWN

    def __init__(self, collective: Collective) -> None:
        super().__init__()
        self.collective_pk = collective.pk

    def settle_collective(self, row: Row) -> Body | None:
        """The collective of the page."""
        row.values["collective"] = self.collectives.called(self.collective_pk)
        return super().settle_collective(row)

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """As of a sheet's row; what is there is put right on the person's page."""
        yield from super().check(row, found)
        if row.target is not None:
            yield Fault("title", HELD)

    def linked(self, row: Row) -> dict[str, Any]:
        """Without a place in protocol order it stands last."""
        fields = super().linked(row)
        if "position" in row.values:
            return fields
        last = Post.objects.filter(collective=self.collective_pk).aggregate(last=Max("position"))["last"]
        return fields | {"position": (last or 0) + 1}
