"""What a program does by the API, step by step, and what has to come of it; every answer is held against its
description in the OpenAPI document."""
import io
import json
import pathlib
import re
import time
import urllib.error
import urllib.parse
import urllib.request

from flags import flags
from ledger import ledger
from opinions import opinions
from property import property_
from schema import Schemas
from projects import projects
from subsidies import subsidies
from supervision import supervision

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMAS = Schemas(json.loads((ROOT / "assets/openapi.json").read_text()))
FIRST_PASSWORD, PASSWORD = "first-password", "a-long-password"
VILLAGE, OTHER_VILLAGE = "210111010203", "210111010001"
PEOPLE = [
    ("anna", "village_admin", VILLAGE),
    ("bo", "village_admin", OTHER_VILLAGE),
    ("chen", "township", "210111010000"),
    ("dai", "township", "210111011000"),
    ("fan", "finance_group", VILLAGE),
    ("qu", "district", "210111000000"),
    ("rui", "inspector", "210111000000"),
    ("lu", "leader", "210111000000"),
]
count = {"ok": 0, "bad": 0}


def check(name, good, detail=""):
    count["ok" if good else "bad"] += 1
    print(f"{'ok' if good else 'not ok'} {count['ok'] + count['bad']} - {name}")
    if not good:
        print(f"# {detail}", flush=True)
    return good


class Api:
    def __init__(self, base, tls=None):
        self.base, self.tls = base, tls

    def call(self, method, path, body=None, token=None, raw=None, headers=None):
        """(status, JSON or bytes, headers); the answer is held against its description."""
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data=data, method=method)
        if raw is None and body is not None:
            request.add_header("Content-Type", "application/json")
        for key, value in (headers or {}).items():
            request.add_header(key, value)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        try:
            with urllib.request.urlopen(request, timeout=20, context=self.tls) as answer:
                status, content, got = answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            status, content, got = error.code, error.read(), error.headers
        value = json.loads(content) if "json" in (got.get("Content-Type") or "") else content
        self.compare(method, path, status, value)
        return status, value, got

    def compare(self, method, path, status, value):
        plain = path.split("?")[0]
        plain = re.sub(r"/disclosures/\d+", "/disclosures/{id}", plain)
        plain = re.sub(r"/subsidies/\d+", "/subsidies/{id}", plain)
        plain = re.sub(r"/regions/\d+", "/regions/{code}", plain)
        plain = re.sub(r"/(entries|funds|bank-lines)/\d+", r"/\1/{id}", plain)
        plain = re.sub(r"/(orders|clues|flags)/\d+", r"/\1/{id}", plain)
        plain = re.sub(r"/rules/\w+", "/rules/{name}", plain)
        plain = re.sub(r"/opinions/\d[^/]*", "/opinions/{number}", plain)
        plain = re.sub(r"/months/[^/]+", "/months/{month}", plain)
        plain = re.sub(r"(/regions/{code}/property)/\w+", r"\1/{register}", plain)
        plain = re.sub(r"/v1/property/\w+/\d+(/moves)?(/\d+)?",
                       lambda found: "/v1/property/{register}/{id}" + (found[1] or "") + ("/{move}" if found[2] else ""), plain)
        if status == 304 or plain not in SCHEMAS.document["paths"] or method.lower() not in SCHEMAS.document["paths"][plain]:
            return
        schema = SCHEMAS.answer(method, plain, status)
        if schema is None:
            check(f"{method} {plain} describes {status}", False, value)
            return
        faults = SCHEMAS.faults(value, schema) if schema else []
        if faults:
            check(f"{method} {plain} {status} is as described", False, "; ".join(faults[:5]))


def sheet(rows=2, note="路灯维修"):
    return {
        "item": "F3", "region": VILLAGE, "period": "2023-05", "summary": "五月份花了 700.50 元。",
        "body": "修了路灯。",
        "table": {
            "columns": [
                {"name": "日期", "type": "date", "audience": "public"},
                {"name": "凭证号", "type": "text", "audience": "public"},
                {"name": "用途", "type": "text", "audience": "public"},
                {"name": "支出类别", "type": "choice", "audience": "public"},
                {"name": "收款个人", "type": "person", "audience": "public"},
                {"name": "金额", "type": "money", "audience": "public", "sum": True},
                {"name": "卡号", "type": "card", "audience": "staff"},
            ],
            "rows": [["2023-05-%02d" % (i + 1), "记-%03d" % i, note, "公益设施", "王小明", "350.25", "6222020200112233"]
                     for i in range(rows)],
        },
    }


