"""The kinds of job: each app declares its own in `tasks.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs.models import Job

# What does the work of a kind: the running job first, then the arguments it was asked with.
Run = Callable[..., dict[str, Any] | None]
MaySee = Callable[[Job, Any], bool]


@dataclass(frozen=True, slots=True)
class About:
    """What a reader is told of a job: the work and for whom, and the page that asked for it."""

    work: str = "Việc làm sau"
    path: str = ""
    page: str = ""


Tell = Callable[[Job], About]


def nobody(_job: Job, _account: Any) -> bool:
    """A kind that says nothing is shown to nobody."""
    return False


def untold(_job: Job) -> About:
    """A kind that nobody follows on a page."""
    return About()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: how it is done, who may look at it, what he is told, whether it needs its own process."""

    name: str
    run: Run
    may_see: MaySee
    heavy: bool
    tell: Tell = untold


KINDS: dict[str, Kind] = {}


class UnknownKind(LookupError):
    """No app declares this kind of job."""


def register(
    kind: str, *, may_see: MaySee = nobody, heavy: bool = False, tell: Tell = untold
) -> Callable[[Run], Run]:
    """Declare how a kind of job is done; used above a function of an app's `tasks.py`."""

    def declare(run: Run) -> Run:
        if kind in KINDS and KINDS[kind].run is not run:
            raise ValueError(f"two functions declare the job kind {kind!r}")
        KINDS[kind] = Kind(name=kind, run=run, may_see=may_see, heavy=heavy, tell=tell)
        return run

    return declare


def kind_of(job: Job) -> Kind:
    """The declared kind of a job."""
    try:
        return KINDS[job.kind]
    except KeyError:
        raise UnknownKind(job.kind) from None


def may_see(job: Job, account: Any) -> bool:
    """Whether an account may follow this job and fetch what it made."""
    return job.kind in KINDS and KINDS[job.kind].may_see(job, account)
