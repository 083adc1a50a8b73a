#!/usr/bin/env python3
"""GeoReport v2 as its clients speak it: every resource as JSON and as XML (which have to say the same), reports by
visitors, tokens and browsers of other sites, what is wrong, and limits.  Usage: open311_test.py PATH-OF-MINGBAI; runs on
SQLite and, with MINGBAI_TEST_PG, on PostgreSQL."""
import csv
import io
import os
import pathlib
import re
import sys
import time
import urllib.parse
import xml.etree.ElementTree as tree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "security"))
from district import DISTRICT, FAR, NEIGHBOUR, TOWNSHIP, VILLAGE, District, check, finish, multipart  # noqa: E402

V2 = "/open311/v2"
LISTS = {"services", "service_requests", "service_requests_updates", "errors", "endpoints", "formats", "attributes", "values"}
TOPICS = ["money", "subsidy", "land", "roads", "water", "rubbish", "conduct", "neighbours", "other"]
REPORT = {"service_code": "roads", "address_id": VILLAGE, "description": "村口的路灯三天不亮了", "address_string": "村东头老槐树下",
          "lat": "41.650123", "long": "123.4561239"}
TEXT = """尖括号 <b>&amp;</b> "引号" 'x' ]]> <!-- 😀 \u00a0\u2028"""


def value_of(node):
    """What the Spark convention makes of XML: lists without their names."""
    if node.tag in LISTS:
        return [value_of(each) for each in node]
    if len(node):
        return {each.tag: value_of(each) for each in node}
    return node.text or ""


def flat(value):
    """JSON with everything as XML can say it."""
    if isinstance(value, list):
        return [flat(each) for each in value]
    if isinstance(value, dict):
        return {name: flat(each) for name, each in value.items()}
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}"
    return "" if value is None else str(value)


def both(client, name, path, query="", status=200):
    """Asks for JSON and XML; gives what JSON says."""
    ends = [client.get(f"{V2}/{path}.{ending}{query}") for ending in ("json", "xml")]
    check(f"{name}: {status}", [end.status for end in ends] == [status, status], [(end.status, end.text) for end in ends])
    check(f"{name}: types", [end.headers["Content-Type"] for end in ends] == ["application/json", "text/xml; charset=utf-8"])
    check(f"{name}: other sites may read it", all(end.headers["Access-Control-Allow-Origin"] == "*" for end in ends))
    said = value_of(tree.fromstring(ends[1].body))
    check(f"{name}: XML says what JSON says", said == flat(ends[0].json), (said, ends[0].text))
    return ends[0].json


def report(client, ending="json", **change):
    fields = {name: value for name, value in {**REPORT, **change}.items() if value is not None}
    return client.ask("POST", f"{V2}/requests.{ending}", fields)


def sent(client, **change):
    answer = report(client, **change)
    if answer.status != 201:
        raise RuntimeError(f"{change}: {answer.status} {answer.text}")
    return answer.json[0]


def code_of(one):
    found = re.search(r"\b(\d{16})\b", one["service_notice"])
    return found.group(1) if found else None


def reply(place, number, answer, resolve=False):
    api = place.api["village"]
    here = f"/api/v1/opinions/{number}"
    done = api.ask("POST", here + "/reply", [{"lock": api.get(here).json["lock"], "answer": answer, "resolve": resolve}])
    if done.status not in (200, 204):
        raise RuntimeError(done.text)


# ---- what can be reported ----

def services(place):
    visitor = place.client()
    found = both(visitor, "discovery", "discovery")
    end = found["endpoints"][0]
    check("discovery names the endpoint", end["url"] == f"http://127.0.0.1:{place.port}{V2}"
          and end["formats"] == ["text/xml", "application/json"] and end["specification"].endswith("GeoReport_v2"), found)
    found = both(visitor, "services", "services", f"?jurisdiction_id={DISTRICT}")
    check("each topic is a service", [each["service_code"] for each in found] == TOPICS, found)
    check("of which the number is given at once", {(each["type"], each["metadata"]) for each in found} == {("realtime", True)})
    for topic in TOPICS:
        found = both(visitor, f"definition of {topic}", f"services/{topic}")
        check(f"{topic}: its attributes", found["service_code"] == topic
              and [each["code"] for each in found["attributes"]] == ["kind", "place_code", "public"]
              and [each["order"] for each in found["attributes"]] == [1, 2, 3], found)
        check(f"{topic}: reports of misconduct are no choice",
              [each["key"] for each in found["attributes"][0]["values"]] == ["question", "suggestion", "complaint"])
    both(visitor, "definition of nothing", "services/graffiti", status=404)
    for wrong in ("5", "city.gov", "999999999999", "000000000000", "x" * 3000, "%00", "%ff", "' OR 1=1 --"):
        query = "?jurisdiction_id=" + (wrong if wrong.startswith("%") else urllib.parse.quote(wrong))
        answer = visitor.get(f"{V2}/services.json{query}")
        check(f"no such jurisdiction: {wrong[:20]}", answer.status in (400, 404) and str(answer.status) in answer.text, answer.text[:300])
    english = visitor.get(f"{V2}/services.json", headers={"Accept-Language": "en"}).json
    check("a reader of English reads English", all(each["group"].isascii() for each in english), english)