def first_password(api):
    """A password that somebody else gave opens nothing but its own change."""
    first = {"user": "anna", "password": FIRST_PASSWORD}
    status, value, _ = api.call("POST", "/api/v1/sessions", first)
    check("a first password signs in, and it is said", status == 201 and value["must_change_password"], value)
    token, other = value["token"], api.call("POST", "/api/v1/sessions", first)[1]["token"]
    for method, path, body in (("POST", "/api/v1/disclosures", sheet()), ("GET", "/api/v1/disclosures", None),
                               ("GET", f"/api/v1/regions/{VILLAGE}", None), ("GET", "/api/v1/disclosures/1", None)):
        status, value, headers = api.call(method, path, body, token)
        check(f"{method} {path}: the password first", status == 403 and "/api/v1/password" in value["detail"]
              and headers["Content-Type"] == "application/problem+json", value)
    change = {"old_password": FIRST_PASSWORD, "new_password": PASSWORD}
    for name, wrong, field in (("a wrong old one", {"old_password": "x" * 9}, "old_password"),
                               ("a short new one", {"new_password": "short"}, "new_password"),
                               ("the same again", {"new_password": FIRST_PASSWORD}, "new_password")):
        status, value, _ = api.call("PUT", "/api/v1/password", dict(change, **wrong), token)
        check(f"{name} is refused", status == 422 and [error["field"] for error in value["errors"]] == [field], value)
    check("without a token nobody changes a password", api.call("PUT", "/api/v1/password", change)[0] == 401)
    status, value, _ = api.call("PUT", "/api/v1/password", change, token)
    check("the password is changed", status == 204, value)
    check("the token goes on, for everything", api.call("GET", "/api/v1/disclosures", token=token)[0] == 200)
    check("the others end", api.call("DELETE", "/api/v1/sessions", token=other)[0] == 401)
    check("the old password is over", api.call("POST", "/api/v1/sessions", first)[0] == 422)
    for turn in range(6):
        status, value, _ = api.call("PUT", "/api/v1/password", change, token)
    check("guessing the old password is slowed down", status == 422 and "试错次数太多" in value["errors"][0]["message"], value)
    for login, _, _ in PEOPLE[1:]:
        token = api.call("POST", "/api/v1/sessions", {"user": login, "password": FIRST_PASSWORD})[1]["token"]
        status = api.call("PUT", "/api/v1/password", change, token)[0]
        check(f"{login} changes the first password", status == 204)


def sign_in(api, tokens):
    for login, _, _ in PEOPLE:
        status, value, _ = api.call("POST", "/api/v1/sessions", {"user": login, "password": PASSWORD})
        check(f"{login} signs in", status == 201 and value["token"] and not value["must_change_password"], value)
        tokens[login] = value["token"]
    status, value, _ = api.call("POST", "/api/v1/sessions", {"user": "anna", "password": "wrong-password"})
    check("a wrong password is refused with a sentence", status == 422 and value["errors"], value)


def life(api, tokens):
    anna, chen, fan = tokens["anna"], tokens["chen"], tokens["fan"]
    status, value, headers = api.call("POST", "/api/v1/disclosures", sheet(), anna)
    if not check("a draft is created", status == 201 and value["state"] == "draft", value):
        return None
    one = f"/api/v1/disclosures/{value['id']}"
    check("Location names it", headers.get("Location") == one, headers)
    check("a visitor does not see a draft", api.call("GET", one)[0] == 404)
    check("another village does not see it", api.call("GET", one, token=tokens["bo"])[0] == 404)
    check("another village may not submit it", api.call("POST", one + "/submit", {}, tokens["bo"])[0] in (403, 404))
    status, value, _ = api.call("PUT", one, sheet(3), anna)
    check("a draft is changed", status == 200 and len(value["table"]["rows"]) == 3, value)
    status, value, _ = api.call("POST", one + "/submit", {}, anna)
    check("finance goes to the finance group first", status == 200 and value["state"] == "confirming", value)
    check("the village may not confirm", api.call("POST", one + "/confirm", {}, anna)[0] == 403)
    status, value, _ = api.call("POST", one + "/confirm", {}, fan)
    check("the finance group confirms", status == 200 and value["state"] == "submitted", value)
    check("another township may not approve", api.call("POST", one + "/approve", {}, tokens["dai"])[0] in (403, 404))
    check("returning needs a reason", api.call("POST", one + "/return", {"reason": " "}, chen)[0] == 422)
    status, value, _ = api.call("POST", one + "/return", {"reason": "请写清路灯在哪儿"}, chen)
    check("the township returns it", status == 200 and value["state"] == "returned", value)
    api.call("PUT", one, sheet(3, "村东路灯维修"), anna)
    api.call("POST", one + "/submit", {}, anna)
    status, value, _ = api.call("POST", one + "/confirm", {}, fan)
    lock = value.get("lock", 0)
    status, value, _ = api.call("POST", one + "/approve", {"lock": lock}, chen)
    check("the township approves: published", status == 200 and value["state"] == "published", value)
    status, value, _ = api.call("POST", one + "/approve", {"lock": lock}, chen)
    check("a second reviewer meets a conflict", status == 409, value)
    return one


