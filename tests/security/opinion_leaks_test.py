#!/usr/bin/env python3
"""Who learns what of an opinion: each kind of it is asked after by everybody, by every page, list, search, feed and API
that might tell.  A report of misconduct is told apart from nothing: for all but its inspectors, every page is byte for
byte what it was before.  Usage: opinion_leaks_test.py PATH-OF-MINGBAI"""
import re
import sys
import urllib.parse

from district import DISTRICT, NEIGHBOUR, TOWNSHIP, VILLAGE, District, check, finish

OFFICE = {"village", "township", "district", "inspector"}
BOSS = "姓village"  # the village's admin, by name
ALL = {"visitor", "resident", "member", "village", "other_village", "finance", "other_finance", "township", "other_township",
       "district", "other_district", "inspector", "leader", "grid", "operator"}
KINDS = ["regions", "users", "disclosures", "duties", "households", "entries", "opinions"]


class Asked:
    """One opinion with words that stand nowhere else."""
    made = 0

    def __init__(self, place, client, **fields):
        Asked.made += 1
        at = Asked.made
        self.words = f"暗号{at:02d}甲"
        self.phone = f"139{at:02d}446688"
        self.name = "" if client.token or fields.get("sender") != "named" else f"周{at:02d}号"
        self.in_text = f"137{at:02d}556677"  # what somebody writes into the text itself
        body = {"region": VILLAGE, "kind": "complaint", "topic": "other", "body": f"{self.words}的事没人管，请打 {self.in_text}。",
                "sender": "phone", "phone": self.phone, "name": self.name, "public": False, **fields}
        if body["sender"] == "anonymous":
            body["phone"] = self.phone = ""
        self.name = body["name"]
        answer = client.ask("POST", "/api/v1/opinions", [body])
        if answer.status != 201:
            raise RuntimeError(f"{fields}: {answer.status} {answer.text}")
        self.number, self.receipt = answer.json["number"], answer.json.get("receipt")
        self.client = client

    def secrets(self):
        return [word for word in (self.phone, self.name) if word]


def plain(text):
    """Without what is different each time: the token of a form, the identity of a page."""
    return re.sub(r'name="csrf" value="[^"]*"|nonce-[^"\' ;]*', "", text)


def pages(words=(), numbers=(), ids=()):
    found = ["/", f"/r/{VILLAGE}", f"/r/{TOWNSHIP}", f"/r/{DISTRICT}", "/desk", "/desk/opinions", "/desk/visits", "/desk/audit",
             "/my/opinions", "/my/notices", f"/feed/{VILLAGE}.atom", f"/feed/{DISTRICT}.atom",
             f"/api/v1/regions/{VILLAGE}/summary", f"/api/v1/regions/{DISTRICT}/summary"]
    for code in (VILLAGE, TOWNSHIP, DISTRICT, NEIGHBOUR):
        found += [f"/open311/v2/{what}?jurisdiction_id={code}"
                  for what in ("requests.json", "requests.xml", "servicerequestupdates.json", "servicerequestupdates.xml")]
        found += [f"/r/{code}/opinions", f"/api/v1/opinions?region={code}", f"/desk/opinions/{code}/figures",
                  f"/desk/opinions/{code}/figures?span=all", f"/desk/opinions/{code}"]
        for view in ("ours", "open", "overdue", "visits", "done", "petition", "sealed"):
            found += [f"/desk/opinions/{code}?view={view}", f"/api/v1/opinions/queue?region={code}&view={view}"]
    found += ["/search?q=" + urllib.parse.quote(word) for word in words]
    for number in numbers:
        found += [f"/o/{number}", f"/o/{number}/print", f"/api/v1/opinions/{number}",
                  f"/open311/v2/requests/{number}.json", f"/open311/v2/requests.xml?service_request_id={number}",
                  f"/open311/v2/tokens/{number}.json"]
    return found + [f"/desk/opinion/{each}" for each in ids]


def askers(place):
    """Each with a page's client and a program's."""
    found = {"visitor": [place.client()]}
    for login in ALL - {"visitor"}:
        found[login] = [place.people[login], place.api[login]]
    return found


def heard(clients, paths):
    """Everything that somebody is told."""
    return [(path, client.get(path)) for client in clients for path in paths]


def ids_of(place):
    text = "".join(place.people["district"].get(f"/desk/opinions/{DISTRICT}?view={view}").text for view in ("open", "done"))
    return sorted(set(re.findall(r"/desk/opinion/(\d+)", text)))


def expected(one, opinions, login):
    """Whether the words, and whether name and phone."""
    if login == "resident" and one.client.token:
        return True, True  # the sender
    if one is opinions["about the village"] and login == "village":
        return False, False
    return login in OFFICE, login in OFFICE