# ---- one report and its way ----

def way(place):
    visitor = place.client()
    one = sent(visitor, media_url="http://127.0.0.1:1/x.jpg", email="a@example.com")
    number, code = one["service_request_id"], code_of(one)
    check("it has its number and its code", re.fullmatch(r"\d{6}-\d{6}", number) and code, one)
    check("what was not taken is told", "照片" in one["service_notice"] and "邮箱" in one["service_notice"], one)
    both(visitor, "nobody has answered it: not on the board", f"requests/{number}", status=404)
    own = both(visitor, "its sender reads it with the code", f"requests/{number}", f"?receipt={code}")[0]
    check("as it was reported", own["description"] == REPORT["description"] and own["status"] == "open"
          and own["service_code"] == "roads" and own["address_id"] == VILLAGE and own["lat"] == 41.650123
          and own["long"] == 123.456123 and own["address"].endswith("鲍家洼子社区 村东头老槐树下"), own)
    both(visitor, "with another code nobody does", f"requests/{number}", "?receipt=1234567812345678", 404)
    check("the board is empty", both(visitor, "the board", "requests") == [])
    reply(place, number, "今天下午去修，有事打 13812345678。")
    listed = both(visitor, "answered: on the board", "requests")
    check("it is there, without the number in the answer", len(listed) == 1 and listed[0]["status"] == "open"
          and "今天下午去修" in listed[0]["status_notes"] and "13812345678" not in listed[0]["status_notes"], listed)
    check("when, in the installation's zone", all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", listed[0][name])
          for name in ("requested_datetime", "updated_datetime", "expected_datetime")), listed)
    check("and who handles it", listed[0]["agency_responsible"] == "鲍家洼子社区", listed)
    reply(place, number, "灯换好了，请看看。", resolve=True)
    shut = both(visitor, "resolved", f"requests/{number}")[0]
    check("is closed", shut["status"] == "closed" and "灯换好了" in shut["status_notes"], shut)
    token = both(visitor, "its token", f"tokens/{number}")
    check("is its number", token == [{"service_request_id": number, "token": number}], token)
    steps = both(visitor, "what happened", "servicerequestupdates")
    check("step by step", [each["status"] for each in steps] == ["open", "open", "closed"]
          and {each["service_request_id"] for each in steps} == {number}
          and "13812345678" not in str(steps), steps)
    later = urllib.parse.quote(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600)))
    check("since then: nothing", both(visitor, "updates later", "servicerequestupdates", f"?start_date={later}") == [])
    return number


def formats(place):
    visitor = place.client()
    answer = report(visitor, "xml", description=TEXT)
    check("a report by XML is answered in XML", answer.status == 201, answer.text)
    one = value_of(tree.fromstring(answer.body))[0]
    check("with number and notice, and no account",
          set(one) == {"service_request_id", "service_notice"} and code_of(one), one)
    own = both(visitor, "marks of all kinds", f"requests/{one['service_request_id']}", f"?receipt={code_of(one)}")[0]
    check("come back as they were", own["description"] == TEXT.strip(), own)
    body = multipart([(name, value) for name, value in REPORT.items()])
    check("a form in parts is a form, too", visitor.ask("POST", f"{V2}/requests.json", body).status == 201)
    answer = visitor.ask("POST", f"{V2}/requests.json", [REPORT])
    check("JSON is not what the standard sends", answer.status == 400 and "Content-Type" in answer.json[0]["description"],
          answer.text)


# ---- who reports ----

