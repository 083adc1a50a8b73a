#!/usr/bin/env python3
"""Forms of other sites, redirects to them, hosts and addresses that somebody claims, numbers that no page ever gave.
Usage: foreign_test.py PATH-OF-MINGBAI"""
import json
import re
import sys
import urllib.parse

from district import DISTRICT, PASSWORD, VILLAGE, District, Page, check, finish, multipart


# ---- other sites ----

def forms_of_other_sites(place):
    """Each form that changes something, sent by a page of somebody else."""
    village = place.people["village"]
    draft = place.write(period="2023-05-26")
    lock = place.lock(draft)
    one = f"/desk/d/{draft['id']}"
    posts = {one: {"lock": lock, "title": "别站"}, one + "/discard": {"lock": lock}, one + "/submit": {"lock": lock},
             one + "/mask": {"lock": lock}, one + "/sheet": {"lock": lock, "paste": "a"},
             "/desk/d/new": {"region": VILLAGE, "item": "P8", "period": "event", "event_day": "2023-05-01", "how": "nil"},
             "/desk/me/tokens": {"name": "x"}, "/desk/me/sign-out-everywhere": {}, "/sign-out": {},
             "/desk/me/password": {"old_password": PASSWORD, "new_password": "another-password"},
             f"/desk/regions/{VILLAGE}/profile": {"households": "1"}}
    other = place.people["township"].csrf
    for path, fields in posts.items():
        tries = [
            ("without a token", {}, {}), ("with an empty one", {"csrf": ""}, {}), ("with a wrong one", {"csrf": "x" * 32}, {}),
            ("with another person's", {"csrf": other}, {}),
            ("with a cookie of the same", {"csrf": "A" * 22}, {"Cookie": f"sid={village.cookies['sid']}; csrf={'A' * 22}"}),
            ("from another origin", {"csrf": village.csrf}, {"Origin": "https://evil.example"}),
            ("from an opaque origin", {"csrf": village.csrf}, {"Origin": "null"}),
            ("from another port", {"csrf": village.csrf}, {"Origin": f"http://127.0.0.1:{place.port + 1}"}),
            ("from another site", {"csrf": village.csrf}, {"Sec-Fetch-Site": "cross-site"}),
            ("from a sister site", {"csrf": village.csrf}, {"Sec-Fetch-Site": "same-site"})]
        bad = []
        for name, token, headers in tries:
            for body in ({**fields, **token}, multipart({**fields, **token}.items())):
                status = village.ask("POST", path, body, headers).status
                if status != 403:
                    bad.append((name, status))
        check(f"{re.sub('[0-9]{6,}', 'N', path)}: no form of another site", not bad, bad)
    for kind in ("text/plain", "application/json", "application/octet-stream", ""):
        status = village.ask("POST", one + "/submit", (f"csrf={village.csrf}&lock={lock}".encode(), kind)).status
        check(f"a body that is no form ({kind or 'nothing'}) carries no token", status == 403, status)
    status = village.ask("POST", f"/api/v1/disclosures/{draft['id']}/submit", [{}]).status
    check("a cookie alone does not write by the API", status == 403, status)
    check("the session lives, the draft is as it was", place.lock(draft) == lock and village.get("/desk/me").status == 200)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = place.client().ask("POST", "/api/v1/sessions", (json.dumps({"user": "village", "password": PASSWORD}).encode(), kind))
        check(f"no form signs in by the API ({kind or 'no type'})", answer.status in (400, 415), answer.status)


def cookies_and_redirects(place):
    client = place.client()
    client.csrf = client.token_of("/sign-in")
    answer = client.post("/sign-in", {"login": "village", "password": PASSWORD})
    flags = [cookie for cookie in answer.headers.get_all("Set-Cookie") if cookie.startswith("sid=")][0]
    check("the session's cookie is for HTTP and this site only",
          "HttpOnly" in flags and "SameSite=Lax" in flags and "Path=/" in flags and "Domain" not in flags, flags)
    chosen = place.client()
    chosen.cookies = {"sid": "A" * 32}
    chosen.sign_in("village", PASSWORD)
    check("a session that somebody chose is not taken over", chosen.cookies["sid"] != "A" * 32)
    sent = []
    for back in ("//evil.example", "/\\evil.example", "https://evil.example", "///evil.example", "\\\\evil.example",
                 "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b", " //evil.example",
                 "evil.example", "", "/a" * 4000):
        client = place.client()
        client.csrf = client.token_of("/sign-in")
        answer = client.post("/sign-in", {"login": "village", "password": PASSWORD, "back": back})
        if answer.status != 303 or answer.where not in ("/", "/desk") or "a=b" in str(answer.headers):
            sent.append((back[:30], answer.status, answer.where))
    check("after signing in nobody is sent elsewhere", not sent, sent)
    for path in ("//evil.example/", "/\\evil.example/", "/%2f%2fevil.example/", "/%5cevil.example/", "/.//evil.example/",
                 "//evil.example/%2e%2e/"):
        answer = place.visitor.get(path)
        check(f"nor by an address: {path}", answer.status in (400, 404), (answer.status, answer.where))
    answer = place.visitor.get("/", headers={"Cookie": "notice=" + urllib.parse.quote('"><img src=x onerror=alert(1)>')})
    check("a notice from a cookie is text", not Page(answer.text).alien)