def reading(api, tokens, one):
    status, value, headers = api.call("GET", one)
    check("a visitor reads it", status == 200 and value["revision"] == 1, value)
    people = [row[4] for row in value["table"]["rows"]]
    check("names are masked for the public", set(people) == {"王**"}, people)
    names = [column["name"] for column in value["table"]["columns"]]
    check("a column for staff is not there", "卡号" not in names, names)
    check("no card number anywhere", "6222" not in json.dumps(value))
    check("an ETag saves sending it again",
          api.call("GET", one, headers={"If-None-Match": headers.get("ETag", "")})[0] == 304, dict(headers))
    status, value, _ = api.call("GET", one, token=tokens["anna"])
    check("the village's own admin sees it unmasked", value["table"]["rows"][0][4] == "王小明", value)
    for query in ("路灯", "村东"):
        status, value, _ = api.call("GET", "/api/v1/disclosures?q=" + urllib.parse.quote(query))
        check(f"two characters find it: {query}", len(value["items"]) == 1, value)
    status, value, _ = api.call("GET", f"/api/v1/disclosures?region=210111010000&item=F3&period=2023-05")
    check("it is in the list of its township", len(value["items"]) == 1, value)
    status, value, _ = api.call("GET", "/api/v1/disclosures?region=210111011000")
    check("and not in another's", value["items"] == [], value)
    status, value, _ = api.call("GET", "/api/v1/regions/210111000000/summary")
    check("the district's figures count it", value["disclosures"] == {"party": 0, "village": 0, "finance": 1, "total": 1}
          and value["townships"] == 12 and value["villages"] == 186 and value["catalogue"]["total"] == 26, value)
    check("nobody has said anything yet: no rate of nothing", value["opinions"] == {
        "received": 0, "resolved": 0, "pending": 0, "petitions_settled": 0, "same_day_rate": None, "seven_day_rate": None,
        "satisfaction": None}, value)
    for path in (f"/api/v1/regions/{VILLAGE}", f"/api/v1/regions/{VILLAGE}/catalogue", f"/api/v1/regions/{VILLAGE}/duties",
                 "/api/v1/openapi.json"):
        check(f"GET {path}", api.call("GET", path)[0] == 200)


def correcting(api, tokens, one):
    anna, chen, fan = tokens["anna"], tokens["chen"], tokens["fan"]
    status, value, _ = api.call("POST", one + "/correct", {"reason": "金额写错了"}, anna)
    check("a correction begins", status == 200 and value["state"] == "draft", value)
    fixed = sheet(1, "村西路灯维修")
    api.call("PUT", one, fixed, anna)
    api.call("POST", one + "/submit", {}, anna)
    api.call("POST", one + "/confirm", {}, fan)
    check("readers still see the old one", len(api.call("GET", one)[1]["table"]["rows"]) == 3)
    status, value, _ = api.call("POST", one + "/approve", {}, chen)
    check("the correction is published", status == 200 and value["revision"] == 2, value)
    check("the old revision stays", len(api.call("GET", one + "?revision=1")[1]["table"]["rows"]) == 3)
    found = api.call("GET", "/api/v1/disclosures?q=" + urllib.parse.quote("村东"))[1]["items"]
    check("search knows the new text only", found == [], found)
    status, value, _ = api.call("POST", one + "/withdraw", {"reason": "重复公开"}, chen)
    check("it is withdrawn", status == 200 and value["state"] == "withdrawn", value)
    status, value, _ = api.call("GET", one)
    check("a tombstone stays, without the content",
          status == 200 and value["withdrawn_reason"] == "重复公开" and "table" not in value, value)
    check("the figures take it off",
          api.call("GET", "/api/v1/regions/210111000000/summary")[1]["disclosures"]["total"] == 0)


BAD = [
    ("no such item", {"item": "Z9"}, "item"),
    ("a foreign region", {"region": "110101001001"}, "region"),
    ("a township is no village", {"region": "210111010000"}, "region"),
    ("a code of letters", {"region": "abc"}, "region"),
    ("a period of another rhythm", {"period": "2023"}, "period"),
    ("a period that is none", {"period": "2023-13"}, "period"),
    ("a period to come", {"period": "2093-01"}, "period"),
    ("a long title", {"title": "长" * 81}, "title"),
    ("control bytes", {"summary": "a\u0001b"}, None),
]


