"""Put the province into an empty database; the same arguments make the same rows."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from cadres.models import Person
from deadlines.management.province.accounts import OFFICIALS, SHOWN, build_accounts
from deadlines.management.province.cadres import build_cadres, leading_members
from deadlines.management.province.cases import build_cases
from deadlines.management.province.departures import build_departures
from deadlines.management.province.dossiers import send_dossiers, units_that_met
from deadlines.management.province.draw import Draw
from deadlines.management.province.january import SITTING_AT, go_on_to_the_sitting
from deadlines.management.province.leaders import DONG_KHE, NAMED_HEADS, PROVINCE_LEADERS
from deadlines.management.province.members import NAMED, build_members
from deadlines.management.province.opening import NOW, open_round, prepare_round
from deadlines.management.province.proposals import hold_conferences
from deadlines.management.province.rarities import add_rarities
from deadlines.management.province.records import build_records
from deadlines.management.province.tree import build_tree, least_ordinary
from deadlines.management.province.world import FOUNDED, World
from deadlines.management.province.writings import write_reviews
from deadlines.services.late_changes import follow_round
from organizations import audit
from organizations.enums import OrganizationKind, Sector
from organizations.models import Account, Collective, ContentSource, PartyOrganization
from organizations.rules.keys import keys_drawn_by, new_key
from organizations.services.demo import set_clock
from reviews.enums import CampaignState
from reviews.models import Campaign

PROVINCE = "Đảng bộ tỉnh Minh Giang"
STAGES = ("none", "draft", "december", "january")


class ForeignDatabase(Exception):
    """The database holds something that is not this province; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    members: int
    seed: int
    stage: str

    @property
    def mark(self) -> str:
        """How the order is kept beside the root."""
        return f"minh-giang members={self.members} seed={self.seed} stage={self.stage}"


def least_members() -> int:
    """The fewest members with whom every special case can be shown."""
    return leading_members() + least_ordinary()


@transaction.atomic
def seed_province(order: Order) -> bool:
    """Make the province; asked again with the same arguments it finds everything there and does nothing."""
    if ContentSource.objects.filter(seed=order.mark).exists():
        return False
    _refuse_foreign(order)
    draw = Draw(order.seed)
    draw.taken |= fixed_names()
    with keys_drawn_by(draw.pick):
        world = World(draw=draw, root=_root())
        build_tree(world, order.members - leading_members() + 1)  # one is expelled during the year
        build_cadres(world)
        build_members(world)
        build_cases(world)
        build_records(world)
        build_accounts(world)
        with keys_drawn_by(Draw(order.seed + 1).pick):
            build_departures(world)
        world.write()
        _rekey_waiting_rounds()
        _bring_to_stage(order.stage, draw)
    ContentSource.objects.create(organization=world.root, seed=order.mark)
    audit.record(actor=None, action="seed_province", target=world.root, note=order.mark)
    return True


def _rekey_waiting_rounds() -> None:
    """A round that was loaded before the province was there takes a key of the seed's own."""
    for campaign in Campaign.objects.filter(state=CampaignState.DRAFT):
        campaign.key = new_key()
        campaign.save(update_fields=["key"])


def _bring_to_stage(stage: str, draw: Draw) -> None:
    """As far as was asked for: nothing, the round in preparation, the afternoon of the 14th, or that of the sitting."""
    if stage == "none":
        return
    campaign = prepare_round()
    if stage == "draft":
        return
    open_round(campaign)
    write_reviews(campaign, draw)
    hold_conferences(campaign, draw, units_that_met())
    send_dossiers(campaign, draw)
    add_rarities(campaign)
    follow_round(campaign, actor=None, at=NOW)  # one died, one is on the way to another cell
    set_clock(NOW, actor=None)
    if stage == "january":
        set_clock(SITTING_AT, actor=None)
        go_on_to_the_sitting(campaign, draw)


def fixed_names() -> set[str]:
    """Names that the story gives away itself: nobody else is called so."""
    return {
        *(one.name for one in (*SHOWN, *PROVINCE_LEADERS)),
        *(row[0] for row in DONG_KHE),
        *(row[1] for row in NAMED),
        *NAMED_HEADS.values(),
        *OFFICIALS,
    }


def _refuse_foreign(order: Order) -> None:
    """Nothing but the regulation, the plan and the bare root may be there."""
    if order.stage != "none" and not settings.DEMO:
        raise ForeignDatabase("Chỉ dựng đợt kiểm điểm mẫu trong bản dùng thử (đặt TUSOI_DEMO=1).")
    standing = ContentSource.objects.first()
    if standing is not None:
        raise ForeignDatabase(f"Đã có tỉnh mẫu khác ({standing.seed}): dùng thư mục dữ liệu mới.")
    holds = (
        PartyOrganization.objects.filter(depth__gt=1).exists()
        or Collective.objects.exists()
        or Account.objects.exists()
        or Person.objects.exists()
        or Campaign.objects.exclude(state=CampaignState.DRAFT).exists()
    )
    if holds:
        raise ForeignDatabase("Cơ sở dữ liệu đã có dữ liệu khác: không dựng tỉnh mẫu vào đây.")


def _root() -> PartyOrganization:
    """The province itself; one that the plan has made already is taken over."""
    root = PartyOrganization.objects.filter(depth=1).first() or PartyOrganization.objects.add_root(
        instance=PartyOrganization(name=PROVINCE, kind=OrganizationKind.PROVINCE)
    )
    found: PartyOrganization = root
    found.name, found.kind, found.sector = PROVINCE, OrganizationKind.PROVINCE, Sector.OTHER
    found.issuer, found.symbol, found.seat = "TỈNH ỦY MINH GIANG", "TU", "Minh Giang"
    found.founded_on, found.key = FOUNDED, new_key()
    return found
