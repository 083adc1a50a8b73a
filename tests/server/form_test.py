#!/usr/bin/env python3
"""What a client sends: tokens, fields, JSON, files; and files that go out.

    form_test.py APP [TEST…]
"""
import hashlib
import os

from client import CSRF, Connection, Server, multipart, run, same, test

FORM = "Content-Type: application/x-www-form-urlencoded"


# ---- forms ----

@test
def a_write_needs_its_token():
    with Server() as server:
        form = [("Content-Type", "application/x-www-form-urlencoded")]

        def post(body, *headers):
            return server.request("POST", "/note", form + list(headers), body).status

        cookie = ("Cookie", f"csrf={CSRF}")
        same(post("note=a"), 403, "nothing")
        same(post(f"note=a&csrf={CSRF}"), 403, "no cookie")
        same(post("note=a", cookie), 403, "no field")
        same(post("note=a&csrf=", ("Cookie", "csrf=")), 403, "both empty")
        same(post("note=a&csrf=0000000000000000000", cookie), 403, "another")
        same(post(f"note=a&csrf={CSRF}", cookie), 303, "both")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Origin", "http://test.example")), 303, "own origin")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Origin", "http://evil.example")), 403, "origin")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Origin", "https://test.example")), 303, "behind TLS")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Origin", "http://test.example.evil")), 403, "longer")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Origin", "null")), 403, "no origin")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Sec-Fetch-Site", "cross-site")), 403, "site")
        same(post(f"note=a&csrf={CSRF}", cookie, ("Sec-Fetch-Site", "same-origin")), 303, "same")
        # In a session only the session's token counts.
        session = ("Cookie", f"sid=good; csrf={CSRF}")
        same(post(f"note=a&csrf={CSRF}", session), 403, "a visitor's token in a session")
        same(post("note=a&csrf=session-token", session), 303, "the session's")
        same(post("note=a", session, ("X-CSRF-Token", "session-token")), 303, "in a header")
        same(post("note=a", ("Authorization", "Bearer good")), 303, "by token")
        same(server.request("POST", "/note", form + [("Authorization", "Bearer bad")],
                            "note=b").header("Location"), "/sign-in?back=%2F")
        same(server.get("/note").json()["note"], "a")


@test
def a_program_that_sends_forms_is_nobody_by_cookie():
    with Server() as server:
        form = [("Content-Type", "application/x-www-form-urlencoded")]

        def post(body, *headers):
            return server.request("POST", "/programs/note", form + list(headers), body)

        for session in ("sid=good", "sid=gone", f"sid=good; csrf={CSRF}"):
            for more in ((), (("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"))):
                answer = post("note=a&csrf=session-token", ("Cookie", session), *more)
                same((answer.status, answer.json()["somebody"], answer.cookies()), (200, False, []), session)
        same(post("note=a", ("Authorization", "Bearer good")).json()["somebody"], True)
        same(post("note=a", ("Authorization", "Bearer good"), ("Cookie", "sid=gone")).json()["somebody"], True)


@test
def errors_have_the_shape_that_a_feature_gives_them():
    with Server() as server:
        def told(answer):
            return answer.status, answer.body.decode()

        form = [("Content-Type", "application/x-www-form-urlencoded")]
        same(told(server.request("POST", "/programs/note", form, "note=")), (400, "400 1 1"), "a problem")
        same(told(server.request("POST", "/programs/note", form + [("Authorization", "Bearer bad")], "note=a"))[0], 303)
        same(told(server.get("/programs/nothing")), (404, "404 0 1"), "no route")
        same(told(server.get("/programs/note")), (405, "405 0 1"), "no such method")
        assert server.get("/api/nothing").json()["status"] == 404


