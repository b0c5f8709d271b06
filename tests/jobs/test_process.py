"""What a process promises."""

import resource
from concurrent.futures import ThreadPoolExecutor

import pytest

from jobs.process import with_room

CALLS = 500


def leaf():
    """A call whose frame is larger than that of its callers: wherever a chunk ends, some depth meets the end."""
    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, CALLS, CALLS][0]


def calls_at(depth):
    """Many small calls below so many others; how often memory had to be fetched for them."""
    if depth:
        return calls_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def dearest():
    """The worst depth there is within one chunk of frames and more."""
    return max(calls_at(depth) for depth in range(400))


def test_no_depth_is_dear_where_frames_have_room():
    with ThreadPoolExecutor(1) as apart:  # a thread begins with a stack of its own
        assert apart.submit(dearest).result() >= CALLS  # the trap is there: memory fetched with every call
        assert apart.submit(with_room(dearest)).result() < CALLS // 10


def test_what_is_called_with_room_answers_and_fails_as_ever():
    assert with_room(divmod)(7, 2) == (3, 1)
    with pytest.raises(ValueError, match="không"):
        with_room(int)("không")
