"""The web killed in the middle of a submit: what was confirmed is there, once, and no form is taken twice."""

import http.cookiejar
import os
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

from tests.instances import wait_until

CLIENTS, CALLS = 6, 15


class Client:
    """A browser without a screen: cookies, forms, and patience with a server that dies."""

    def __init__(self, instance):
        self.instance = instance
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({})
        )

    def get(self, path):
        """The page, however often it has to be asked for."""
        return self.patiently(
            lambda: self.opener.open(self.instance.address + path, timeout=10).read().decode()
        )

    def post(self, path, fields):
        """Send a form until it is answered; the answer's address and page."""
        data = urllib.parse.urlencode(fields).encode()

        def send():
            answer = self.opener.open(self.instance.address + path, data=data, timeout=10)
            return answer.geturl(), answer.read().decode()

        return self.patiently(send)

    def patiently(self, ask):
        until = time.monotonic() + 60
        while True:
            try:
                return ask()
            except urllib.error.HTTPError:
                raise
            except (urllib.error.URLError, OSError, http.client.HTTPException):
                assert time.monotonic() < until, "the web did not come back"
                time.sleep(0.1)

    def form(self, path, action=""):
        """The hidden fields of the page's form."""
        page = self.get(path)
        start = page.index(action) if action else 0
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page[start:])
        return dict(reversed(hidden))

    def sign_in(self, name):
        """One click in the demo."""
        page = self.get("/dang-nhap/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        key = self.instance.ask(
            f"__import__('organizations.models').models.Account.objects.get(sign_in_name={name!r}).key"
        )
        self.post("/dung-thu/vao/", {"csrfmiddlewaretoken": token, "account": key})


def log_calls(client, path, who, confirmed):
    for number in range(CALLS):
        note = f"cuộc gọi {who}-{number}"
        fields = client.form(path) | {"called_hour": "08:15", "spoke_with": "đồng chí Lan", "note": note}
        address, _page = client.post(path, fields)
        assert address.endswith(path)
        confirmed.append(note)


def test_a_killed_web_process_loses_no_confirmed_form_and_takes_none_twice(instance):
    one = instance("demo", demo=True)
    one.start(seconds=300)
    unit = one.ask(
        "__import__('organizations.models').models.SubmittingUnit.objects.order_by('pk').first().key"
    )
    path, confirmed = f"/theo-doi/{unit}/", []
    clients = [Client(one) for _ in range(CLIENTS)]
    for client in clients:
        client.sign_in("btc")

    threads = [
        threading.Thread(target=log_calls, args=(c, path, n, confirmed)) for n, c in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    kills = 0
    while any(thread.is_alive() for thread in threads) and kills < 8:
        time.sleep(1.5)
        webs = [pid for pid, command in one.tree().items() if "gunicorn" in command]
        os.kill(max(webs), signal.SIGKILL)  # the worker, or the master when it stands alone
        kills += 1
    for thread in threads:
        thread.join(120)

    assert kills >= 3
    assert sorted(confirmed) == sorted(f"cuộc gọi {who}-{n}" for who in range(CLIENTS) for n in range(CALLS))
    kept = Counter(
        one.ask("list(__import__('deadlines.models').models.Call.objects.values_list('note', flat=True))")
    )
    assert {note: kept[note] for note in confirmed} == dict.fromkeys(confirmed, 1)
    entries = one.ask(
        "__import__('organizations.models').models.AuditEntry.objects.filter(action='log_call').count()"
    )
    assert entries == sum(kept.values())
    wait_until(lambda: one.status("/readyz") == 200, seconds=60, what=lambda: one.get("/readyz"))
