"""What a process promises: to die with its parent, to stay within its memory, to call deep without paying for it."""

import ctypes
import os
import resource
import signal
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
MEGABYTE = 1024 * 1024
FRAMES = 65_536  # places of a stack: half a megabyte of them, of which only what is used takes memory


def die_with_parent(parent: int, number: int = signal.SIGKILL) -> None:
    """Ask the kernel to end this process when its parent ends, however that happens (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:  # it died before we could ask
        os._exit(1)


def be_called(name: str) -> None:
    """The name under which `top` and `ps -o comm` show this process: its first 15 letters (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_NAME, name.encode(), 0, 0, 0)


def limit_memory(megabytes: int) -> None:
    """A bomb in an uploaded file meets this wall, not the machine's."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * MEGABYTE
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def with_room(call: Callable[P, T]) -> Callable[P, T]:
    """The same call, whose whole stack of frames has one place to lie in.

    CPython keeps frames in chunks of 16 kB and gives a chunk back to the system the moment it is empty: what works
    just at the end of a chunk maps and unmaps memory with every call it makes. Of a page's CPU that was a fifth. A
    frame that asks for far more gets a chunk as large, and all that it calls lies behind it.
    """

    def outer(*args: P.args, **kwargs: P.kwargs) -> T:
        return call(*args, **kwargs)

    outer.__code__ = outer.__code__.replace(co_stacksize=FRAMES)
    return outer
