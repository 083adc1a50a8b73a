#!/usr/bin/env python3
"""The JSON API from outside: the whole life of a disclosure, who may do what, and that every answer is as the
OpenAPI document says (steps.py).  Usage: api_test.py PATH-OF-MINGBAI; runs on SQLite, on SQLite behind nginx, and, with
MINGBAI_TEST_PG, on PostgreSQL."""
import gzip
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import nginx
from steps import FIRST_PASSWORD, PEOPLE, ROOT, VILLAGE, Api, check, count, everything, multipart, png

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())


def run(*arguments, text=None):
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, timeout=120)


def serve(state, *flags, ready):
    process = subprocess.Popen([PROGRAM, "serve", "--workers", "2", *flags], stderr=open(os.path.join(state, "log"), "ab"))
    for _ in range(100):
        try:
            ready()
            return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    sys.exit("the server did not start")


def start(database, state):
    port = nginx.free_port()
    base = f"http://127.0.0.1:{port}"
    process = serve(state, "--db", database, "--state-dir", state, "--listen", f"127.0.0.1:{port}",
                    ready=lambda: urllib.request.urlopen(base + "/healthz", timeout=2).read())
    return process, base


def fill(url, state):
    for arguments, text in ([("migrate",), None],
                            [("import", "regions", str(ROOT / "data/regions-210111.csv")), None],
                            *[(("user", "add", login, login, role, region), FIRST_PASSWORD + "\n")
                              for login, role, region in PEOPLE]):
        done = run(*arguments, "--db", url, "--state-dir", state, text=text)
        if done.returncode != 0:
            sys.exit(" ".join(arguments[:2]) + ": " + done.stderr[-500:])


def one_database(database):
    print(f"# {database.split(':')[0]}", flush=True)
    with tempfile.TemporaryDirectory() as state:
        url = database.replace("STATE", state)
        fill(url, state)
        process, base = start(url, state)
        try:
            everything(Api(base))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        done = run("check", "--db", url, "--state-dir", state)
        check("the self-check agrees", done.returncode == 0, done.stdout[-500:] + done.stderr[-500:])


# ---- the same behind nginx, as packaging/ says ----

def settings(state, upstream):
    """packaging/mingbai.conf with other paths."""
    text = (ROOT / "packaging/mingbai.conf").read_text()
    for old, new in (("/var/lib/mingbai", state), ("unix:/run/mingbai/http.sock", f"unix:{upstream}")):
        assert old in text, old
        text = text.replace(old, new)
    path = os.path.join(state, "mingbai.conf")
    pathlib.Path(path).write_text(text)
    return path


def tls_and_names(api, front):
    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    try:
        moved = urllib.request.build_opener(NoRedirect).open(front.plain + "/r/210111000000?a=b", timeout=5)
    except urllib.error.HTTPError as error:
        moved = error
    check("HTTP leads to HTTPS", moved.status == 301 and moved.headers["Location"] == "https://127.0.0.1/r/210111000000?a=b",
          moved.headers)
    status, page, headers = api.call("GET", "/sign-in")
    check("HSTS is sent", "max-age" in (headers.get("Strict-Transport-Security") or ""), headers.items())
    check("cookies are for TLS", all("; Secure" in cookie for cookie in headers.get_all("Set-Cookie")), headers.items())
    check("links have the public name", b"https://mingbai.example/" in page, page[:2000])
    check("nobody says which nginx it is", headers.get("Server") == "nginx", headers.items())
    fast = subprocess.run(["curl", "-s", "--http2", "--cacert", f"{front.dir}/cert.pem", "-o", "/dev/null", "-w",
                           "%{http_version} %{http_code}", front.base + "/"], capture_output=True, text=True)
    check("HTTP/2", fast.stdout == "2 200", fast.stdout)


def caching(api):
    plain = api.call("GET", "/r/210111000000")
    packed = api.call("GET", "/r/210111000000", headers={"Accept-Encoding": "gzip"})
    check("pages come packed, with a strong ETag of their own",
          packed[2]["Content-Encoding"] == "gzip" and gzip.decompress(packed[1]) == plain[1]
          and packed[2]["ETag"].startswith('"') and packed[2]["ETag"] != plain[2]["ETag"], packed[2].items())
    for answer, ask in ((plain, {}), (packed, {"Accept-Encoding": "gzip"})):
        again = api.call("GET", "/r/210111000000", headers={"If-None-Match": answer[2]["ETag"], **ask})
        check("304 gets through", again[0] == 304 and not again[1], again[0])
    asset = re.search(rb'href="(/static/[^"]+\.css)"', plain[1]).group(1).decode()
    status, _, headers = api.call("GET", asset)
    check("assets are kept for a year", status == 200 and "immutable" in headers["Cache-Control"], headers.items())


