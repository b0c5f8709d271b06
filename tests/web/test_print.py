"""What leaves the printer: groups that are folded on the screen, and nothing of what only a screen can do."""

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử</title>
<link rel="stylesheet" href="/static/app.css"></head><body>
<main><details open><summary>Chung của hồ sơ</summary><p id="open">Tờ trình</p></details>
<details><summary>Bùi Đức Khải</summary><p id="folded">Bản kiểm điểm</p></details>
<button class="btn" id="button">In</button></main></body></html>"""
SEEN = "['open', 'folded', 'button'].filter((one) => document.getElementById(one).checkVisibility())"


def test_folded_groups_are_printed_whole(page, live_server):
    page.route("**/thu/in/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(f"{live_server.url}/thu/in/")
    assert page.evaluate(SEEN) == ["open", "button"]

    page.emulate_media(media="print")

    assert page.evaluate(SEEN) == ["open", "folded"]