def senders(place):
    visitor, office = place.client(), place.api["village"]

    def as_kept(one):
        return office.get(f"/api/v1/opinions/{one['service_request_id']}").json
    kept = as_kept(sent(visitor, phone="13900001111"))
    check("a phone makes it one by phone", kept["sender"] == "phone", kept)
    kept = as_kept(sent(visitor, phone="13900001112", first_name="小明", last_name="王"))
    check("a name and a phone a named one, family name first", kept["sender"] == "named" and "王小明" in str(kept), kept)
    kept = as_kept(sent(visitor, first_name="Anna", last_name="Li", account_id="7", api_key=""))
    check("a name alone is not kept", kept["sender"] == "anonymous" and "Anna" not in str(kept), kept)
    resident = place.people["resident"]

    def own():
        return set(re.findall(r"\d{6}-\d{6}", resident.get("/my/opinions").text))
    mine = own()
    one = sent(resident)
    check("a browser's session says nothing here: a visitor's report, with a code", code_of(one) is not None, one)
    check("nothing of it is the person's", own() == mine and one["service_request_id"] not in mine)
    foreign = resident.ask("POST", f"{V2}/requests.json", REPORT, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})
    check("nor when another site's page sends it", foreign.status == 201 and code_of(foreign.json[0])
          and own() == mine, foreign.text)
    check("and the session goes on", "sid" in resident.cookies and resident.get("/desk/me").status == 200)
    token = place.api["resident"]
    one = sent(token)
    check("a token is its person: no code, on the board at once", code_of(one) is None
          and visitor.get(f"{V2}/requests/{one['service_request_id']}.json").status == 200, one)
    check("it is among the person's own", one["service_request_id"] in own())
    check("nobody's name goes out", "姓resident" not in visitor.get(f"{V2}/requests.json").text)
    one = sent(visitor, api_key=token.token)
    check("the same by api_key", code_of(one) is None and one["service_request_id"] in own(), one)
    one = sent(place.api["grid"], phone="13900001113", first_name="孙老太")
    kept = as_kept(one)
    check("who may file for others files for others", code_of(one) and kept["sender"] == "named" and "孙老太" in str(kept), kept)
    for name, answer in {"api_key": report(visitor, api_key="nonsense"),
                         "Bearer": report(place.client("nonsense")), "Bearer, XML": report(place.client("nonsense"), "xml"),
                         "Bearer, reading": place.client("nonsense").get(f"{V2}/requests.json")}.items():
        check(f"a wrong {name} is refused", answer.status == 403 and "api_key" in answer.text and "403" in answer.text, answer.text)


def repeated(place):
    visitor = place.client()
    one, again = sent(visitor, device_id="phone-1"), report(visitor, device_id="phone-1").json[0]
    check("the same report of the same device is one", one["service_request_id"] == again["service_request_id"], (one, again))
    check("its code is told only once", code_of(one) and not code_of(again), again)
    other = sent(visitor, device_id="phone-1", description="另一件事：井盖松了")
    check("another one is another", other["service_request_id"] != one["service_request_id"])


# ---- what is wrong ----

BAD = [
    ("no service", {"service_code": None}, 400, "service_code"), ("an unknown service", {"service_code": "graffiti"}, 404, "service_code"),
    ("no text", {"description": None}, 400, "description"), ("two letters", {"description": "灯"}, 400, "description"),
    ("too much text", {"description": "灯" * 1001}, 400, "description"), ("a flood of text", {"description": "x" * 3000000}, 400, "description"),
    ("a control character", {"description": "路灯\x01不亮"}, 400, None), ("half a pair", {"description": "路灯\ufffe不亮"}, 400, None),
    ("no place", {"address_id": None}, 400, "address_id"), ("a place elsewhere", {"address_id": "110101001001"}, 400, "address_id"),
    ("no code", {"address_id": "鲍家"}, 400, "address_id"), ("a city", {"address_id": "210100000000"}, 400, "address_id"),
    ("outside the jurisdiction", {"jurisdiction_id": TOWNSHIP, "address_id": FAR}, 400, "address_id"),
    ("an unknown jurisdiction", {"jurisdiction_id": "999999999999"}, 404, "jurisdiction_id"),
    ("half a position", {"long": None}, 400, "lat"), ("too far north", {"lat": "91"}, 400, "lat"),
    ("no number", {"lat": "north"}, 400, "lat"), ("infinity", {"long": "1e999"}, 400, "long"),
    ("a long address", {"address_string": "长" * 61}, 400, "address_string"),
    ("no phone", {"phone": "12345"}, 400, "phone"), ("a foreign one", {"phone": "+4917012345678"}, 400, "phone"),
    ("a long name", {"phone": "13900002222", "first_name": "名" * 21}, 400, "first_name"),
    ("two long names", {"phone": "13900002222", "first_name": "名" * 9999, "last_name": "姓" * 9999}, 400, "first_name"),
    ("a long device", {"device_id": "d" * 201}, 400, "device_id"),
    ("an unknown kind", {"attribute[kind]": "praise"}, 400, "attribute[kind]"),
    ("a report of misconduct", {"attribute[kind]": "misconduct"}, 400, "attribute[kind]"),
    ("neither yes nor no", {"attribute[public]": "maybe"}, 400, "attribute[public]"),
]