def addresses(api):
    """Who guesses passwords is slowed down by the address that nginx saw, whatever the guesser claims."""
    for turn in range(6):
        status, value, _ = api.call("POST", "/api/v1/sessions", {"user": "nobody", "password": "x" * 9},
                                    headers={"X-Forwarded-For": f"6.6.6.{turn}", "X-Real-IP": f"7.7.7.{turn}",
                                             "Forwarded": f"for=8.8.8.{turn}"})
    check("a claimed address does not help", status == 422 and "试错次数太多" in value["errors"][0]["message"], value)


def sizes(api, tokens):
    anna = tokens["anna"]
    body = {"item": "P8", "region": VILLAGE, "period": "2023-05-21", "title": "大文件"}
    one = f"/api/v1/disclosures/{api.call('POST', '/api/v1/disclosures', body, anna)[1]['id']}/attachments"
    mega = 1024 * 1024
    for size, wanted in ((19 * mega, 201), (20 * mega + 512 * 1024, 413), (50 * mega, 413)):
        raw, headers = multipart("large.png", png() + b"x" * size)
        status, value, _ = api.call("POST", one, token=anna, raw=raw, headers=headers)
        check(f"{size / mega:.1f} MB: {wanted}", status == wanted and (status == 201 or value["detail"]), (status, value))
    status, page, headers = Api.call(api, "POST", "/sign-in", raw=b"x" * (22 * mega),
                                     headers={"Content-Type": "application/x-www-form-urlencoded"})
    check("on pages, too", status == 413 and "请缩小以后再试" in page.decode(), (status, page[:300]))


def what_the_log_keeps(api, front):
    """Links carry codes, searches are people's own, and who asks or reports leaves no line."""
    for path in ("/search?q=geheim", f"/join/{VILLAGE}?c=ABCD-EFGH-JK", "/o/230601-100000?k=1234567812345678", "/o", "/ask/check",
                 f"/r/{VILLAGE}/ask?kind=misconduct", "/api/v1/opinions/230601-100000?receipt=1234567812345678", "/opinion-notes"):
        api.call("GET", path, headers={"Referer": f"{front.base}/search?q=geheim"})
    api.call("POST", "/api/v1/opinions", {"region": VILLAGE})
    log = front.access()
    check("what is read is logged", '"GET /search" 200' in log and '"GET /opinion-notes" 404' in log, log[-2000:])
    check("without what was searched for, and without codes", "geheim" not in log and "ABCD" not in log and "?" not in log, log[-2000:])
    check("who asks or reports is not", not re.search(r'" ?(GET|POST) /(o|ask|r/[0-9]+/ask|api/v1/opinions)[/ "]', log), log[-2000:])


def without_the_program(api):
    status, page, headers = api.call("GET", "/")
    check("when the program is away: a plain page, to try again", status == 503 and "请稍后再试" in page.decode()
          and headers["Retry-After"] == "5" and headers["Content-Type"] == "text/html; charset=utf-8", headers.items())
    status, value, headers = api.call("GET", "/api/v1/disclosures")
    check("and a problem for programs", status == 503 and value["status"] == 503
          and headers["Content-Type"] == "application/problem+json", headers.items())


def behind_nginx():
    print("# behind nginx", flush=True)
    if nginx.PROGRAM is None:
        check("nginx is there (apt-get install nginx-light)", False)
        return
    with tempfile.TemporaryDirectory() as state, nginx.Nginx(f"{state}/nginx", f"{state}/http.sock") as front:
        file = settings(state, f"{state}/http.sock")
        fill(f"sqlite:{state}/mingbai.db", state)
        api = Api(front.base, front.tls)

        def answers():
            if api.call("GET", "/healthz")[0] != 200:
                raise OSError

        def begin():
            return serve(state, "--config", file, ready=answers)

        process = begin()
        try:
            tokens = everything(api)
            tls_and_names(api, front)
            caching(api)
            sizes(api, tokens)
            addresses(api)
            what_the_log_keeps(api, front)
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            without_the_program(api)
            process = begin()
            check("and it is back without a reload of nginx", api.call("GET", "/")[0] == 200)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        log = [line for line in front.log().splitlines() if "[warn]" not in line
               and "http.sock failed" not in line and "client intended to send too large body" not in line]
        check("nginx has nothing to complain about", not log, "\n".join(log[:20]))


one_database("sqlite:STATE/m.db")
behind_nginx()
if os.environ.get("MINGBAI_TEST_PG"):
    one_database(os.environ["MINGBAI_TEST_PG"])
print(f"1..{count['ok'] + count['bad']}")
sys.exit(1 if count["bad"] else 0)
