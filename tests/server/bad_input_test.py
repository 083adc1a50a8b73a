#!/usr/bin/env python3
"""What comes in wrong is refused with a sentence in the reader's language, and nothing is written: the real program.
(Files of all kinds: tests/unit/sheet*, media*, tests/security/uploads_test.py; slow and broken clients: process_test.py.)

    bad_input_test.py MINGBAI [TEST…]
"""
import json
import re

from client import Connection, multipart, run, same, test
from program import VILLAGE, Program

DRAFT = {"item": "F3", "region": VILLAGE, "period": "2023-05", "summary": "五月份", "body": "买了东西。"}
MONEY = [{"name": "金额", "type": "money", "audience": "public"}]
JSON = "application/json"


def with_amounts(*values):
    return {**DRAFT, "table": {"columns": MONEY, "rows": [[value] for value in values]}}


def with_table(columns=MONEY, rows=()):
    return {**DRAFT, "table": {"columns": columns, "rows": rows}}


# What is sent, and the field that the answer names.
WRONG = [
    ("a region of letters", {**DRAFT, "region": "abc"}, "region"),
    ("eleven digits", {**DRAFT, "region": "21011101020"}, "region"),
    ("thirteen digits", {**DRAFT, "region": "2101110102033"}, "region"),
    ("a place that is not there", {**DRAFT, "region": "210111010999"}, "region"),
    ("a township", {**DRAFT, "region": "210111010000"}, "region"),
    ("a region as a number", {**DRAFT, "region": 210111010203}, "region"),
    ("no region", {key: value for key, value in DRAFT.items() if key != "region"}, "region"),
    ("a period of another rhythm", {**DRAFT, "period": "2023"}, "period"),
    ("a month of thirteen", {**DRAFT, "period": "2023-13"}, "period"),
    ("a period in digits of full width", {**DRAFT, "period": "２０２３-05"}, "period"),
    ("a period as a list", {**DRAFT, "period": ["2023-05"]}, "period"),
    ("an item that is none", {**DRAFT, "item": "Z9"}, "item"),
    ("an item as a list", {**DRAFT, "item": ["F3"]}, "item"),
    ("a title as a number", {**DRAFT, "title": 5}, "title"),
    ("a summary as an object", {**DRAFT, "summary": {}}, "summary"),
    ("a kind that is none", {**DRAFT, "kind": "other"}, "kind"),
    ("a day that is none", {**DRAFT, "kind": "exception", "review_on": "2023-02-30"}, "review_on"),
    ("an amount of twenty digits", with_amounts("99999999999999999999"), "table.1.1"),
    ("an amount that just overflows", with_amounts("92233720368547758.08"), "table.1.1"),
    ("an amount that a spreadsheet cut", with_amounts("1E+30"), "table.1.1"),
    ("thousandths", with_amounts("1", "1.234"), "table.2.1"),
    ("no number", with_amounts("1", "2", "NaN"), "table.3.1"),
    ("words", with_amounts("一百"), "table.1.1"),
    ("commas at odd places", with_amounts("1,2,3"), "table.1.1"),
    ("a list as a cell", with_amounts(["1"]), "table.rows"),
    ("rows that are text", with_table(rows="1,2,3"), "table.rows"),
    ("rows that are numbers", with_table(rows=[1, 2]), "table.rows"),
    ("a row that is too long", with_table(rows=[["1", "2"]]), "table.rows"),
    ("a table that is a list", {**DRAFT, "table": [["1"]]}, "table"),
    ("columns that are text", with_table(columns="金额"), "table.columns"),
    ("an unknown type of column", with_table(columns=[{**MONEY[0], "type": "blob"}]), "table.columns"),
    ("an unknown audience", with_table(columns=[{**MONEY[0], "audience": "friends"}]), "table.columns"),
    ("two thousand columns", with_table(columns=[{**MONEY[0], "name": f"c{n}"} for n in range(2000)]), "table.columns"),
    ("a hundred thousand rows", with_table(rows=[["1"]] * 100_000), None),
    ("a list instead of an object", [DRAFT], "json"),
    ("a text instead of an object", "draft", "json"),
]

