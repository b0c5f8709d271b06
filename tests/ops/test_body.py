"""Bodies that are too long, at the real server: refused by the length they announce, before they have arrived."""

import shutil
import socket
import time
from http.client import HTTPResponse

import pytest

from tests.instances import Instance

MEGABYTE = 1024 * 1024
LIMIT = 64 * MEGABYTE
HEAD = (
    "POST /dang-nhap/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\n{more}\r\n"
)


@pytest.fixture(scope="module")
def server(prepared, tmp_path_factory):
    """One installation for the whole file."""
    data = tmp_path_factory.mktemp("body") / "data"
    shutil.copytree(prepared.data, data)
    one = Instance(data, SILENT_LINE_SECONDS=2)
    try:
        one.start()
        yield one
    finally:
        one.stop()


def connect(server, more):
    line = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    line.sendall(HEAD.format(port=server.port, more=more).encode())
    return line


def answered(line):
    answer = HTTPResponse(line)
    answer.begin()
    return answer, answer.read().decode()


def test_a_body_too_long_is_refused_before_it_arrives(server):
    began = time.monotonic()
    with connect(server, f"Content-Length: {LIMIT + MEGABYTE}\r\n") as line:  # and not one byte of it
        answer, page = answered(line)
    assert answer.status == 413
    assert time.monotonic() - began < 5
    assert "Mỗi lần gửi được tối đa 60 MB; lần này 65 MB, nên chưa ghi gì." in page
    assert 'lang="vi"' in page
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_browser_that_is_still_sending_gets_the_page_and_no_reset(server):
    piece = b"x" * MEGABYTE
    with connect(server, f"Content-Length: {100 * MEGABYTE}\r\n") as line:
        for _ in range(100):  # as a browser does: all of it first, then the answer
            line.sendall(piece)
        answer, page = answered(line)
    assert answer.status == 413
    assert "lần này 100 MB" in page


def test_an_endless_body_without_a_length_is_let_go(server):
    with connect(server, "Transfer-Encoding: chunked\r\n") as line:
        answer, page = answered(line)
        assert answer.status == 411
        assert "không rõ độ dài" in page
        began = time.monotonic()
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            while time.monotonic() - began < 30:
                line.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
                time.sleep(0.01)


def test_what_fits_is_taken_as_before(server):
    with connect(server, "Content-Length: 2\r\n") as line:
        line.sendall(b"ab")
        answer, _page = answered(line)
    assert answer.status == 403  # read, and refused for what it is: a form of no page of ours
    assert server.status("/healthz") == 200


def test_lines_that_fall_silent_stop_nobody_for_long(server):
    lines = [connect(server, "Content-Length: 60000000\r\n") for _ in range(10)]
    halves = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(10)]
    for one in halves:
        one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")
    try:
        time.sleep(1)
        began = time.monotonic()
        assert server.status("/healthz") == 200
        assert time.monotonic() - began < 8
    finally:
        for one in (*lines, *halves):
            one.close()