def wrong(place):
    visitor = place.client()
    before = visitor.get(f"{V2}/requests.json").text
    for name, change, status, field in BAD:
        for ending in ("json", "xml"):
            answer = report(visitor, ending, **change)
            errors = answer.json if ending == "json" else value_of(tree.fromstring(answer.body))
            told = str(errors[0]["code"]) == str(answer.status) and (field or "") in errors[0]["description"]
            check(f"{name} ({ending}): {status}, and why", answer.status == status and told, answer.text[:500])
    check("nothing came of it", visitor.get(f"{V2}/requests.json").text == before)
    for query, status, field in [
            ("status=solved", 400, "status"), ("page=0", 400, "page"), ("page=-1", 400, "page"), ("page=x", 400, "page"),
            ("page=99999999999999999999", 400, "page"), ("page=9223372036854775807", 400, "page"), ("page=202", 400, "page"),
            ("page_size=0", 400, "page_size"), ("page_size=201", 400, "page_size"), ("page_size=1e3", 400, "page_size"),
            ("service_code=roads,graffiti", 404, "service_code"), ("start_date=2023-02-30", 400, "start_date"),
            ("end_date=tomorrow", 400, "end_date"), ("start_date=2023-05-02&end_date=2023-05-01", 400, "end_date"),
            ("start_date=2020-01-01&end_date=2023-01-01", 400, "start_date"),
            ("service_request_id=" + ",".join(["1"] * 51), 400, "service_request_id")]:
        errors = both(visitor, f"requests?{query[:40]}", "requests", "?" + query, status)
        check(f"{query[:40]}: why", errors[0]["code"] == status and errors[0]["description"].startswith(field), errors)
    for path in ("requests/x", "requests/230601-000000", "tokens/" + "9" * 500, "nothing", "requests/%3Cb%3E", "services/%00"):
        answer = visitor.get(f"{V2}/{path}.xml")
        check(f"GET {path[:30]}.xml: told in XML", answer.status in (400, 404), answer.status)
        if "%00" not in path:
            check(f"GET {path[:30]}.xml: with its code", tree.fromstring(answer.body)[0][0].text == "404", answer.text)
    for method in ("PUT", "DELETE", "PATCH"):
        answer = visitor.ask(method, f"{V2}/requests.json")
        check(f"{method} is not known", answer.status == 405 and answer.json[0]["code"] == 405, answer.text)
    answer = visitor.ask("POST", f"{V2}/requests.json", (b"service_code=%ff&description=%fe", "application/x-www-form-urlencoded"))
    check("what is no text is refused", answer.status == 400 and answer.json[0]["code"] == 400, answer.text)


# ---- lists ----