BROKEN = [
    ("half of it", b'{"item": "F3", '), ("nothing but a bracket", b"{"), ("two", b"{}{}"), ("a key twice", b'{"item":"F3","item":"F3"}'),
    ("NUL", b'{"item":"F3\\u0000"}'), ("a bare NUL", b'{"item":"F3\0"}'), ("invalid UTF-8", b'{"item":"\xff\xfe"}'),
    ("overlong UTF-8", b'{"item":"\xc0\xaf"}'), ("half a surrogate pair", b'{"item":"\\ud800"}'),
    ("UTF-16", '{"item":"F3"}'.encode("utf-16")), ("GB18030", '{"title":"公开"}'.encode("gb18030")),
    ("a control character", b'{"title":"a\\u0007b"}'), ("an endless number", b'{"lock":1e999}'),
]


def drafts(server, token):
    answer = server.api("GET", f"/api/v1/disclosures?region={VILLAGE}&state=draft", token=token)
    same(answer.status, 200)
    return len(answer.json()["items"])


def refused(answer, field, name):
    same((answer.status, answer.header("Content-Type")), (422, "application/problem+json"), f"{name}: {answer}")
    errors = answer.json()["errors"]
    assert field is None or field in [error["field"] for error in errors], (name, errors)
    assert all(re.search("[一-鿿]", error["message"]) for error in errors), (name, errors)


@test
def what_a_program_sends_wrong_is_named():
    with Program() as server:
        clerk, _ = server.settle()
        for name, body, field in WRONG:
            refused(server.api("POST", "/api/v1/disclosures", body, clerk), field, name)
        for name, raw in BROKEN:
            answer = server.request("POST", "/api/v1/disclosures",
                                    [("Content-Type", JSON), ("Authorization", f"Bearer {clerk}")], raw)
            assert answer.status in (400, 422), (name, answer)
            assert re.search("[一-鿿]", answer.json()["detail"]), (name, answer)
        same(drafts(server, clerk), 0, "nothing of all that was written")
        one = server.draft(clerk, 1).json()
        where = f"/api/v1/disclosures/{one['id']}"
        for name, body, field in WRONG:
            refused(server.api("PUT", where, body, clerk), field, f"on top of a draft: {name}")
        for body, field in (({"lock": "abc"}, "lock"), ({"lock": 1.5}, "lock"), ({"reason": 5}, "reason"), ([], "json"),
                            ({"personal_ok": "yes"}, "personal_ok")):
            refused(server.api("POST", where + "/submit", body, clerk), field, f"a step with {body}")
        same(server.api("POST", where + "/submit", {"lock": one["lock"] + 7}, clerk).status, 409, "a state that moved on")
        same(server.api("GET", where, token=clerk).json(), one, "the draft is as it was")
        server.nobody_fell()


@test
def a_wrong_content_type_is_said():
    with Program() as server:
        clerk, _ = server.settle()
        who = ("Authorization", f"Bearer {clerk}")
        raw = json.dumps({**DRAFT, "item": "P8", "period": "2023-05-18", "title": "甲"})
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml", "image/png", "text/json", None):
            answer = server.request("POST", "/api/v1/disclosures", [who] + ([("Content-Type", kind)] if kind else []), raw)
            same(answer.status, 415, kind)
            assert "application/json" in answer.json()["detail"]
        same(server.request("POST", "/api/v1/disclosures", [who, ("Content-Type", "multipart/form-data; boundary=x")], raw).status, 400)
        same(drafts(server, clerk), 0)
        answer = server.request("POST", "/api/v1/disclosures", [who, ("Content-Type", "Application/JSON; charset=utf-8")], raw)
        same(answer.status, 201)
        where = f"/api/v1/disclosures/{answer.json()['id']}"
        same(server.request("POST", where + "/attachments", [who, ("Content-Type", "image/png")], b"\x89PNG").status, 415)
        same(server.request("POST", where + "/submit", [who]).status, 200, "no body has no type")