@test
def a_visitors_form_brings_its_cookie():
    with Server() as server:
        answer = server.get("/form")
        token = answer.json()["csrf"]
        assert len(token) >= 22 and f"csrf={token}" in answer.cookies()[0], answer
        assert "private" in answer.header("Cache-Control")
        again = server.get("/form", ("Cookie", f"csrf={token}"))
        same((again.json()["csrf"], again.cookies()), (token, []))
        assert server.get("/form").json()["csrf"] != token
        same(server.get("/form", ("Cookie", "sid=good")).json()["csrf"], "session-token")


@test
def a_notice_is_shown_once():
    with Server() as server:
        answer = server.form("/note", {"note": "x"})
        cookie = [c for c in answer.cookies() if c.startswith("notice=")][0].split(";")[0]
        shown = server.get("/note", ("Cookie", cookie))
        same(shown.json()["notice"], "已保存“好”")
        page = server.get("/big?n=10", ("Cookie", cookie))
        assert any(c.startswith("notice=;") and "Max-Age=0" in c for c in page.cookies()), page
        same(server.get("/note", ("Cookie", "notice=%ff%00")).json()["notice"], None)


@test
def json_carries_its_own_proof():
    with Server() as server:
        for kind, status in {"application/json": 200, "text/plain": 415, "": 415,
                             "application/x-www-form-urlencoded": 415,
                             "multipart/form-data; boundary=a": 400}.items():
            head = [("Content-Type", kind)] if kind else []
            same(server.request("POST", "/api/echo", head, '{"a":1}').status, status, kind)
        answer = server.request("POST", "/api/echo", [("Content-Type", "Application/JSON; charset=utf-8")],
                                '{"a":"村"}')
        same((answer.json()["type"], answer.json()["body"]), ("application/json", '{"a":"村"}'))


def echo(server, body, kind="application/x-www-form-urlencoded", path="/echo", *more):
    return server.request("POST", path, [("Content-Type", kind), ("Cookie", f"csrf={CSRF}"),
                                         ("X-CSRF-Token", CSRF), *more], body)


@test
def fields_are_clean_text():
    with Server() as server:
        same(echo(server, "a=1&b=%E6%9D%91+x&a=2&&c").json()["form"],
             [["a", "1"], ["b", "村 x"], ["a", "2"], ["c", ""]])
        for bad in ("a=%00", "a=%ff", "a=%4", "%ff=a", "a=%01", "a=%ed%a0%80"):
            same(echo(server, bad).status, 400, bad)
        same(echo(server, "a=1%0d%0a2%093").json()["form"][0][1], "1\r\n2\t3")
        same(echo(server, "&".join(f"f{i}=" for i in range(8001))).status, 413)
        same(echo(server, "a=" + "x" * (4 * 1024 * 1024)).status, 413)
        half = "a=" + "x" * (2 * 1024 * 1024)
        same(len(echo(server, half).json()["form"][0][1]), 2 * 1024 * 1024)


@test
def chunked_bodies():
    with Server() as server, Connection(server) as connection:
        head = (f"POST /echo HTTP/1.1\r\nHost: a\r\n{FORM}\r\nCookie: csrf={CSRF}\r\n"
                "Transfer-Encoding: chunked\r\n\r\n")
        connection.send(head + f"4\r\na=1&\r\n17\r\ncsrf={CSRF}\r\n0\r\n\r\n")
        same(connection.read().json()["form"][0], ["a", "1"])
        same(server.get("/note", connection=connection).status, 200)


# ---- uploads ----

@test
def files_are_streamed_aside():
    data = os.urandom(3_000_000)
    with Server() as server:
        kind, body = multipart([("csrf", None, CSRF.encode()), ("说明", None, "好\r\n的".encode()),
                                ("f", "收据 1.png", data), ("g", "", b""),
                                ("f", "C:\\dir\\b.png", b"--XyZ\r\n-\r\n--Xy")])
        answer = echo(server, body, kind)
        said = answer.json()
        same(said["form"][1], ["说明", "好\r\n的"])
        same([(u["field"], u["filename"], u["bytes"]) for u in said["uploads"]],
             [("f", "收据 1.png", len(data)), ("f", "b.png", 14)])
        same(said["uploads"][0]["sha256"], hashlib.sha256(data).hexdigest())
        same(os.listdir(os.path.join(server.dir, "tmp")), [])
        same(server.metric("uploads_total"), 2)