def lists(place, first):
    visitor, token = place.client(), place.api["resident"]
    more = [sent(token, address_id=None, **{"attribute[place_code]": VILLAGE}, service_code=code)["service_request_id"]
            for code in ("water", "land")]
    one = sent(token, address_id=None, jurisdiction_id=NEIGHBOUR, service_code="water", lat=None, long=None, address_string=None)
    there = both(visitor, "of a village", "requests", f"?jurisdiction_id={NEIGHBOUR}")
    check("jurisdiction_id may be the village", [each["service_request_id"] for each in there] == [one["service_request_id"]]
          and there[0]["lat"] is None and there[0]["address_id"] == NEIGHBOUR, there)

    def numbers(query):
        return [each["service_request_id"] for each in visitor.get(f"{V2}/requests.json?{query}").json]
    check("by service", numbers("service_code=water") == [one["service_request_id"], more[0]])
    check("by several", set(numbers("service_code=water,land")) == {one["service_request_id"], *more})
    check("closed ones", numbers("status=closed") == [first])
    check("open ones, and both", first not in numbers("status=open") and first in numbers("status=open,closed"))
    every = numbers("")
    check("the newest first", every[0] == one["service_request_id"] and every[-1] == first, every)
    check("by pages", numbers("page_size=2") + numbers("page_size=2&page=2") == every[:4])
    check("after the last page nothing", numbers("page=50") == [])
    check("by numbers, whatever else is asked",
          set(numbers(f"service_request_id={first},{more[0]},230601-000000&status=open")) == {first, more[0]})
    check("of other days nothing", numbers("start_date=2020-01-01") == [])
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    check("of today all", numbers(f"start_date={today}&end_date={today}") == every)
    check("of a township all of its villages", numbers(f"jurisdiction_id={TOWNSHIP}") == every)
    check("of another none", numbers(f"jurisdiction_id={FAR}") == [])
    answer = visitor.get(f"{V2}/requests.json")
    again = visitor.get(f"{V2}/requests.json", headers={"If-None-Match": answer.headers["ETag"] or ""})
    check("asking again saves the way", again.status == 304, again.status)
    english = visitor.get(f"{V2}/services/graffiti.json", headers={"Accept-Language": "en"}).json
    check("what is wrong is told in the reader's language", english[0]["description"].isascii(), english)
    private = sent(token, **{"attribute[public]": "no", "attribute[kind]": "question"})["service_request_id"]
    check("what is not public is on no list", private not in numbers(""))
    check("also not for its sender's token", token.get(f"{V2}/requests/{private}.json").status == 404)


# ---- what else tells of them ----

NONE_YET = {"received": 0, "resolved": 0, "pending": 0, "petitions_settled": 0, "same_day_rate": None, "seven_day_rate": None,
            "satisfaction": None}


def figures(place, **expected):
    for code in (VILLAGE, TOWNSHIP, DISTRICT):
        told = place.client().get(f"/api/v1/regions/{code}/summary").json["opinions"]
        check(f"the figures of {code}", told == {**NONE_YET, **expected}, told)


def table(place):
    """mingbai export opinions: what staff reads, without who said it."""
    sent(place.client(), phone="13900003333", first_name="郑十", description="=1+1 请打 13900004444 回话")
    text = place.run("export", "opinions")
    rows = list(csv.reader(io.StringIO(text)))
    by_head = [dict(zip(rows[0], row)) for row in rows[1:]]
    check("every opinion is a row", len(rows) > 10 and len({row["编号"] for row in by_head}) == len(by_head), text[:500])
    last = by_head[-1]
    check("as people name it", (last["类型"], last["分类"], last["状态"], last["公开"]) == ("反映问题", "道路、路灯", "待答复", "是"), last)
    check("no formula", last["内容"].startswith("'="), last)
    check("no name, no phone", not [word for word in ("13900003333", "郑十", "13900004444") if word in text])
    done = [row for row in by_head if row["办结时间"]]
    check("what was answered and when", len(done) == 1 and "灯换好了" in done[0]["答复"] and done[0]["状态"] == "已办结", done)
    there = list(csv.reader(io.StringIO(place.run("export", "opinions", "--region", NEIGHBOUR))))
    check("of one place", len(there) == 2 and there[1][1] == NEIGHBOUR, there)
    path = pathlib.Path(place.state, "opinions.xlsx")
    place.run("export", "opinions", "--output", str(path))
    check("as .xlsx", path.read_bytes()[:2] == b"PK")


def limits(place):
    """Last: after this, this address has said enough for today."""
    visitor = place.client()
    answers = [report(visitor, description=f"第 {i} 盏路灯不亮") for i in range(21)]
    refused = [answer for answer in answers if answer.status != 201]
    check("an address says only so much in a day", refused and {answer.status for answer in refused} == {400}
          and refused[0].json[0]["code"] == 400, [answer.status for answer in answers])


def everything(postgres=None):
    print("# " + ("PostgreSQL" if postgres else "SQLite"), flush=True)
    with District(sys.argv[1], postgres) as district:
        services(district)
        figures(district)
        number = way(district)
        figures(district, received=1, resolved=1, same_day_rate=1, seven_day_rate=1)
        formats(district)
        wrong(district)
        senders(district)
        repeated(district)
        lists(district, number)
        table(district)
        limits(district)


everything()
if os.environ.get("MINGBAI_TEST_PG"):
    everything(os.environ["MINGBAI_TEST_PG"])
sys.exit(finish())
