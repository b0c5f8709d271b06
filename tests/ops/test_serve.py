"""The process tree: what dies is restarted, and nothing outlives its parent."""

import os
import signal

from tests.instances import is_alive, wait_until


def test_the_tree_says_it_is_ready_brings_back_who_is_killed_and_stops_whole(instance):
    one = instance()
    one.start()
    wait_until(lambda: one.status("/readyz") == 200, seconds=60, what=lambda: one.get("/readyz"))
    for words in (("ts-worker-bell",), ("ts-beat",), ("ts-web",)):
        killed = one.pid_of(*words)
        os.kill(killed, signal.SIGKILL)
        wait_until(
            lambda w=words, k=killed: any(all(x in c for x in w) and p != k for p, c in one.tree().items()),
            seconds=60,
            what=f"{words} restarted",
        )
    wait_until(lambda: one.status("/healthz") == 200, seconds=60, what="the web answers again")
    wait_until(lambda: sum(map(is_alive, one.tree())) >= 6, seconds=60, what="all of them are back")
    pids = one.tree()

    assert one.stop() == 0

    assert [pid for pid in pids if is_alive(pid)] == []


def test_a_killed_parent_leaves_no_orphan(instance):
    one = instance()
    one.start()
    pids = one.tree()

    os.kill(one.process.pid, signal.SIGKILL)
    one.process.wait()

    wait_until(lambda: not [pid for pid in pids if is_alive(pid)], seconds=10, what="every child has ended")
