#!/usr/bin/env python3
"""What a client sees: the guard, pages and their caching, choices, outcomes.

    server_test.py APP [TEST…]
"""
import gzip
import re

from client import CSRF, Connection, Server, run, same, test


# ---- what is refused before anybody looks at it ----

REFUSED = {
    "two lengths": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "two equal lengths": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    "length and chunked": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "length, blank, colon": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde",
    "xchunked": "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "gzip, chunked": "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked twice": "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "length +5": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
    "length -5": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nabcde",
    "length 0x5": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nabcde",
    "length 5,5": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde",
    "length 20 digits": "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551621\r\n\r\nabcde",
    "two hosts": "GET /note HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no host": "GET /note HTTP/1.1\r\n\r\n",
    "a host with a slash": "GET /note HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "NUL in a value": "GET /note HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\nX-B: d\r\n\r\n",
    "NUL in the last value": "GET /note HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n",
    "NUL in the target": "GET /no\0te HTTP/1.1\r\nHost: a\r\n\r\n",
    "control byte in a value": "GET /note HTTP/1.1\r\nHost: a\r\nX-A: b\x01c\r\n\r\n",
    "control byte in the method": "G\x01T /note HTTP/1.1\r\nHost: a\r\n\r\n",
    "small letters in the method": "get /note HTTP/1.1\r\nHost: a\r\n\r\n",
    "a name with a blank": "GET /note HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n",
    "a name with a bracket": "GET /note HTTP/1.1\r\nHost: a\r\nX(A: b\r\n\r\n",
    "an absolute target": "GET http://a/note HTTP/1.1\r\nHost: a\r\n\r\n",
    "a fragment": "GET /note#a HTTP/1.1\r\nHost: a\r\n\r\n",
    "a raw umlaut": "GET /n\u00f6te HTTP/1.1\r\nHost: a\r\n\r\n",
    "no version": "GET /note\r\nHost: a\r\n\r\n",
    "HTTP/2.0": "GET /note HTTP/2.0\r\nHost: a\r\n\r\n",
    "chunk size +5": "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nabcde\r\n0\r\n\r\n",
    "chunk size 0x5": "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n0\r\n\r\n",
}


