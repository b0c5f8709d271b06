"""A browser without a screen: cookies, forms, and patience with a server that dies."""

import html
import http.client
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http import HTTPStatus

from tests.faults.death import HEADER
from tests.instances import wait_until

GONE = (urllib.error.URLError, OSError, http.client.HTTPException)


class Died(Exception):
    """The server hung up in the middle of the request."""


class Stay(urllib.request.HTTPRedirectHandler):
    """A form is sent, and where it leads is asked for by itself: each may die alone, as in a browser."""

    def redirect_request(self, *_arguments):
        return None


class Client:
    """One person at one computer."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
            urllib.request.ProxyHandler({}),
            Stay(),
        )

    def send(self, path, fields=None, *, die_at=""):
        """One request: where it led, and the page."""
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.address + path, data=data)
        if die_at:
            request.add_header(HEADER, die_at)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.geturl().removeprefix(self.address), answer.read().decode()
        except urllib.error.HTTPError as answer:
            if answer.code != HTTPStatus.FOUND:
                raise
            answer.close()
            return self.patiently(answer.headers["Location"])
        except GONE as gone:
            raise Died(str(gone)) from gone

    def patiently(self, path, fields=None):
        """The same request until it is answered, as a person presses the button again."""
        answers = []

        def is_answered():
            with suppress(Died):
                answers.append(self.send(path, fields))
            return answers

        wait_until(is_answered, seconds=60, what="the web is back")
        return answers[0]

    def form(self, path, action):
        """The hidden fields of one form of a page."""
        page = self.patiently(path)[1]
        body = re.search(rf'<form[^>]* action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
        assert body, f"{path} has no form for {action}: {page}"
        return dict(
            re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html.unescape(body[1]))
        )

    def sign_in(self, name, password):
        """By name and password; a web killed in the middle of a sign-in refuses others for some seconds."""
        fields = {"login": name, "password": password}

        def is_in():
            try:
                address, _page = self.patiently(
                    "/dang-nhap/", self.form("/dang-nhap/", "/dang-nhap/") | fields
                )
            except urllib.error.HTTPError as refused:
                if refused.code not in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNPROCESSABLE_ENTITY}:
                    raise
                return False
            return address != "/dang-nhap/"

        wait_until(is_in, seconds=30, what=f"{name} is let in")

    def autosave(self, review, fields, *, die_at=""):
        """What the page sends by itself; the answer's new stamps."""
        path = f"/ban-kiem-diem/{review}/tu-luu/"
        page = self.send(path, fields, die_at=die_at)[1] if die_at else self.patiently(path, fields)[1]
        return json.loads(page)["fields"]
