"""Who may do what with red flags and their rules; see rights.py."""
import re

from district import DISTRICT, VILLAGE, still

SEE = {"village", "finance", "township", "district", "inspector"}  # of what helps the village itself
STAFF = SEE | {"other_village", "other_finance", "other_township", "other_district"}
RULES = {"district", "other_district", "inspector"}
ONLY = {"inspector"}  # other offices' lists: the inspectors of the district
LISTS = f"/desk/outside/{DISTRICT}"
LISTED = {"source": "区财政局", "day": "2023-01-31", "pasted": "身份证号\t单位\n210111194001011234\t区教育局\n"}
LOCK = "of the flag"  # stands for the number that the form would carry
DEEDS = {  # deed → (its fields, who may)
    "ask": ({"words": "请说明为什么没有公开", "due": "2099-01-01"}, {"inspector"}),
    "dismiss": ({"reason": "看过了，这一期没有事项"}, {"inspector"}),
    "explain": ({"explanation": "经办人住院，下周补上"}, {"village"}),
}


def lock_of(place, path):
    number = path.split("/")[3]
    return re.search(r'name="lock" value="(\d+)"', place.people["inspector"].get(f"/desk/flag/{number}").text).group(1)


def due_day(place, number):
    """A day that the form offers, by the clock of the program."""
    page = place.people["inspector"].get(f"/desk/flag/{number}").text
    return re.search(r'id="due"[^>]*value="([^"]+)"', page).group(1)


def state_of(place, world):
    pages = [place.people["inspector"].get(f"/desk/flag/{number}").text for number in world["flags"].values()]
    pages.append(place.people["district"].get("/desk/rules/overdue").text)
    pages.append(place.people["inspector"].get(LISTS).text)
    return [still(page) for page in pages]


def build(place, world):
    for kind in ("payroll", "means"):
        place.people["inspector"].post(f"{LISTS}/{kind}", {**LISTED, "pasted": LISTED["pasted"].replace("单位", "单位\t财产").replace(
            "区教育局", "区教育局\t轿车")})
    place.run("flags", "run")
    listed = place.people["inspector"].get(f"/desk/flags/{VILLAGE}?rule=overdue").text
    numbers = list(dict.fromkeys(re.findall(r"/desk/flag/(\d+)", listed)))
    if len(numbers) < len(DEEDS):
        raise RuntimeError(f"flags of {VILLAGE}: {numbers}")
    world["flags"] = dict(zip(DEEDS, numbers))
    world["flag_due"] = due_day(place, numbers[0])
    asked = world["flags"]["explain"]
    place.people["inspector"].post(f"/desk/flag/{asked}/ask", {
        "lock": lock_of(place, f"/desk/flag/{asked}"), "words": "请说明为什么没有公开", "due": world["flag_due"]})


def pages(world):
    return {
        "/desk/flags": ("/desk/flags", STAFF), "/desk/flags/{code}": (f"/desk/flags/{VILLAGE}", SEE),
        "/desk/flag/{id}": (f"/desk/flag/{world['flags']['ask']}", SEE),
        "/desk/rules": ("/desk/rules", RULES), "/desk/rules/{name}": ("/desk/rules/overdue", RULES),
        "/desk/outside": ("/desk/outside", ONLY), "/desk/outside/{code}": (LISTS, ONLY),
        "/desk/outside/{code}/{kind}": (f"{LISTS}/payroll", ONLY),
    }


def deeds(world):
    found = {f"/desk/flag/{{id}}/{deed}": (f"/desk/flag/{world['flags'][deed]}/{deed}", {"lock": LOCK, **fields}, may, None)
             for deed, (fields, may) in DEEDS.items()}
    found["/desk/flag/{id}/ask"][1]["due"] = world["flag_due"]
    found["/desk/rules/{name}"] = ("/desk/rules/overdue", {"name": "grace", "value": "3", "day": world["flag_due"]},
                                   {"district", "other_district"}, None)
    found["/desk/outside/{code}/{kind}"] = (f"{LISTS}/payroll", LISTED, ONLY, None)
    found["/desk/outside/{code}/{kind}/remove"] = (f"{LISTS}/means/remove", {}, ONLY, None)
    return found


def api_reads(world):
    """GET by programs: pattern → (path, who may); others find nothing."""
    return {"/api/v1/flags": (f"/api/v1/flags?region={VILLAGE}", SEE),
            "/api/v1/flags/{id}": (f"/api/v1/flags/{world['flags']['ask']}", SEE),
            "/api/v1/rules": (f"/api/v1/rules?region={DISTRICT}", {"district", "inspector"})}


def api_deeds(world):
    """By programs: route → (path, body, who may)."""
    found = {f"POST /api/v1/flags/{{id}}/{deed}": (f"/api/v1/flags/{world['flags'][deed]}/{deed}", dict(fields), may)
             for deed, (fields, may) in DEEDS.items()}
    found["POST /api/v1/flags/{id}/ask"][1]["due"] = world["flag_due"]
    found["PUT /api/v1/rules/{name}/settings"] = ("/api/v1/rules/overdue/settings", {
        "region": DISTRICT, "name": "grace", "value": 3, "day": world["flag_due"]}, {"district"})
    return found
