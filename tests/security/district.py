"""A small district with somebody in every role, served by the real program, and clients that speak plain HTTP, for the
tests of this folder."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import tempfile
import time
import urllib.parse
import zlib
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PASSWORD = "a-long-password"
VILLAGE, NEIGHBOUR, FAR = "210111010203", "210111010204", "210111011001"
TOWNSHIP, OTHER_TOWNSHIP = "210111010000", "210111011000"
DISTRICT, OTHER_DISTRICT = "210111000000", "210112000000"
OTHER_PLACES = ["210112000000,210100000000,3,浑南区", "210112001000,210112000000,4,五三街道",
                "210112001201,210112001000,5,营城子村"]

# Somebody in every role; those with "far" or "other" in the name have it elsewhere.
PEOPLE = [
    ("resident", "resident", VILLAGE),
    ("member", "party_member", VILLAGE),
    ("village", "village_admin", VILLAGE),
    ("other_village", "village_admin", NEIGHBOUR),
    ("finance", "finance_group", VILLAGE),
    ("other_finance", "finance_group", NEIGHBOUR),
    ("township", "township", TOWNSHIP),
    ("other_township", "township", OTHER_TOWNSHIP),
    ("district", "district", DISTRICT),
    ("other_district", "district", OTHER_DISTRICT),
    ("inspector", "inspector", DISTRICT),
    ("leader", "leader", DISTRICT),
    ("grid", "grid_member", VILLAGE),
    ("operator", "operator", "000000000000"),
]
count = {"ok": 0, "bad": 0}


def check(name, good, detail=""):
    count["ok" if good else "bad"] += 1
    print(f"{'ok' if good else 'not ok'} {count['ok'] + count['bad']} - {name}", flush=True)
    if not good:
        print("# " + str(detail)[:3000].replace("\n", "\n# "), flush=True)
    return good


def finish():
    print(f"1..{count['ok'] + count['bad']}")
    return 1 if count["bad"] else 0


# ---- clients ----

class Answer:
    def __init__(self, got):
        self.status, self.headers, self.body = got.status, got.headers, got.read()
        self.text = self.body.decode("utf-8", "replace")
        self.where = self.headers.get("Location")

    @property
    def json(self):
        return json.loads(self.text)


class Client:
    """One browser (cookies) or program (token)."""

    def __init__(self, port, token=None):
        self.port, self.token, self.cookies, self.csrf = port, token, {}, None

    def ask(self, method, path, body=None, headers=None):
        """body: a dict is a form, a (bytes, type) pair is sent as it is, a list is JSON of its only item."""
        headers = dict(headers or {})
        if isinstance(body, dict):
            body = (urllib.parse.urlencode(body, doseq=True).encode(), "application/x-www-form-urlencoded")
        if isinstance(body, list):
            body = (json.dumps(body[0]).encode(), "application/json")
        if body is not None:
            body, headers["Content-Type"] = body
        if self.cookies and "Cookie" not in headers:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = Answer(connection.getresponse())
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields=None, **more):
        return self.ask("POST", path, {"csrf": self.csrf or "", **(fields or {})}, **more)

    def token_of(self, path):
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        return found.group(1) if found else None

    def sign_in(self, login, password):
        self.csrf = self.token_of("/sign-in")
        answer = self.post("/sign-in", {"login": login, "password": password})
        self.csrf = self.token_of("/desk/me")
        return answer


def multipart(fields, files=(), edge="edge-of-parts"):
    """files: (field, filename, bytes).  Gives what Client.ask() sends as it is."""
    body = b""
    for name, value in fields:
        body += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, filename, content in files:
        body += (f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'.encode()
                 + content + b"\r\n")
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def png(side=3):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([row * 40 % 256, 90, side % 256]) * side for row in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# ---- pages, read as a browser reads them ----

class Page(HTMLParser):
    """What of a page could run, and where its forms and links go."""
    URLS = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.alien, self.urls, self.inputs = [], [], {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.alien.append((tag, name, value))
            if name in self.URLS:
                self.urls.append(value or "")
        known = dict(attributes)
        if tag in ("iframe", "object", "embed", "base", "template", "frame", "applet", "marquee"):
            self.alien.append((tag, attributes))
        if tag == "script" and not (known.get("src") or "").startswith("/static/"):
            self.alien.append((tag, attributes))
        if tag == "meta" and (known.get("http-equiv") or "").lower() == "refresh":
            self.alien.append((tag, attributes))
        if tag == "input" and known.get("name"):
            self.inputs[known["name"]] = known.get("value") or ""

    def bad_urls(self):
        """Those that leave the site by script: nothing but paths, the site itself and a few schemes may stand there."""
        return [url for url in self.urls
                if not re.match(r"(/(?![/\\])|[#?]|https?://|tel:|mailto:|data:image/|$)", url)]


def still(text):
    """A page without what moves by itself: the form's token, and the menu, whose counts the keeper's rules change."""
    return re.sub(r'name="csrf" value="[^"]*"|<nav class="side-nav".*?</nav>', "", text, flags=re.S)


# ---- the district ----

class District:
    """with District(program) as place: place.people["village"] is signed in, place.api["village"] has a token.  postgres:
    the URL of a database; the district has a schema of its own there."""

    def __init__(self, program, postgres=None):
        self.program = str(pathlib.Path(program).resolve())
        self.postgres = postgres

    def run(self, *arguments, text=None):
        done = subprocess.run([self.program, *arguments, "--db", self.db, "--state-dir", self.state],
                              input=text, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)}: {done.returncode} {done.stdout[-2000:]} {done.stderr}")
        return done.stdout

    def schema(self):
        name = f"district_{os.getpid()}"
        subprocess.run([f"{os.environ['MINGBAI_TEST_PG_BIN']}/psql", "-q", "-d", self.postgres, "-c", f"CREATE SCHEMA {name}"],
                       check=True, timeout=60)
        return f"{self.postgres}{'&' if '?' in self.postgres else '?'}options=-csearch_path%3D{name}"

    def start(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [self.program, "serve", "--db", self.db, "--state-dir", self.state, "--listen",
             f"127.0.0.1:{self.port}", "--workers", "2"], stderr=open(os.path.join(self.state, "log"), "wb"))
        for _ in range(200):
            try:
                if self.client().get("/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def client(self, token=None):
        return Client(self.port, token)

    def __enter__(self):
        self.top = tempfile.TemporaryDirectory(prefix="mingbai-security-")
        self.state = self.top.name
        self.db = self.schema() if self.postgres else f"sqlite:{self.state}/m.db"
        self.run("migrate")
        regions = (ROOT / "data/regions-210111.csv").read_text(encoding="utf-8").rstrip() + "\n"
        path = os.path.join(self.state, "regions.csv")
        pathlib.Path(path).write_text(regions + "\n".join(OTHER_PLACES) + "\n", encoding="utf-8")
        self.run("import", "regions", path)
        for login, role, region in PEOPLE:
            self.run("user", "add", login, "姓" + login, role, region, text="first-password\n")
        self.start()
        self.people, self.api = {}, {}
        for login, _, _ in PEOPLE:
            person = self.people[login] = self.client()
            person.sign_in(login, "first-password")
            person.post("/desk/me/password", {"old_password": "first-password", "new_password": PASSWORD})
            opened = self.client().ask("POST", "/api/v1/sessions", [{"user": login, "password": PASSWORD}])
            self.api[login] = self.client(opened.json["token"])
        self.visitor = self.client()
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        stopped = self.process.wait(30)
        log = pathlib.Path(self.state, "log").read_text(encoding="utf-8", errors="replace")
        self.top.cleanup()
        check("the server stops when told", stopped == 0, stopped)
        check("no process died on the way and no sanitizer had to say anything",
              "web.child" not in log and "runtime error" not in log and "Sanitizer" not in log, log[-3000:])
        return False

    # -- what stands in it --

    def write(self, who="village", **change):
        """A draft; gives its JSON."""
        body = {"item": "P8", "region": VILLAGE, "period": "2023-05-18", "title": "四议两公开", "summary": "开了会。",
                "body": "都同意。"}
        body.update(change)
        answer = self.api[who].ask("POST", "/api/v1/disclosures", [body])
        if answer.status != 201:
            raise RuntimeError(answer.text)
        return answer.json

    def step(self, who, disclosure, verb, **body):
        answer = self.api[who].ask("POST", f"/api/v1/disclosures/{disclosure['id']}/{verb}", [body])
        if answer.status != 200:
            raise RuntimeError(f"{verb}: {answer.text}")
        return answer.json

    def publish(self, disclosure, who="village"):
        value = self.step(who, disclosure, "submit")
        if value["state"] == "confirming":
            self.step("finance", disclosure, "confirm")
        return self.step("township", disclosure, "approve", personal_ok=True)

    def attach(self, disclosure, name, content, audience="public", who="village"):
        """Gives the attachment when the keeper has looked at it."""
        one = f"/api/v1/disclosures/{disclosure['id']}"
        answer = self.api[who].ask("POST", one + "/attachments",
                                   multipart([("audience", audience)], [("file", name, content)]))
        if answer.status != 201:
            return answer
        file = answer.json["attachments"][-1]
        for _ in range(200):
            file = [each for each in self.api[who].get(one).json["attachments"] if each["id"] == file["id"]][0]
            if file["state"] != "pending":
                break
            time.sleep(0.1)
        return file

    def lock(self, disclosure):
        return self.api["village"].get(f"/api/v1/disclosures/{disclosure['id']}").json["lock"]