def private_ones(place):
    visitor, resident = place.client(), place.api["resident"]
    opinions = {
        "private, by phone": Asked(place, visitor),
        "private, named": Asked(place, visitor, sender="named", kind="question", name="周三号"),
        "private, anonymous": Asked(place, visitor, sender="anonymous", kind="suggestion"),
        "private, of a resident": Asked(place, resident, sender="named", kind="question"),
        "about the village": Asked(place, visitor, subject=BOSS),
        "public, not answered": Asked(place, visitor, public=True),
        "private, a suggestion by phone": Asked(place, visitor, kind="suggestion"),
    }
    ids = ids_of(place)
    check("all of them stand on the district's desk", len(ids) == len(opinions), ids)
    paths = pages([one.words for one in opinions.values()], [one.number for one in opinions.values()], ids)
    for login, clients in sorted(askers(place).items()):
        told = heard(clients, paths)
        whole = "\n".join(plain(answer.text) for path, answer in told if not path.startswith("/search"))
        for name, one in opinions.items():
            words, contact = expected(one, opinions, login)
            where = [path for path, answer in told if one.words in answer.text and not path.startswith("/search")]
            check(f"{login}, {name}: {'reads it' if words else 'nothing of it'}", bool(where) == words, where)
            spilt = [path for path, answer in told if any(word in answer.text for word in one.secrets() + [one.in_text])]
            if not contact:
                check(f"{login}, {name}: no name and no number", not spilt, spilt)
            elif login in OFFICE and one.secrets():
                check(f"{login}, {name}: can call back", all(word in whole for word in one.secrets()), one.secrets())
        found = [path for path, answer in told if path.startswith("/search") and re.search(r"暗号\d\d甲的事", answer.text)]
        check(f"{login}: search finds none", not found, found)
        check(f"{login}: no page broke", not [path for path, answer in told if answer.status >= 500],
              [path for path, answer in told if answer.status >= 500])
    trail = place.people["operator"].get("/desk/audit").text
    check("the trail says that there was one, and not what", opinions["private, by phone"].number in trail
          and "暗号" not in trail, trail[-2000:])
    return opinions


def receipts(place, opinions):
    one = opinions["private, by phone"]
    own = place.client()
    text = own.get(f"/api/v1/opinions/{one.number}?receipt={one.receipt}").text
    check("with the receipt its sender reads it, with the own number", one.words in text and one.in_text in text, text)
    wrong = own.get(f"/api/v1/opinions/{one.number}?receipt=1234567812345678")
    check("with another code nobody does", wrong.status == 404, wrong.status)
    other = own.get(f"/api/v1/opinions/{opinions['private, anonymous'].number}?receipt={one.receipt}")
    check("nor with the code of another one", other.status == 404, other.status)


def answered(place, opinions):
    """A public one that was answered stands on the board: masked."""
    one = opinions["public, not answered"]
    api = place.api["village"]
    here = f"/api/v1/opinions/{one.number}"
    done = api.ask("POST", here + "/reply", [{"lock": api.get(here).json["lock"], "answer": "昨天已经去看过，配件明天到"}])
    check("the village answers", done.status in (200, 204), done.text)
    paths = pages([one.words], [one.number])
    for login, clients in sorted(askers(place).items()):
        told = heard(clients, paths)
        check(f"{login}: a public one that has an answer is read by everybody",
              any(one.words in answer.text for path, answer in told if path.endswith("/opinions")))
        spilt = [path for path, answer in told if any(word in answer.text for word in one.secrets() + [one.in_text])]
        if login not in OFFICE:
            check(f"{login}: with no number of its sender, nor one in the text", not spilt, spilt)


def sealed(place, opinions):
    """Before and after, for everybody."""
    numbers, ids = [one.number for one in opinions.values()], ids_of(place)
    place.run("flags", "run")  # else the keeper's rules look at the public ones meanwhile, and menus count other flags
    place.run("flags", "run", "--changed")
    paths = [path for path in pages(["举报"], numbers, ids) if not path.startswith("/my/notices")]
    people = {login: clients for login, clients in askers(place).items() if login != "inspector"}
    heard(people["visitor"], paths)  # the page cache is filled, as it would be
    before = {login: [plain(answer.text) for _, answer in heard(clients, paths)] for login, clients in people.items()}
    exports = {kind: place.run("export", kind) for kind in KINDS}
    checked = place.run("check")
    visitor = place.client()
    reports = {name: Asked(place, visitor, kind="misconduct", topic="conduct", subject=BOSS, **more) for name, more in {
        "about the village": {"about": "village", "sender": "anonymous"},
        "about the township": {"about": "township", "sender": "phone"},
        "about the district, named": {"about": "district", "sender": "named", "name": "周九号"},
        "asked to be public": {"about": "village", "sender": "phone", "public": True}}.items()}
    for login, clients in sorted(people.items()):
        after = [(path, plain(answer.text)) for path, answer in heard(clients, paths)]
        moved = [path for (path, text), earlier in zip(after, before[login]) if text != earlier]
        check(f"{login}: every page is what it was", not moved, moved)
    moved = [kind for kind in KINDS if place.run("export", kind) != exports[kind]]
    check("so is every export", not moved, moved)
    check("and what the self-check counts", place.run("check") == checked)
    reports_by_number(place, people, reports)
    reports_read(place, reports, opinions)