@test
def uploads_have_limits():
    with Server(upload_bytes_max=100_000) as server:
        kind, body = multipart([("f", "a.bin", b"x" * 200_000)])
        answer = echo(server, body, kind)
        same(answer.status, 413)
        assert "太大" in answer.body.decode()
        # Early: by the announced length, before the body is sent.
        with Connection(server) as connection:
            connection.send(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\n"
                            "Content-Length: 50000000\r\n\r\n")
            same(connection.read().status, 413)
        # Who sends it all regardless can still read why.
        with Connection(server) as connection:
            connection.send(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\n"
                            "Content-Length: 20000000\r\n\r\n")
            connection.send(b"x" * 20_000_000)
            same(connection.read().status, 413)
        # Counted, when nothing was announced.
        with Connection(server) as connection:
            connection.send(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\n"
                            "Transfer-Encoding: chunked\r\n\r\n")
            connection.send(f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
            same(connection.read().status, 413)
        kind, body = multipart([("f", "a.bin", b"x")])
        same(echo(server, body, kind, "/small").status, 400, "a route without files")
        many = multipart([("f", f"{i}", b"x") for i in range(21)])
        same(echo(server, many[1], many[0]).status, 413)
        same(os.listdir(os.path.join(server.dir, "tmp")), [])


@test
def broken_multiparts_are_refused():
    with Server() as server:
        kind, good = multipart([("a", None, b"1")])
        for name, data, head in (
            ("no end", good[:-6], kind), ("no boundary", good, "multipart/form-data"),
            ("another boundary", good, "multipart/form-data; boundary=other"),
            ("boundary of 71", good, "multipart/form-data; boundary=" + "a" * 71),
            ("no name", good.replace(b' name="a"', b""), kind),
            ("NUL in a name", good.replace(b'"a"', b'"a\0"'), kind),
            ("bad UTF-8", good.replace(b"\r\n1\r\n", b"\r\n\xff\r\n"), kind),
            ("no colon", good.replace(b"Disposition:", b"Disposition"), kind),
            ("a head without end", b"--XyZ\r\n" + b"a" * 9000, kind),
            ("empty", b"x", kind),
        ):
            same(echo(server, data, head).status, 400, name)
        same(echo(server, good, kind).json()["form"], [["a", "1"]])
        same(echo(server, b"preamble\r\n" + good + b"epilogue", kind).json()["form"], [["a", "1"]])
        same(os.listdir(os.path.join(server.dir, "tmp")), [])


@test
def a_disk_that_takes_nothing_is_503_and_passes():
    kind, body = multipart([("csrf", None, CSRF.encode()), ("f", "a.png", b"x" * 5000)])
    with Server() as server:
        tmp = os.path.join(server.dir, "tmp")
        os.rmdir(tmp)
        answer = echo(server, body, kind)
        same((answer.status, answer.header("Retry-After")), (503, "5"))
        assert "系统正忙" in answer.body.decode()
        os.mkdir(tmp)
        same(echo(server, body, kind).status, 200)


@test
def files_go_out_as_they_are():
    with Server(file=__file__) as server:
        with open(__file__, "rb") as file:
            wanted = file.read()
        answer = server.get("/file")
        same(answer.body, wanted)
        same(answer.header("Content-Type"), "application/octet-stream", "SVG may run script")
        assert answer.header("Content-Disposition").startswith("attachment"), answer
        assert "filename*=UTF-8''%E6%94%B6" in answer.header("Content-Disposition"), answer
        again = server.get("/file", ("If-None-Match", answer.header("ETag")))
        same((again.status, again.body), (304, b""))
        same(server.request("HEAD", "/file").header("Content-Length"), str(len(wanted)))
    with Server(file="/nowhere/at/all") as server:
        same(server.get("/file").status, 404)


run()
