"""What a child process promises: to die with its parent, and to stay within its memory."""

import ctypes
import os
import resource
import signal

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
MEGABYTE = 1024 * 1024


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