def reports_by_number(place, people, reports):
    listed = place.people["inspector"].get(f"/desk/opinions/{DISTRICT}?view=sealed").text
    ids = re.findall(r"/desk/opinion/(\d+)/look", listed)
    check("the inspector's list has them", len(ids) >= 2, ids)
    check("by number, without a word of them", "暗号" not in listed and any(one.number in listed for one in reports.values()))
    for login, clients in sorted(people.items()):
        bad = []
        for client in clients:
            for one in reports.values():
                for path in (f"/o/{one.number}", f"/o/{one.number}/print", f"/api/v1/opinions/{one.number}"):
                    answer = client.get(path)
                    if answer.status == 200 and (one.words in answer.text or one.number in answer.text) and "/o" in path \
                            and "receipt" not in answer.text:
                        bad.append((path, answer.status))
                    if one.words in answer.text:
                        bad.append((path, "words"))
            for each in ids:
                statuses = {client.get(f"/desk/opinion/{each}").status}
                for deed in ("look", "note", "reply", "follow"):
                    statuses.add(client.post(f"/desk/opinion/{each}/{deed}", {"lock": "1", "note_note": "x", "on": "1"}).status)
                if login != "visitor" and client.token is None and statuses != {404}:
                    bad.append((each, statuses))
        check(f"{login}: knows the number, and still there is nothing", not bad, bad)


def reports_read(place, reports, opinions):
    inspector = place.people["inspector"]
    listed = inspector.get(f"/desk/opinions/{DISTRICT}?view=sealed").text
    ids = re.findall(r"/desk/opinion/(\d+)/look", listed)
    for each in ids:
        text = inspector.get(f"/desk/opinion/{each}").text
        check("asking for one shows nothing yet", "暗号" not in text and "/look" in text)
        opened = inspector.post(f"/desk/opinion/{each}/look")
        check("opening it does, and is recorded", opened.status == 200 and "暗号" in opened.text and "查看举报" in opened.text,
              (opened.status, opened.text[:1500]))
        title = re.search(r"<title>([^<]*)", opened.text).group(1)
        check("its words are in no title of a page", "暗号" not in title, title)
    for login in ("inspector",):
        for one in reports.values():
            for client in (place.people[login], place.api[login]):
                for path in (f"/o/{one.number}", f"/o/{one.number}/print", f"/api/v1/opinions/{one.number}"):
                    check(f"no way round the record: {path.split('/')[1]}", one.words not in client.get(path).text, path)
    queues = [place.api["inspector"].get(f"/api/v1/opinions/queue?region={DISTRICT}&view={view}").text
              for view in ("sealed", "open", "done", "visits")]
    check("nor by the queue of programs", not [text for text in queues if any(one.words in text for one in reports.values())],
          queues[0][:300])
    trail = inspector.get("/desk/audit").text + place.people["operator"].get("/desk/audit").text
    check("the trail of the installation knows none of them", not [one for one in reports.values() if one.number in trail])
    one = reports["about the village"]
    text = place.client().get(f"/api/v1/opinions/{one.number}?receipt={one.receipt}").text
    check("its sender follows it with the receipt", one.words in text, text)
    for way in ("link", "typed"):
        phone = place.client()
        other = opinions["private, by phone"]
        phone.csrf = phone.token_of("/o")
        for asked in (one, other):
            if way == "link":
                answer = phone.get(f"/o/{asked.number}?k={asked.receipt}")
            else:
                answer = phone.post("/o", {"number": asked.number, "code": asked.receipt})
            cookies = [each for each in answer.headers.get_all("Set-Cookie") or [] if asked.receipt in each]
            check(f"{way}: {'its receipt goes when the browser is closed' if asked is one else 'of others it stays'}",
                  len(cookies) == 1 and ("Max-Age" in cookies[0]) == (asked is other)
                  and (asked is one or one.receipt not in cookies[0]), answer.headers.items())
        check(f"{way}: both are read until then", all(asked.words in phone.get(f"/o/{asked.number}").text for asked in (one, other)))
    text = place.client().get(f"/open311/v2/requests/{one.number}.json?receipt={one.receipt}").text
    check("but not through other people's programs", one.words not in text, text)


with District(sys.argv[1]) as district:
    asked = private_ones(district)
    receipts(district, asked)
    answered(district, asked)
    sealed(district, asked)
sys.exit(finish())
