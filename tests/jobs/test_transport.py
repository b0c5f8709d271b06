"""The queue in files: whole messages, declared exchanges, no growing heap. In Redis: no deaf worker."""

import json
import logging
import os
import time

import pytest
from kombu import Connection

from jobs.transport import RedisTransport, forget_processed, prepare_folders
from tools.servers import free_port, own_redis


def folders(tmp_path):
    return {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
        "processed_folder": str(tmp_path / "processed"),
        "store_processed": True,
    }


def test_a_message_is_read_as_it_was_sent_and_kept_aside(tmp_path):
    options = folders(tmp_path)
    prepare_folders(options, ["bell"])
    with Connection("filesystem://", transport_options=options) as connection:
        queue = connection.SimpleQueue("bell")
        queue.put({"pk": 7})
        message = queue.get(timeout=2)
        assert message.payload == {"pk": 7}
        message.ack()
        queue.close()

    assert list((tmp_path / "messages").iterdir()) == []
    assert len(list((tmp_path / "processed").iterdir())) == 1


def test_a_worker_that_waits_hears_soon_that_it_shall_stop(tmp_path):
    options = folders(tmp_path)
    prepare_folders(options, ["bell"])
    with Connection("filesystem://", transport_options=options) as connection:
        queue = connection.SimpleQueue("bell")
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            connection.drain_events(timeout=3600)
        assert time.monotonic() - began < 60
        queue.close()


def test_nothing_half_written_has_a_name_that_a_reader_looks_for(tmp_path, monkeypatch):
    options = folders(tmp_path)
    prepare_folders(options, ["bell"])
    seen = []
    real = type(tmp_path).replace

    def replace(self, target):
        seen.append((self.name, [one.name for one in (tmp_path / "messages").glob("[!.]*")]))
        return real(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", replace)
    with Connection("filesystem://", transport_options=options) as connection:
        queue = connection.SimpleQueue("bell")
        queue.put({"pk": 7})
        queue.close()

    [(hidden, visible_before)] = seen
    assert hidden.startswith(".")
    assert visible_before == []


def test_exchanges_are_declared_before_the_first_process(tmp_path):
    prepare_folders(folders(tmp_path), ["bell", "long"])

    assert json.loads((tmp_path / "control" / "bell.exchange").read_text()) == [["bell", "", "bell"]]
    assert sorted(one.name for one in (tmp_path / "control").iterdir()) == ["bell.exchange", "long.exchange"]


def test_read_messages_are_forgotten_after_their_time(tmp_path):
    options = folders(tmp_path)
    prepare_folders(options, ["bell"])
    old, fresh = tmp_path / "processed" / "1.bell.msg", tmp_path / "processed" / "2.bell.msg"
    for file in (old, fresh):
        file.write_text("{}")
    os.utime(old, (time.time() - 100, time.time() - 100))

    assert forget_processed(options, older_than=60) == 1
    assert [one.name for one in (tmp_path / "processed").iterdir()] == ["2.bell.msg"]


def test_a_queue_in_redis_has_nothing_to_forget():
    assert forget_processed({"visibility_timeout": 900}, older_than=60) == 0


def test_an_acknowledgement_that_redis_does_not_hear_is_said_aloud():
    port = free_port()
    with Connection(f"redis://127.0.0.1:{port}/0", transport=RedisTransport) as connection:
        with own_redis(port):
            queue = connection.SimpleQueue("bell")
            queue.put({"pk": 7})
            message = queue.get(timeout=5)
            assert message.payload == {"pk": 7}

        with pytest.raises(BrokenPipeError):
            message.ack_log_error(logging.getLogger(__name__), connection.connection_errors)