@test
def what_is_too_large_is_said():
    with Program() as server:
        clerk, _ = server.settle()
        who = ("Authorization", f"Bearer {clerk}")
        where = f"/api/v1/disclosures/{server.draft(clerk, 1).json()['id']}"
        kind, body = multipart([("file", "voucher.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50_000_000)])
        answer = server.request("POST", where + "/attachments", [who, ("Content-Type", kind)], body)
        same((answer.status, answer.header("Content-Type")), (413, "application/problem+json"))
        assert "上限" in answer.json()["detail"]
        answer = server.request("POST", where + "/attachments", [who, ("Content-Type", kind), ("Cookie", "lang=en")], body)
        assert "limit" in answer.json()["detail"], answer
        answer = server.request("POST", "/api/v1/disclosures", [who, ("Content-Type", JSON)], b'{"body":"' + b"x" * 5_000_000 + b'"}')
        same(answer.status, 413)
        answer = server.request("POST", "/sign-in", [("Content-Type", "application/x-www-form-urlencoded")], b"login=" + b"x" * 50_000_000)
        same(answer.status, 413)
        assert "上限" in answer.body.decode()
        same(server.api("GET", where, token=clerk).json()["attachments"], [])
        server.nobody_fell()


@test
def addresses_that_make_no_sense():
    with Program() as server:
        clerk, _ = server.settle()
        nowhere = ["/nothing", "/desk/nothing", "/static/nothing.js", "/r/abc", "/r/21011101020", "/r/2101110102033", "/r/999999999999",
                   "/d/0", "/d/-1", "/d/1e3", "/d/99999999999999999999", "/f/1", "/feed/abc.atom", "/feed/999999999999.atom",
                   f"/r/{VILLAGE}/nothing"]
        broken = ["/%00", "/r/%00", "/r/%ff", "/%c0%ae%c0%ae/", "/search?q=%00", "/search?q=%ff", "/r/%e9%b2"]
        for method in ("GET", "POST"):
            for path, wanted in [(path, 404) for path in nowhere] + [(path, 400) for path in broken]:
                answer = server.request(method, path)
                assert answer.status == wanted or (method == "POST" and answer.status == 405), (method, path, answer)
                assert "<h1" in answer.body.decode() and answer.header("Content-Type").startswith("text/html"), (method, path, answer)
        for path, wanted in (("/api/v1/nothing", 404), ("/api/v1/disclosures/0", 404), ("/api/v1/disclosures/abc", 404),
                             ("/api/v1/regions/abc", 404), ("/api/v1/disclosures?region=abc", 422), ("/api/v1/disclosures?period=x", 422),
                             ("/api/v1/disclosures?cursor=zzz", 422), ("/api/v1/disclosures?cursor=%00", 400),
                             ("/api/v1/disclosures?q=%ff", 400), ("/api/%00", 400)):
            answer = server.get(path)
            same((answer.status, answer.header("Content-Type")), (wanted, "application/problem+json"), path)
            assert re.search("[一-鿿]", answer.json()["detail"]), answer
        for method, path, allowed in (("PATCH", "/api/v1/disclosures/1", "GET, HEAD, PUT"), ("DELETE", "/api/v1/disclosures", "GET, HEAD, POST"),
                                      ("PUT", f"/r/{VILLAGE}", "GET, HEAD")):
            for body in (b"", b"{}"):
                answer = server.request(method, path, [("Content-Type", JSON), ("Authorization", f"Bearer {clerk}")], body)
                same(answer.status, 405, (method, path, body))
        for choice, word in ((("Cookie", "lang=en"), "cannot be found"), (("Accept-Language", "zh-TW"), "找不到這個頁面")):
            page = server.get("/nothing", choice).body.decode()
            assert word in page, re.findall("<h1.*", page)
        server.nobody_fell()


@test
def a_body_that_breaks_off_is_nothing():
    with Program() as server:
        clerk, _ = server.settle()
        raw = json.dumps(DRAFT).encode()
        head = (f"POST /api/v1/disclosures HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {clerk}\r\nContent-Type: {JSON}\r\n")
        for length in (len(raw) + 1, len(raw) * 100):
            with Connection(server) as connection:
                connection.send(head + f"Content-Length: {length}\r\n\r\n")
                connection.send(raw)
        with Connection(server) as connection:
            connection.send(head + "Transfer-Encoding: chunked\r\n\r\n" + f"{len(raw):x}\r\n")
            connection.send(raw + b"\r\n")
        server.wait_for(lambda: server.get("/healthz").status == 200)
        same(drafts(server, clerk), 0)
        server.nobody_fell()


run()
