#!/usr/bin/env python3
"""People who look after several places: their queue, lists, counts and catalogues are those of all of them, and of no
other.  Usage: several_test.py PATH-OF-MINGBAI."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "security"))
from district import (  # noqa: E402  pylint: disable=wrong-import-position
    DISTRICT, FAR, NEIGHBOUR, OTHER_DISTRICT, OTHER_TOWNSHIP, PASSWORD, TOWNSHIP, VILLAGE, District, check, finish)

NAMES = {VILLAGE: "鲍家洼子社区", FAR: "十里河社区"}


def somebody(place, login, *roles):
    """Signed in, with these roles."""
    place.run("user", "add", login, "姓" + login, *roles[0], text="first-password\n")
    for role in roles[1:]:
        place.run("user", "grant", login, *role)
    person = place.client()
    person.sign_in(login, "first-password")
    person.post("/desk/me/password", {"old_password": "first-password", "new_password": PASSWORD})
    return person


def token(place, login):
    return place.client(place.client().ask("POST", "/api/v1/sessions", [{"user": login, "password": PASSWORD}]).json["token"])


def handed_in(place, writer, region, title, day):
    """A disclosure that waits for review."""
    body = {"item": "P8", "region": region, "period": day, "title": title, "summary": "开了会。", "body": "都同意。"}
    made = writer.ask("POST", "/api/v1/disclosures", [body]).json
    writer.ask("POST", f"/api/v1/disclosures/{made['id']}/submit", [{}])
    return made


def places_of(page):
    return set(re.findall(r'<option value="(\d{12})"', page))


def reviewer_of_two(place):
    duo = somebody(place, "duo", ("township", TOWNSHIP), ("township", OTHER_TOWNSHIP))
    somebody(place, "far_village", ("village_admin", FAR))
    writer = token(place, "far_village")
    here = handed_in(place, place.api["village"], VILLAGE, "这里的一件", "2023-05-18")
    there = handed_in(place, writer, FAR, "那里的一件", "2023-05-19")
    home = duo.get("/desk").text
    check("the first screen shows what waits in both", "这里的一件" in home and "那里的一件" in home, home[-4000:])
    check("and how both do", home.count("按时公开率") >= 2 and home.count('class="kpis"') == 2)
    check("with the count of both", "全部 2 件" in home)
    queue = duo.get("/desk/review").text
    check("so does the queue", "这里的一件" in queue and "那里的一件" in queue)
    check("and it offers both, with their villages", {TOWNSHIP, OTHER_TOWNSHIP, VILLAGE, FAR} <= places_of(queue), places_of(queue))
    check("nothing else is offered", all(code.startswith(("210111010", "210111011")) for code in places_of(queue)))
    for asked, wanted, other in ((TOWNSHIP, "这里的一件", "那里的一件"), (OTHER_TOWNSHIP, "那里的一件", "这里的一件"),
                                 (FAR, "那里的一件", "这里的一件")):
        page = duo.get(f"/desk/review?place={asked}").text
        check(f"one of them alone: {asked}", wanted in page and other not in page)
    elsewhere = duo.get(f"/desk/review?place={DISTRICT}").text
    check("a place above is not asked for", "这里的一件" in elsewhere and "那里的一件" in elsewhere)
    for login, sees, not_this in (("township", "这里的一件", "那里的一件"), ("other_township", "那里的一件", "这里的一件")):
        page = place.people[login].get("/desk/review").text
        check(f"{login} sees one's own", sees in page and not_this not in page)
    for path in ("/desk/missing", "/desk/opinions", "/desk/audit", "/desk/regions", "/desk/households", "/desk/subsidies"):
        answer = duo.get(path)
        check(f"{path} opens", answer.status == 200, (answer.status, answer.where))
    regions = duo.get("/desk/regions").text
    check("both are among the places to care for", TOWNSHIP in regions and OTHER_TOWNSHIP in regions)
    households = duo.get("/desk/households").text
    check("the villages of both have their households", VILLAGE in households and FAR in households)
    trail = duo.get("/desk/audit").text
    check("the trail is of both", "起草了公开内容" in trail and all(name in trail for name in NAMES.values()), re.findall(r"<td[^>]*>([^<]+)", trail)[:30])
    api = token(place, "duo")
    for made in (here, there):
        answer = api.ask("POST", f"/api/v1/disclosures/{made['id']}/approve", [{"personal_ok": True}])
        check("either is approved", answer.status == 200 and answer.json["state"] == "published", answer.text)
    check("and the queue is empty", "的一件" not in duo.get("/desk/review").text)


def clerk_of_two(place):
    clerk = somebody(place, "two", ("village_admin", VILLAGE), ("village_admin", NEIGHBOUR))
    home = clerk.get("/desk").text
    check("a clerk of two villages has both lists of tasks", f"/desk/village/{VILLAGE}" in home and f"/desk/village/{NEIGHBOUR}" in home)
    missing = clerk.get("/desk/missing").text
    check("and chooses between them", {VILLAGE, NEIGHBOUR} == places_of(missing), places_of(missing))
    check("both are among the places to care for", {VILLAGE, NEIGHBOUR} <= set(re.findall(r"\d{12}", clerk.get("/desk/regions").text)))


def district_of_two(place):
    admin = somebody(place, "grand", ("district", DISTRICT), ("district", OTHER_DISTRICT))
    accounts = admin.get("/desk/accounts").text + admin.get("/desk/accounts?q=other").text
    check("accounts of both", "other_district" in accounts and "inspector" in accounts)
    first = admin.get("/desk/catalogue").text
    check("the catalogue says whose it is", f"place={DISTRICT}" in first and f"place={OTHER_DISTRICT}" in first and 'aria-current="true"' in first)
    page = admin.get(f"/desk/catalogue/new?place={OTHER_DISTRICT}").text
    check("the form of the other one keeps it", f'action="/desk/catalogue/new?place={OTHER_DISTRICT}"' in page and "浑南区" in page)
    item = admin.get(f"/desk/catalogue/V1?place={OTHER_DISTRICT}").text
    version = re.search(r'name="version" value="(\d+)"', item).group(1)
    path = re.search(r'action="([^"]+/retire[^"]*)"', item).group(1)
    answer = admin.post(path, {"version": version})
    check("retiring there leads back there", answer.status == 303 and answer.where.endswith(f"place={OTHER_DISTRICT}"), (answer.status, answer.where))
    here, there = (admin.get(f"/desk/catalogue/V1?place={code}").text for code in (DISTRICT, OTHER_DISTRICT))
    check("and changes only that one", "/retire" in here and "/restore" in there)
    check("an admin of one is not asked", "place=" not in place.people["district"].get("/desk/catalogue").text)
    other = place.people["district"].get(f"/desk/catalogue/V1?place={OTHER_DISTRICT}").text
    check("and does not get at the other", "/retire" in other)


with District(sys.argv[1]) as village_life:
    reviewer_of_two(village_life)
    clerk_of_two(village_life)
    district_of_two(village_life)
sys.exit(finish())
