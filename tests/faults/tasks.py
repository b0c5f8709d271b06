"""Kinds of job that no honest file would be: one bursts the memory, one never ends."""

import time

from jobs.registry import register


@register("faults.bomb", heavy=True)
def bomb(_work):
    """What a file made to burst the machine would do."""
    bytearray(8 * 1024**3)


@register("faults.endless", heavy=True)
def endless(_work):
    """A file that never comes to an end."""
    time.sleep(600)
