#!/usr/bin/env python3
"""The admins' desk from outside, with forms and no script: accounts, a sheet of them, the audit trail, the catalogue, the
calendar, places and their photo.  Usage: admin_desk_test.py PATH-OF-MINGBAI; runs on SQLite and, with
MINGBAI_TEST_PG, on PostgreSQL."""
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
VILLAGE, OTHER, TOWNSHIP = "210111010203", "210111010204", "210111010000"
PASSWORD = "a-long-password"
count = {"ok": 0, "bad": 0}


def check(name, good, detail=""):
    count["ok" if good else "bad"] += 1
    print(f"{'ok' if good else 'not ok'} {count['ok'] + count['bad']} - {name}", flush=True)
    if not good:
        print("# " + str(detail)[:3000].replace("\n", "\n# "), flush=True)
    return good


# ---- a browser without script ----

class Forms(HTMLParser):
    """The forms of a page: action → the fields that a browser would send."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.form, self.select, self.area = {}, None, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.form = self.forms.setdefault(a.get("action"), [])
        if self.form is None:
            return
        if tag == "input" and a.get("name") and a.get("type") != "file":
            if a.get("type") not in ("checkbox", "radio") or "checked" in a:
                self.form.append((a["name"], a.get("value") or ""))
        if tag == "select":
            self.select = [a["name"], None]
        if tag == "option" and self.select and ("selected" in a or self.select[1] is None):
            self.select[1] = a.get("value", "")
        if tag == "textarea":
            self.area = [a["name"], ""]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "select" and self.select:
            self.form.append(tuple(self.select))
            self.select = None
        if tag == "textarea" and self.area:
            self.form.append(tuple(self.area))
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.area[1] += data


class Person:
    def __init__(self, base):
        self.base, self.cookies = base, {}

    def open(self, path, data=None, kind=None):
        """(status, where it ended, text)"""
        for _ in range(5):
            request = urllib.request.Request(self.base + path, data=data)
            request.add_header("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
            if kind:
                request.add_header("Content-Type", kind)
            try:
                answer = urllib.request.build_opener(NoRedirect).open(request, timeout=30)
            except urllib.error.HTTPError as error:
                answer = error
            for header in answer.headers.get_all("Set-Cookie") or []:
                name, value = header.split(";")[0].split("=", 1)
                self.cookies[name] = value
            text = answer.read().decode("utf-8", "replace")
            if answer.status in (302, 303):
                path, data, kind = urllib.parse.urlsplit(answer.headers["Location"]), None, None
                path = path.path + ("?" + path.query if path.query else "")
                continue
            return answer.status, path, text
        raise RuntimeError("redirects in circles")

    def get(self, path):
        return self.open(path)[2]

    def send(self, page, action, files=None, **changes):
        fields = [(k, v) for k, v in Forms(page).forms[action] if k not in changes]
        fields += [(k, v) for k, v in changes.items() if v is not None]
        if files is None:
            return self.open(action, urllib.parse.urlencode(fields).encode())
        parts = b"".join(b'--X\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v.encode())
                         for k, v in fields)
        for name, content in files.items():
            parts += (b'--X\r\nContent-Disposition: form-data; name="%s"; filename="f"\r\n\r\n' % name.encode()
                      + content + b"\r\n")
        return self.open(action, parts + b"--X--\r\n", "multipart/form-data; boundary=X")

    def sign_in(self, login, password):
        return self.send(self.get("/sign-in"), "/sign-in", login=login, password=password)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def errors(text):
    return re.findall(r'class="field-error"[^>]*>([^<]*)<', text)


# ---- the parts ----

def accounts(people, base):
    admin = people["qu"]
    page = admin.get("/desk/accounts/new")
    status, _, text = admin.send(page, "/desk/accounts", login="wang 1", name="", role="township", region="鲍家洼子社区")
    check("a new account has its errors at the fields", status == 422 and len(errors(text)) == 3, errors(text))
    status, _, text = admin.send(page, "/desk/accounts", login="wang", name="王一", role="village_admin", region="沙河")
    check("several places of a name are offered", status == 422 and 'name="region_code"' in text, errors(text))
    status, where, text = admin.send(page, "/desk/accounts", login="wang", name="王一", role="village_admin",
                                     region="沙河", region_code=VILLAGE)
    first = re.findall(r'class="token">([^<]*)', text)
    check("the first password is shown", status == 200 and first, text[-1500:])
    fresh = Person(base)
    check("it signs in, and leads to the own account", fresh.sign_in("wang", first[0])[1] == "/desk/me")
    check("nothing else on the desk opens before it is changed", fresh.open("/desk")[1] == "/desk/me"
          and fresh.open("/desk/regions")[1] == "/desk/me" and fresh.open("/")[0] == 200)
    page = fresh.get("/desk/me")
    status, _, text = fresh.send(page, "/desk/me/password", old_password=first[0], new_password=first[0])
    check("the same password again is none", status == 422 and errors(text), text[-500:])
    fresh.send(page, "/desk/me/password", old_password=first[0], new_password=PASSWORD)
    check("after the change the desk is open", fresh.open("/desk")[1] == "/desk")
    listed = admin.get("/desk/accounts?q=WAN")
    link = re.findall(r'href="(/desk/accounts/\d+)">wang<', listed)
    check("the account is found by a part of its login", len(link) == 1, listed[-800:])
    page = admin.get(link[0])
    status, _, text = admin.send(page, link[0] + "/revoke")
    check("the last role stays", status == 422 and errors(text), text[-500:])
    status, where, text = admin.send(page, link[0] + "/grant", role="finance_group", region=OTHER)
    check("another role is given", status == 200 and "民主理财小组" in text, where)
    check("a district admin makes no operators",
          admin.send(page, link[0] + "/grant", role="operator", region="210111000000")[0] == 403)
    admin.send(page, link[0] + "/disable")
    check("who is disabled is out", fresh.open("/desk")[1].startswith("/sign-in")
          and fresh.sign_in("wang", PASSWORD)[0] == 422)
    for path in ["/desk/accounts", "/desk/audit", "/desk/catalogue", link[0], "/desk/accounts/import"]:
        check(f"a village admin does not see {re.sub('[0-9]+', 'N', path)}", people["anna"].open(path)[0] == 403)
    check("a form without its token is refused", admin.open(link[0] + "/enable", b"x=1")[0] == 403)


def sheet_of_accounts(people):
    admin = people["qu"]
    head = "登录名,姓名,电话,角色,地区代码\n"
    page = admin.get("/desk/accounts/import")
    bad = head + f"li,李二,,村(社区)管理员,{VILLAGE}\nanna,安娜,,村(社区)管理员,{VILLAGE}\nzhao,赵三,,街道(乡镇)管理员,{VILLAGE}\n"
    status, _, text = admin.send(page, "/desk/accounts/import", files={"file": bad.encode("gb18030")})
    check("a sheet shows its bad lines with reasons", text.count("cell-error") == 2 and "confirm" not in Forms(text).forms,
          text[-1500:])
    good = head + f"li,李二,138,村(社区)管理员,{VILLAGE}\nli,李二,,民主理财小组,{OTHER}\nzhao,赵三,,街道(乡镇)管理员,沙河街道\n"
    status, _, text = admin.send(page, "/desk/accounts/import", pasted=good)
    check("a good one can be taken in", "cell-error" not in text and "3 行都对" in text, text[-1500:])
    status, _, text = admin.send(text, "/desk/accounts/import/confirm")
    codes = re.findall(r"<code>([^<]*)", text)
    check("each account has a first password of its own", len(set(codes)) == 2, text[-1500:])
    status, _, text = admin.send(text, "/desk/accounts/import/file")
    check("which can be saved as a table", text.startswith("\ufeff登录名,姓名,首次密码\r\n") and codes[0] in text, text)
    status, _, text = admin.send(page, "/desk/accounts/import", pasted=good.replace("li,", "lin,").replace("zhao,", "zhou,"))
    status, _, text = admin.send(text, "/desk/accounts/import/confirm", password="short")
    check("a common password must be one", status == 422 and errors(text), errors(text))
    status, _, text = admin.send(text, "/desk/accounts/import/confirm", password="common-first-one")
    check("or all have a common one", status == 200 and "2 个账号已建立" in text and "<code>" not in text, text[-800:])
    text = people["chen"].get("/desk/audit")
    check("the trail tells a reviewer what was done in the township", "新建了账号" in text, text[-1500:])
    check("and by whom, with a filter", "/desk/audit?account=" in text)


def catalogue(people):
    admin = people["qu"]
    listed = admin.get("/desk/catalogue")
    check("the catalogue has 26 items", len(re.findall(r'href="/desk/catalogue/[PVF]\d+"', listed)) == 26)
    page = admin.get("/desk/catalogue/F3")
    status, where, text = admin.send(page, "/desk/catalogue/F3", name="各项花费")
    check("saving makes a version", status == 200 and "第 2 版" in text, text[-800:])
    status, _, text = admin.send(page, "/desk/catalogue/F3", plain="别的话")
    check("somebody slower is told and loses nothing", status == 409 and "别的话" in text and "versions/2" in text, status)
    status, _, text = admin.send(text, "/desk/catalogue/F3")
    check("and may save on top of it", status == 200 and "第 3 版" in text, status)
    text = admin.get("/desk/catalogue/F3/versions")
    check("versions say what they changed", "名称" in text and text.count("/versions/") == 3, text[-800:])
    check("old ones are readable", "各项支出" in admin.get("/desk/catalogue/F3/versions/1"))
    page = admin.get("/desk/catalogue/new")
    status, _, text = admin.send(page, "/desk/catalogue/new", code="F3", name="又一个")
    check("a code is taken once", status == 422 and errors(text), errors(text))
    status, _, text = admin.send(page, "/desk/catalogue/new", code="V11", name="村里的事", village_main="M")
    check("every rhythm needs its day", status == 422 and errors(text), errors(text))
    status, _, text = admin.send(page, "/desk/catalogue/new", code="V11", name="村里的事", more="1")
    check("without script, more columns come on request", status == 200 and text.count('name="name[') == 5)
    changes = {"name[0]": "姓名", "type[0]": "person", "audience[0]": "residents", "name[1]": "姓名"}
    status, _, text = admin.send(page, "/desk/catalogue/new", code="V11", name="村里的事", **changes)
    check("columns have different names", status == 422 and errors(text), errors(text))
    changes["name[1]"] = "金额"
    status, where, text = admin.send(page, "/desk/catalogue/new", code="V11", name="村里的事", **changes)
    check("a new item is there", status == 200 and where == "/desk/catalogue/V11", where)
    admin.send(text, "/desk/catalogue/V11/retire")
    check("and retired again", "已停用" in admin.get("/desk/catalogue/V11"))
    page = admin.get("/desk/calendar?year=2023")
    status, where, text = admin.send(page, "/desk/calendar", first="2023-07-08", last="2023-07-09", name="庙会", kind="workday")
    check("the calendar takes days", status == 200 and text.count("庙会") == 2, where)
    status, _, text = admin.send(text, "/desk/calendar", first="2023-07-08", last="2023-01-01", name="x")
    check("and refuses nonsense", status == 422 and errors(text), errors(text))


def png():
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes([x * 3 & 255, y * 5 & 255, 90] * 1)[:3] * 64 for y in range(48) for x in [y])
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def places(people):
    clerk, admin = people["anna"], people["qu"]
    own = "/desk/regions/" + VILLAGE
    check("a village admin comes to the own village at once", clerk.open("/desk/regions")[1] == own)
    check("and to no other", clerk.open("/desk/regions/" + OTHER)[0] == 403)
    page = clerk.get(own)
    status, _, text = clerk.send(page, own + "/profile", files={"picture": b"not a photo"}, households="many", map_x="3")
    check("the profile has its errors at the fields", status == 422 and len(errors(text)) >= 2 and "many" in text,
          errors(text))
    status, _, text = clerk.send(page, own + "/profile", files={"picture": png()}, households="514", people="1632",
                                 intro="<b>好村</b>", phone="024-1")
    check("the profile is saved", status == 200 and 'value="514"' in text and "&lt;b&gt;" in text, errors(text))
    for _ in range(50):
        if clerk.open(f"/r/{VILLAGE}/picture")[0] == 200:
            break
        time.sleep(0.2)
    check("the keeper makes the photo safe", clerk.open(f"/r/{VILLAGE}/picture")[0] == 200)
    check("everybody sees the profile", "514" in Person(clerk.base).get("/r/" + VILLAGE))
    check("a village admin renames nothing", clerk.open(own + "/rename")[0] == 403)
    page = admin.get(own + "/rename")
    status, _, text = admin.send(page, own + "/rename", name=" ", day="2030-01-01")
    check("a change has its errors at the fields", status == 422 and len(errors(text)) == 2, errors(text))
    status, _, text = admin.send(page, own + "/rename", name="鲍家新村", note="批复")
    check("a change is looked over first", status == 200 and 'name="confirm"' in text
          and "鲍家新村" not in admin.get("/r/" + VILLAGE))
    status, where, text = admin.send(text, own + "/rename")
    check("then it happens", where == own and "鲍家新村" in Person(clerk.base).get("/r/" + VILLAGE), where)
    page = admin.get(own + "/move")
    check("a move needs a township that is there",
          errors(admin.send(page, own + "/move", code="210111099299")[2]) != [])
    status, _, text = admin.send(page, own + "/move", code="210111011299")
    check("the second look names the township", "十里河街道" in text, errors(text))
    status, where, text = admin.send(text, own + "/move")
    check("the village has a new code", where == "/desk/regions/210111011299", where)
    old = Person(clerk.base).get("/r/" + VILLAGE)
    check("the old one stays readable and says where it went", "/r/210111011299" in old and "鲍家新村" in old, old[:500])
    page = admin.get(f"/desk/regions/{OTHER}/close")
    status, _, text = admin.send(page, f"/desk/regions/{OTHER}/close", successor="没有这里")
    check("a successor has to be found", status == 422 and errors(text), errors(text))
    status, _, text = admin.send(page, f"/desk/regions/{OTHER}/close", successor="鲍家新")
    status, where, text = admin.send(text, f"/desk/regions/{OTHER}/close")
    check("a village closes into another", "已经撤销" in text and "鲍家新村" in text, where)
    check("a closed one cannot change again", admin.open(f"/desk/regions/{OTHER}/rename")[0] == 409)
    check("places are found by name", "鲍家新村" in admin.get("/desk/regions?q=" + urllib.parse.quote("鲍家")))


# ---- a district ----

def run(*arguments, text=None):
    result = subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, timeout=120)
    if result.returncode != 0:
        sys.exit(" ".join(arguments) + ": " + result.stderr)


def start(database, state):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [PROGRAM, "serve", "--db", database, "--state-dir", state, "--listen", f"127.0.0.1:{port}", "--workers", "2"],
        stderr=open(os.path.join(state, "log"), "wb"))
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
            return process, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.1)
    process.kill()
    sys.exit("the server did not start")


def people_of(database, state, base):
    people = {}
    for login, role, region in [("anna", "village_admin", VILLAGE), ("chen", "township", TOWNSHIP),
                                ("qu", "district", "210111000000")]:
        run("user", "add", login, login, role, region, "--db", database, "--state-dir", state, text="first-password\n")
        people[login] = Person(base)
        people[login].sign_in(login, "first-password")
        people[login].send(people[login].get("/desk/me"), "/desk/me/password", old_password="first-password",
                           new_password=PASSWORD)
    return people


def one_database(database, state):
    run("migrate", "--db", database, "--state-dir", state)
    run("import", "regions", str(ROOT / "data/regions-210111.csv"), "--db", database, "--state-dir", state)
    process, base = start(database, state)
    try:
        people = people_of(database, state, base)
        accounts(people, base)
        sheet_of_accounts(people)
        catalogue(people)
        places(people)
    finally:
        process.send_signal(signal.SIGTERM)
        check("the server stops when told", process.wait(30) == 0)
        log = pathlib.Path(state, "log").read_text()
        check("and no sanitizer had to say anything", "runtime error" not in log and "Sanitizer" not in log, log[-2000:])


def postgres_url(base, psql):
    name = f"admin_{os.getpid()}"
    subprocess.run([psql, "-q", "-d", base, "-c", f"CREATE SCHEMA {name}"], check=True)
    return f"{base}{'&' if '?' in base else '?'}options=-csearch_path%3D{name}"


with tempfile.TemporaryDirectory(prefix="mingbai-admin-") as top:
    print("# SQLite")
    one_database(f"sqlite:{top}/m.db", top)
    psql = shutil.which("psql") or next(map(str, pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql")), None)
    if os.environ.get("MINGBAI_TEST_PG") and psql:
        print("# PostgreSQL")
        state = os.path.join(top, "pg")
        os.mkdir(state)
        one_database(postgres_url(os.environ["MINGBAI_TEST_PG"], psql), state)
print(f"1..{count['ok'] + count['bad']}")
sys.exit(1 if count["bad"] else 0)