@test
def smuggling_is_refused():
    """400 or the end of the connection, and never an answer to what was hidden behind."""
    with Server() as server:
        for name, text in REFUSED.items():
            with Connection(server) as connection:
                connection.send(text + "GET /request?x=smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
                answer = connection.read()
                if answer is not None:
                    assert answer.status in (400, 413, 505), f"{name}: {answer}"
                    assert b"smuggled" not in answer.body, name
                    assert connection.ended(2), f"{name}: the connection goes on"
                    assert b"smuggled" not in connection.pending, name
        same(server.get("/note").status, 200)


@test
def addresses_are_strict():
    with Server() as server:
        for target, status in {
            "/request/%61": 200, "/request/a%2Fb": 400, "/request/a%5cb": 400, "/request/..": 400,
            "/request/%2e%2e": 400, "/./note": 400, "//note": 400, "/request//a": 400,
            "/request/%zz": 400, "/request/%4": 400, "/request/%00": 400, "/request/%0a": 400,
            "/request/%ff": 400, "/request/%ed%a0%80": 400, "/request/%e6%9d%91": 200,
            "/request?x=%ff": 400, "/request?x=%00": 400, "/request?x=%e6%9d%91": 200,
            "/request?x=%": 400, "/nothing": 404, "/request/a/b": 404,
            "/note/": 301, "/note/?x=1": 301,
        }.items():
            answer = server.get(target)
            same(answer.status, status, target)
            if status >= 400:
                assert "text/html" in answer.header("Content-Type"), target
                assert "回到首页" in answer.body.decode(), target
        same(server.get("/note/?x=1").header("Location"), "/note?x=1")
        same(server.get("/request/%e6%9d%91?x=a+b%2Bc").json()["name"], "村")
        same(server.get("/request?x=a+b%2Bc").json()["x"], "a b+c")
        same(server.get("/request/210111000000.atom").json()["name"], "210111000000")
        same(server.get("/note?" + "a" * 5000).status, 414)
        assert server.request("GET", "/note", [("X-Long", "a" * 20000)]).status in (400, 431)
        many = "&".join(f"a{i}=1" for i in range(101))
        same(server.get("/request?" + many).status, 413)


@test
def methods():
    with Server() as server:
        answer = server.request("DELETE", "/note")
        same((answer.status, answer.header("Allow")), (405, "GET, HEAD, POST"))
        same(server.request("PATCH", "/note").status, 405)
        same(server.request("OPTIONS", "/note").status, 405)
        same(server.request("DELETE", "/nothing").status, 404)
        whole = server.get("/big?n=3000")
        head = server.request("HEAD", "/big?n=3000")
        same((head.status, head.body), (200, b""))
        same(head.header("Content-Length"), whole.header("Content-Length"))
        same(head.header("ETag"), whole.header("ETag"))
        with Connection(server) as connection:  # and the connection is still in step
            server.request("HEAD", "/note", connection=connection)
            same(server.get("/note", connection=connection).json()["note"], "first")
        same(server.request("GET", "/note", [("Content-Length", "3")], "abc").status, 400)
        same(server.request("PATCH", "/note", [("Content-Type", "text/plain")], "abc").status, 405)
        same(server.request("PATCH", "/nothing", [("Content-Type", "text/plain")], "abc").status, 404)


@test
def old_clients_are_served():
    with Server() as server, Connection(server) as connection:
        connection.send("GET /note HTTP/1.0\r\n\r\n")
        same(connection.read().status, 200)
        assert connection.ended(2)


# ---- headers ----

@test
def pages_carry_their_armour():
    with Server(trust_proxy=1) as server:
        answer = server.get("/big?n=10")
        csp = answer.header("Content-Security-Policy")
        assert "default-src 'none'" in csp and "unsafe" not in csp, csp
        same(answer.header("X-Content-Type-Options"), "nosniff")
        same(answer.header("Strict-Transport-Security"), None)
        assert answer.header("Permissions-Policy") and answer.header("Referrer-Policy")
        same(answer.header("Cross-Origin-Opener-Policy"), "same-origin")
        answer = server.get("/big?n=10", ("X-Forwarded-Proto", "https"))
        assert answer.header("Strict-Transport-Security")
        answer = server.get("/nothing")
        assert answer.header("Content-Security-Policy")
        same(answer.header("Cache-Control"), "no-store")


@test
def a_proxy_is_believed_only_when_trusted():
    told = [("X-Forwarded-For", "1.1.1.1, 9.9.9.9"), ("X-Forwarded-Proto", "https")]
    with Server() as server:
        said = server.get("/request", *told).json()
        same((said["address"], said["secure"]), ("127.0.0.1", False))
        same(said["site"], "http://test.example")
    with Server(trust_proxy=1, public_url="https://mingbai.example") as server:
        said = server.get("/request", *told).json()
        same((said["address"], said["secure"]), ("9.9.9.9", True))
        same(said["site"], "https://mingbai.example")


@test
def a_header_cannot_be_split():
    with Server() as server:
        answer = server.get("/header?x=a%0d%0aX-Evil:%20b&to=/x%0d%0aX-Evil:%20b")
        same(answer.header("X-Evil"), None)
        for to in ("//evil.example", "/%5Cevil.example", "https://evil.example", "evil", ""):
            same(server.get(f"/header?to={to}").header("Location"), "/", to)
        same(server.get("/header?to=/ok?a=1").header("Location"), "/ok?a=1")


# ---- the cache ----

@test
def a_page_is_kept_until_its_data_changes():
    with Server(workers=1) as server:
        pages = [server.get("/note").json()["note"] for _ in range(5)]
        same(pages, ["first"] * 5)
        hits = server.metric("page_cache_hits_total")
        same(hits, 3, "the first says what it shows, the second is kept")
        same(server.form("/note", {"note": "第二"}).status, 303)
        same(server.get("/note").json()["note"], "第二", "right after the commit")
        server.get("/note")
        same(server.metric("page_cache_hits_total"), hits + 1)
        assert server.metric("page_cache_bytes") >= 0


@test
def what_is_kept_is_kept_apart():
    """Language, mode, host and address with its query: each has pages of its own."""
    with Server(workers=1) as server:
        for _ in range(4):
            same(server.get("/note", ("Cookie", "lang=en")).json()["lang"], "en")
            same(server.get("/note", ("Cookie", "lang=zh-Hant")).json()["lang"], "zh-Hant")
            same(server.get("/note", ("Cookie", "mode=elder")).json()["elder"], True)
            same(server.get("/note").json()["elder"], False)
            same(server.get("/big?n=16").body.count(b"<p>"), 1)
            same(server.get("/big?n=160").body.count(b"<p>"), 10)
        assert server.metric("page_cache_hits_total") > 0


@test
def nobody_else_sees_a_signed_in_page():
    with Server(workers=1) as server:
        for _ in range(3):
            mine = server.get("/note", ("Cookie", "sid=good"))
            same((mine.json()["signed_in"], mine.json()["csrf"]), (True, "session-token"))
            assert "private" in mine.header("Cache-Control")
            token = server.get("/note", ("Authorization", "Bearer good")).json()
            same(token["signed_in"], True)
            other = server.get("/note").json()
            same((other["signed_in"], other["csrf"]), (False, None))
        # A visitor's own token does not get into a kept page either.
        for _ in range(3):
            same(server.get("/note", ("Cookie", f"csrf={CSRF}")).json()["csrf"], None)


@test
def unchanged_pages_are_304():
    with Server(workers=1) as server:
        for turn in range(4):  # made anew, and from the cache
            whole = server.get("/big?n=3000")
            tag = whole.header("ETag")
            again = server.get("/big?n=3000", ("If-None-Match", tag))
            same((again.status, again.body, again.header("ETag")), (304, b"", tag), str(turn))
            assert again.header("Vary") and again.header("Cache-Control"), again
            same(server.get("/big?n=3000", ("If-None-Match", '"x"')).status, 200)
            same(server.get("/big?n=3000", ("If-None-Match", f'"x", W/{tag}')).status, 304)
        same(server.form("/note", {"note": "other"}).status, 303)
        same(server.get("/big?n=3000", ("If-None-Match", tag)).status, 200)


@test
def gzip_for_those_who_take_it():
    with Server(workers=1) as server:
        plain = server.get("/big?n=3000")
        same(plain.header("Content-Encoding"), None)
        for turn in range(4):
            small = server.get("/big?n=3000", ("Accept-Encoding", "br, gzip;q=0.5"))
            same(small.header("Content-Encoding"), "gzip", str(turn))
            same(gzip.decompress(small.body), plain.body)
            assert "Accept-Encoding" in small.header("Vary")
            assert small.header("ETag") != plain.header("ETag"), "a strong ETag is of bytes"
            again = server.get("/big?n=3000", ("Accept-Encoding", "gzip"),
                               ("If-None-Match", small.header("ETag")))
            same((again.status, again.header("ETag")), (304, small.header("ETag")))
            same(server.get("/big?n=3000").header("Content-Encoding"), None)
        none = server.get("/big?n=3000", ("Accept-Encoding", "gzip;q=0"))
        same(none.header("Content-Encoding"), None)
        tiny = server.get("/big?n=16", ("Accept-Encoding", "gzip"))
        same(tiny.header("Content-Encoding"), None)


# ---- language and mode ----

@test
def language_and_mode_are_remembered():
    with Server() as server:
        same(server.get("/note").json()["lang"], "zh-Hans")
        for accepts, lang in {"en-GB,en;q=0.9,zh;q=0.1": "zh-Hans", "zh-TW": "zh-Hant", "fr": "zh-Hans",
                              "zh-CN,zh;q=0.9,en;q=0.8": "zh-Hans", "zh-TW;q=0.9,zh;q=1": "zh-Hans",
                              "zh-Hant-HK": "zh-Hant", "en;q=0": "zh-Hans"}.items():
            same(server.get("/note", ("Accept-Language", accepts)).json()["lang"], lang, accepts)
        answer = server.get("/note?lang=en&mode=elder&x=1", ("Accept-Language", "zh"))
        said = answer.json()
        same((said["lang"], said["elder"]), ("en", True))
        same(said["canonical"], "http://test.example/note?x=1")
        same(said["elder_link"], "/note?lang=en&x=1&mode=standard")
        cookies = answer.cookies()
        same(len(cookies), 2)
        for cookie in cookies:
            assert "Max-Age=31536000" in cookie and "SameSite=Lax" in cookie, cookie
        jar = "; ".join(cookie.split(";")[0] for cookie in cookies)
        said = server.get("/note", ("Cookie", jar), ("Accept-Language", "zh")).json()
        same((said["lang"], said["elder"]), ("en", True))
        same(server.get("/note?lang=xx").cookies(), [])


# ---- outcomes ----

@test
def outcomes_have_pages():
    with Server() as server:
        for name, status, words in (
            ("not_found", 404, "找不到"), ("denied", 403, "没有权限"), ("conflict", 409, "现在不能这样做"),
            ("busy", 503, "系统正忙"), ("fault", 500, "出了点问题"), ("invalid", 422, "改一改"),
        ):
            page = server.get(f"/fail/{name}")
            same(page.status, status, name)
            assert words in page.body.decode(), page.body.decode()
            problem = server.get(f"/api/fail/{name}")
            same((problem.status, problem.header("Content-Type")),
                 (status, "application/problem+json"), name)
            same(problem.json()["status"], status)
            assert words in problem.json()["detail"] + problem.json()["title"] or name, problem
        same(server.get("/fail/busy").header("Retry-After"), "5")
        same(server.get("/api/fail/invalid").json()["errors"],
             [{"field": "title", "message": "标题不能空"}])
        same(server.form("/note", {"note": " "}).status, 422)
        same(server.get("/api/nothing").header("Content-Type"), "application/problem+json")


@test
def staff_pages_ask_for_a_sign_in():
    with Server() as server:
        answer = server.get("/staff?x=1")
        same((answer.status, answer.header("Location")), (303, "/sign-in?back=%2Fstaff%3Fx%3D1"))
        answer = server.get("/api/staff")
        same((answer.status, answer.header("WWW-Authenticate")), (401, "Bearer"))
        same(server.get("/api/staff", ("Authorization", "Bearer bad")).status, 401)
        same(server.get("/api/staff", ("Authorization", "Bearer good")).json()["by_token"], True)
        same(server.get("/staff", ("Cookie", "sid=good")).status, 200)
        same(server.get("/staff?" + "a" * 2000).header("Location"), "/sign-in?back=%2F")
        ended = server.get("/note", ("Cookie", "sid=ended"))
        assert any(c.startswith("sid=;") and "Max-Age=0" in c for c in ended.cookies()), ended


@test
def assets_never_change_under_their_names():
    with Server() as server:
        page = server.get("/nothing").body.decode()
        path = re.search(r'/static/base-[0-9a-f]+\.css', page).group()
        plain = server.get(path)
        assert "immutable" in plain.header("Cache-Control"), plain
        assert "text/css" in plain.header("Content-Type"), plain
        small = server.get(path, ("Accept-Encoding", "gzip"))
        same(gzip.decompress(small.body), plain.body)
        assert small.header("ETag") != plain.header("ETag")
        for answer in (plain, small):
            same(len([k for k, _ in answer.headers if k == "ETag"]), 1)
        again = server.get(path, ("If-None-Match", plain.header("ETag")))
        same((again.status, again.body), (304, b""))
        named = server.get("/static/base.css")
        assert "immutable" not in named.header("Cache-Control"), named
        same(named.body, plain.body)
        same(server.get("/static/nothing.css").status, 404)
        same(server.get("/favicon.ico").header("Content-Type"), "image/svg+xml")


run()