def bad_input(api, tokens):
    anna = tokens["anna"]
    for name, change, field in BAD:
        status, value, _ = api.call("POST", "/api/v1/disclosures", dict(sheet(), **change), anna)
        fields = [error["field"] for error in value.get("errors", [])] if isinstance(value, dict) else []
        check(f"refused: {name}", status in (400, 403, 422) and (field is None or status == 403 or field in fields), value)
    cells = sheet()
    cells["table"]["rows"][1][5] = "一百"
    status, value, _ = api.call("POST", "/api/v1/disclosures", cells, anna)
    check("a bad cell is named by row and column",
          status == 422 and any(error["field"].startswith("table.2") for error in value["errors"]), value)
    for name, raw in (("broken JSON", b"{"), ("a list", b"[1]"), ("NUL", b'{"item":"F\\u00003"}'), ("not UTF-8", b'{"a":"\xff"}')):
        status, value, _ = api.call("POST", "/api/v1/disclosures", token=anna, raw=raw,
                                    headers={"Content-Type": "application/json"})
        check(f"refused: {name}", status in (400, 422), value)
    check("without a token", api.call("POST", "/api/v1/disclosures", sheet())[0] == 401)
    check("with a wrong token", api.call("POST", "/api/v1/disclosures", sheet(), "nonsense")[0] in (401, 403))
    check("an unknown route", api.call("GET", "/api/v1/nothing")[0] == 404)
    script = dict(sheet(), item="P1", period="2023-05-18", title="<script>alert(1)</script>")
    del script["table"]
    status, value, _ = api.call("POST", "/api/v1/disclosures", script, anna)
    check("markup is text", status == 201 and value["title"] == "<script>alert(1)</script>", value)


def personal(api, tokens):
    anna, chen = tokens["anna"], tokens["chen"]
    body = {"item": "P8", "region": VILLAGE, "period": "2023-05-18", "title": "会议决议",
            "summary": "联系人 13800138000，身份证 11010519491231002X。"}
    status, value, _ = api.call("POST", "/api/v1/disclosures", body, anna)
    if not check("a text with personal data is a draft", status == 201, value):
        return
    one = f"/api/v1/disclosures/{value['id']}"
    api.call("POST", one + "/submit", {}, anna)
    status, value, _ = api.call("POST", one + "/approve", {}, chen)
    check("it is not published unseen", status == 422 and value["errors"][0]["field"] == "personal", value)
    status, value, _ = api.call("POST", one + "/approve", {"personal_ok": True}, chen)
    check("the reviewer can confirm it", status == 200, value)


def png():
    """A picture of one pixel."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\x00\x10\x80\x40")) + chunk(b"IEND", b""))


def multipart(name, content):
    edge = "edge-of-parts"
    body = io.BytesIO()
    body.write(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
               f"Content-Type: image/png\r\n\r\n".encode())
    body.write(content + f"\r\n--{edge}--\r\n".encode())
    return body.getvalue(), {"Content-Type": f"multipart/form-data; boundary={edge}"}


def attachments(api, tokens):
    anna = tokens["anna"]
    status, value, _ = api.call("POST", "/api/v1/disclosures",
                                {"item": "P8", "region": VILLAGE, "period": "2023-05-20", "title": "带照片"}, anna)
    one = f"/api/v1/disclosures/{value['id']}"
    raw, headers = multipart("voucher.png", png())
    status, value, _ = api.call("POST", one + "/attachments", token=anna, raw=raw, headers=headers)
    check("a photo is taken in, not yet shown", status == 201 and value["attachments"][0]["state"] == "pending", value)
    for _ in range(100):
        value = api.call("GET", one, token=anna)[1]
        if value["attachments"][0]["state"] != "pending":
            break
        time.sleep(0.1)
    check("the keeper makes it safe", value["attachments"][0]["state"] == "safe", value["attachments"])
    file = value["attachments"][0]["url"]
    check("nobody else sees the file of a draft", api.call("GET", file)[0] == 404)
    raw, headers = multipart("sheet.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600)
    status, value, _ = api.call("POST", one + "/attachments", token=anna, raw=raw, headers=headers)
    check("a spreadsheet is not an attachment", status == 422, value)


def everything(api):
    tokens = {}
    first_password(api)
    sign_in(api, tokens)
    one = life(api, tokens)
    if one:
        reading(api, tokens, one)
        correcting(api, tokens, one)
    bad_input(api, tokens)
    personal(api, tokens)
    attachments(api, tokens)
    subsidies(api, tokens, check, VILLAGE)
    projects(api, tokens, check, VILLAGE)
    ledger(api, tokens, check, VILLAGE, multipart)
    property_(api, tokens, check, VILLAGE)
    opinions(api, tokens, check, VILLAGE)
    supervision(api, tokens, check, VILLAGE)
    flags(api, tokens, check, VILLAGE)
    status, _, _ = api.call("DELETE", "/api/v1/sessions", token=tokens["qu"])
    check("signing out ends the token",
          status == 204 and api.call("POST", "/api/v1/disclosures", sheet(), tokens["qu"])[0] in (401, 403))
    return tokens