def hosts_and_addresses(place):
    evil = place.visitor.get("/", headers={"Host": "evil.example"})
    good = place.visitor.get("/")
    check("a page made for another Host is not kept for this one",
          evil.status == 200 and b"evil.example" in evil.body and b"evil.example" not in good.body)
    check("a Host that could end an attribute is refused",
          all(place.visitor.get("/", headers={"Host": host}).status == 400
              for host in ('a"b', "a b", "a<b", "a/b", "a'b", "a&amp;b", "user@host")))
    for header in ("X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Proto", "Forwarded"):
        answer = place.client().get(f"/r/{VILLAGE}", headers={header: "evil.example"})
        check(f"{header} changes nothing", b"evil.example" not in answer.body and "evil" not in str(answer.headers))
    statuses = []
    for number in range(7):
        client = place.client()
        client.csrf = client.token_of("/sign-in")
        answer = client.post("/sign-in", {"login": "inspector", "password": "guess"},
                             headers={"X-Forwarded-For": f"10.1.1.{number}", "Forwarded": f"for=10.1.1.{number}"})
        statuses.append("试错次数太多" in answer.text)
    check("guessing is slowed down, whatever address is claimed", statuses[-1] and not statuses[0], statuses)
    answer = place.client().ask("POST", "/api/v1/sessions", [{"user": "inspector", "password": PASSWORD}])
    check("by the API as well", answer.status == 422 and "试错" in answer.text, answer.text)


# ---- numbers that no page ever gave ----

def forged_numbers(place):
    wild = ["-1", "0", "9223372036854775807", "9223372036854775808", "99999999999999999999", "1e9", "0x10", "١", "NaN", "",
            "1;2", "%00", "%ff", "..%2f", "'", "\"", "2147483648", "-9223372036854775808"]
    paths = ["/d/{}", "/d/{}.csv", "/d/{}/print", "/d/{}/object", "/d/1/revisions/{}", "/f/{}", "/f/{}/thumb", "/r/{}", "/r/{}/all",
             "/feed/{}.atom", "/search?q=a&page={}", "/search?q=a&r={}", "/search?q={}", "/api/v1/disclosures?cursor={}",
             "/api/v1/disclosures?limit={}", "/api/v1/disclosures?q=a&cursor={}", "/api/v1/disclosures?region={}",
             "/api/v1/disclosures?cursor={}-{}", "/api/v1/disclosures?period={}", "/api/v1/disclosures/{}",
             "/api/v1/regions/{}", "/api/v1/regions/210111010203/duties?from={}&to={}",
             f"/r/{VILLAGE}/finance?cursor={{}}-{{}}", f"/r/{VILLAGE}/duties?month={{}}&year={{}}", f"/r/{DISTRICT}?page={{}}"]
    paths += ["/o/{}", "/o/{}?k={}", "/o/{}/print", "/o/{}/receipt", "/o/230601-100000/photo/{}", "/ask/photo/{}", "/r/{}/ask",
              "/r/{}/opinions", f"/r/{VILLAGE}/opinions?cursor={{}}", f"/r/{VILLAGE}/ask?d={{}}", f"/r/{VILLAGE}/ask?e={{}}",
              f"/r/{VILLAGE}/ask?notice={{}}&kind={{}}", "/api/v1/opinions?region={}", f"/api/v1/opinions?region={VILLAGE}&cursor={{}}",
              "/api/v1/opinions/{}", "/api/v1/opinions/{}?receipt={}"]
    desk = ["/desk/d/{}", "/desk/review?cursor={}-{}", "/desk/accounts?cursor={}", "/desk/accounts/{}", "/desk/audit?cursor={}",
            "/desk/audit?account={}", "/desk/calendar?year={}", "/desk/catalogue/F3/versions/{}", "/desk/regions/{}",
            "/desk/village/{}", "/desk/missing?place={}", "/desk/review?place={}", "/desk/opinion/{}", "/desk/opinion/{}/photo/{}",
            "/desk/opinions/{}", "/desk/visits?cursor={}", f"/desk/opinions/{DISTRICT}/answers?id={{}}"]
    desk += [f"/desk/opinions/{DISTRICT}?view={view}&cursor={{}}" for view in ("ours", "open", "overdue", "visits", "done", "petition", "{}")]
    bad = []
    for client, those in ((place.visitor, paths), (place.people["district"], desk)):
        for path in those:
            for number in wild:
                value = number if "%" in number else urllib.parse.quote(number)
                answer = client.get(path.replace("{}", value))
                if answer.status >= 500:
                    bad.append((path, number, answer.status))
    check("no number that somebody makes up is a fault of ours", not bad, bad)


with District(sys.argv[1]) as there:
    forms_of_other_sites(there)
    cookies_and_redirects(there)
    forged_numbers(there)
    hosts_and_addresses(there)
sys.exit(finish())
