"""A letter that changes who decides, and the people it names: for the tests of Đổi diện quyết định."""

from datetime import date

from cadres.models import Post
from deadlines.models import Dossier, DossierItem
from deadlines.queries.routes import plan_of
from deadlines.services.routes import change_route
from organizations.enums import Route
from ratings.models import Rating, RouteChange, RouteMove
from ratings.services.route_changes import Letter
from reviews.models import Subject
from tests import factories as make

DAY = date(2021, 11, 16)


def give_posts(world, title="Phó Giám đốc Sở Y tế", **fields):
    """Every person of a unit holds a post of this title, and is decided by it."""
    posts = []
    for position, subject in enumerate((one for one in world.subjects if one.person), start=1):
        post = make.make_post(
            subject.person,
            world.unit.collective,
            title=title,
            position=position,
            title_group="Phó giám đốc sở",
            **fields,
        )
        Subject.objects.filter(pk=subject.pk).update(main_post=post, route=post.route)
        posts.append(post)
    return posts


def letter(**fields):
    """The letter of 16/11."""
    values = {"number": "1236-CV/TU", "dated_on": DAY, "reason": "Bổ sung danh sách chức danh được ủy quyền"}
    return Letter(**(values | fields))


def delegate(campaign, posts, staff, route=Route.DELEGATED, **fields):
    """Write the letter down."""
    return change_route(
        campaign, posts=posts, route=route, letter=letter(**fields), actor=staff, at=make.NOON
    )


def plan(campaign, posts, route=Route.DELEGATED):
    """What it would do."""
    return plan_of(campaign, posts, route)


def picture():
    """Everything a letter may touch: what a refusal must not have changed, and an undoing must bring back."""
    return (
        list(Post.objects.order_by("pk").values_list("pk", "route")),
        list(Subject.objects.order_by("pk").values_list("pk", "route")),
        list(Rating.objects.order_by("pk").values_list("pk", "state", "group")),
        sorted(DossierItem.objects.filter(subject__isnull=False).values_list("subject", "code", "dossier")),
        list(Dossier.objects.filter(is_owed=True).order_by("pk").values_list("pk", "kind", "state")),
    )


def written():
    """How many letters, and how many posts they moved."""
    return RouteChange.objects.count(), RouteMove.objects.count()


def lies_in(subject):
    """The dossier in which somebody's papers lie: always one."""
    (dossier,) = Dossier.objects.filter(items__subject=subject).distinct()
    return dossier
