"""People, posts and dated facts."""

from cadres.models.facts import CivilRating, Discipline, Leave, PastRating, Standing
from cadres.models.person import Membership, Person, Post
from cadres.models.transfer import Transfer

__all__ = [
    "CivilRating",
    "Discipline",
    "Leave",
    "Membership",
    "PastRating",
    "Person",
    "Post",
    "Standing",
    "Transfer",
]
