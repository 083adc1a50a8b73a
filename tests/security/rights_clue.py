"""Who may do what with orders, clues, patrols and the petition register; see rights.py."""
import re

from district import DISTRICT, TOWNSHIP, VILLAGE, still

SECRET, NAMED, FOUND = "村会计虚报了两车沙子", "冯某人", "公开栏少贴了三月的支出"
LOCK = "of the order"  # stands for the number that the form would carry
SEE = {"village", "finance", "township", "district", "inspector", "leader"}  # an order to VILLAGE
ISSUE = {"township", "other_township", "district", "other_district", "inspector", "leader"}
STAFF = ISSUE | {"village", "other_village", "finance", "other_finance"}
ONLY = {"inspector"}
DUE = "2099-01-01"

ORDER_DEEDS = {  # deed → (its fields, who may, whether it was reported before)
    "report": ({"report": "补贴好了"}, {"village"}, False),
    "accept": ({}, {"inspector"}, True),
    "return": ({"reason": "没有照片"}, {"inspector"}, True),
    "withdraw": ({"withdraw_reason": "重复了"}, {"inspector"}, False),
}


def due_day(place):
    """A week from the clock of the program."""
    page = place.people["inspector"].get("/desk/orders/new").text
    return re.search(r'name="due_day"[^>]*value="([^"]+)"', page).group(1)


def add_order(place, body):
    answer = place.api["inspector"].ask("POST", "/api/v1/orders", [{"office": VILLAGE, "body": body, "due": due_day(place)}])
    if answer.status != 201:
        raise RuntimeError(f"order: {answer.status} {answer.text}")
    return answer.json["id"]


def add_clue(place, body, *steps):
    answer = place.api["inspector"].ask("POST", "/api/v1/clues", [{
        "region": VILLAGE, "about": "village", "source": "report", "kind": "wrongdoing", "body": body, "subject": NAMED}])
    if answer.status != 201:
        raise RuntimeError(f"clue: {answer.status} {answer.text}")
    number = answer.json["id"]
    for verb, fields in steps:
        answer = place.api["inspector"].ask("POST", f"/api/v1/clues/{number}/{verb}", [fields])
        if answer.status != 200:
            raise RuntimeError(f"{verb}: {answer.status} {answer.text}")
    return number


def lock_of(place, path):
    base, number = path.split("/")[2:4]
    if base == "order":
        return str(place.api["inspector"].get(f"/api/v1/orders/{number}").json["lock"])
    clues = place.api["inspector"].get("/api/v1/clues").json["items"]
    return str([clue["lock"] for clue in clues if clue["id"] == number][0])


def state_of(place, world):
    """What a deed would have moved: looking at a clue moves only its own record of looks."""
    orders = [place.api["inspector"].get(f"/api/v1/orders/{number}").text for number in world["orders"].values()]
    return orders + [place.api["inspector"].get("/api/v1/clues").text, place.api["inspector"].get("/api/v1/clues?view=done").text,
                     place.api["inspector"].get(f"/api/v1/regions/{DISTRICT}/petitions").text,
                     still(place.people["inspector"].get("/desk/patrols").text)]


def build(place, world):
    inspector = place.people["inspector"]
    world["orders"] = {deed: add_order(place, f"公开栏要补贴，{deed}") for deed in [*ORDER_DEEDS, "api"]}
    for deed, (_, _, reported) in ORDER_DEEDS.items():
        if reported:
            place.api["village"].ask("POST", f"/api/v1/orders/{world['orders'][deed]}/report", [{"report": "补贴好了"}])
    person = {"name": NAMED, "office": "会计", "measure": "talk"}
    world["clues"] = {"step": add_clue(place, SECRET),
                      "person": add_clue(place, SECRET, ("step", {"state": "verifying"}), ("persons", person))}
    shown = inspector.post(f"/desk/clue/{world['clues']['person']}/look").text
    world["outcome"] = re.findall(r'name="person" value="(\d+)"', shown)[0]
    answer = inspector.post("/desk/patrols/new", {"region": DISTRICT})
    world["patrol"] = re.findall(r"/desk/patrol/(\d+)", answer.where)[0]
    for _ in range(3):
        inspector.post(f"/desk/patrol/{world['patrol']}/note", {"title": "公开栏", "place": VILLAGE, "words": FOUND})
    world["findings"] = re.findall(r"/desk/patrol/finding/(\d+)", inspector.get(f"/desk/patrol/{world['patrol']}").text)
    place.api["inspector"].ask("PUT", f"/api/v1/regions/{DISTRICT}/petitions", [{"period": "2022", "reports": 456}])


def pages(world):
    order, clue = f"/desk/order/{world['orders']['report']}", f"/desk/clue/{world['clues']['step']}"
    patrol, register = f"/desk/patrol/{world['patrol']}", f"/desk/petitions/{DISTRICT}"
    read = {"inspector", "leader", "district"}
    return {
        "/desk/orders": ("/desk/orders", STAFF), "/desk/orders/export": ("/desk/orders/export", STAFF),
        "/desk/orders/new": ("/desk/orders/new", ISSUE), "/desk/order/{id}": (order, SEE),
        "/desk/clues": ("/desk/clues", ONLY), "/desk/clues/new": ("/desk/clues/new", ONLY),
        "/desk/clues/counts": ("/desk/clues/counts", ONLY), "/desk/clue/{id}": (clue, ONLY),
        "/desk/petitions": ("/desk/petitions", read | {"other_district"}), "/desk/petitions/{code}": (register, read),
        "/desk/petitions/{code}/export": (register + "/export", read),
        "/desk/patrols": ("/desk/patrols", ONLY), "/desk/patrols/new": ("/desk/patrols/new", ONLY),
        "/desk/patrols/export": ("/desk/patrols/export", ONLY), "/desk/patrol/note": ("/desk/patrol/note?path=/r/1", ONLY),
        "/desk/patrol/{id}": (patrol, ONLY), "/desk/patrol/finding/{id}": (f"/desk/patrol/finding/{world['findings'][0]}", ONLY),
    }


def deeds(world):
    clue, person = f"/desk/clue/{world['clues']['step']}", f"/desk/clue/{world['clues']['person']}"
    finding, patrol = "/desk/patrol/finding/", f"/desk/patrol/{world['patrol']}"
    found = {f"/desk/order/{{id}}/{deed}": (f"/desk/order/{world['orders'][deed]}/{deed}", {"lock": LOCK, **fields}, may, None)
             for deed, (fields, may, _) in ORDER_DEEDS.items()}
    whole = {"office": VILLAGE, "body": "把公开栏补上"}
    found |= {
        "/desk/orders/new": ("/desk/orders/new", whole, {"township", "district", "inspector", "leader"}, None),
        "/desk/clues/new": ("/desk/clues/new", {"region": VILLAGE, "body": SECRET, "about": "village", "kind": "slow",
                                                "source": "report"}, ONLY, None),
        "/desk/clues/export": ("/desk/clues/export", {}, ONLY, None),
        "/desk/clues/export-done": ("/desk/clues/export-done", {}, ONLY, None),
        "/desk/clue/{id}/look": (clue + "/look", {}, ONLY, None),
        "/desk/clue/{id}/note": (clue + "/note", {"note": "问过了"}, ONLY, None),
        "/desk/clue/{id}/due": (clue + "/due", {"lock": LOCK, "due_day": ""}, ONLY, None),
        "/desk/clue/{id}/step": (clue + "/step", {"lock": LOCK, "state": "verifying"}, ONLY, None),
        "/desk/clue/{id}/person": (person + "/person", {"lock": LOCK, "name": "褚某", "office": "出纳", "measure": "talk"}, ONLY, None),
        "/desk/clue/{id}/person/remove": (person + "/person/remove", {"lock": LOCK, "person": world["outcome"]}, ONLY, None),
        "/desk/petitions/{code}/import": (f"/desk/petitions/{DISTRICT}/import", {}, ONLY, None),
        finding + "{id}/order": (f"{finding}{world['findings'][0]}/order", {"office": VILLAGE}, ONLY, None),
        finding + "{id}/clue": (f"{finding}{world['findings'][1]}/clue", {"kind": "slow", "about": "village"}, ONLY, None),
        finding + "{id}/settle": (f"{finding}{world['findings'][2]}/settle", {}, ONLY, None),
        "/desk/patrol/{id}/note": (patrol + "/note", {"title": "公开栏", "place": VILLAGE}, ONLY, None),
        "/desk/patrol/{id}/finish": (patrol + "/finish", {}, ONLY, None),
        "/desk/patrols/new": ("/desk/patrols/new", {"region": TOWNSHIP}, ONLY, None),
    }
    return found


def api_reads(world):
    """GET by programs: pattern → (path, who may); others find nothing."""
    return {"/api/v1/orders": ("/api/v1/orders", STAFF),
            "/api/v1/orders/{id}": (f"/api/v1/orders/{world['orders']['report']}", SEE),
            "/api/v1/clues": ("/api/v1/clues", ONLY), "/api/v1/clues/counts": ("/api/v1/clues/counts", ONLY),
            "/api/v1/regions/{code}/petitions": (f"/api/v1/regions/{DISTRICT}/petitions", {"inspector", "leader", "district"})}


def api_deeds(world):
    """By programs: route → (path, body, who may)."""
    order, clue = f"/api/v1/orders/{world['orders']['api']}", f"/api/v1/clues/{world['clues']['step']}"
    return {
        "POST /api/v1/orders": ("/api/v1/orders", {"office": VILLAGE, "body": "补上", "due": DUE},
                                {"township", "district", "inspector", "leader", "other_township", "other_district"}),
        "POST /api/v1/orders/{id}/report": (order + "/report", {"report": "好了"}, {"village"}),
        "POST /api/v1/orders/{id}/accept": (order + "/accept", {}, {"inspector"}),
        "POST /api/v1/orders/{id}/return": (order + "/return", {"reason": "不行"}, {"inspector"}),
        "POST /api/v1/orders/{id}/withdraw": (order + "/withdraw", {"reason": "重复"}, {"inspector"}),
        "POST /api/v1/clues": ("/api/v1/clues", {"region": VILLAGE, "about": "village", "source": "other", "kind": "slow",
                                                 "body": SECRET}, ONLY),
        "POST /api/v1/clues/{id}/look": (clue + "/look", {}, ONLY),
        "POST /api/v1/clues/{id}/step": (clue + "/step", {"state": "verifying"}, ONLY),
        "POST /api/v1/clues/{id}/persons": (clue + "/persons", {"name": "褚某", "office": "出纳", "measure": "talk"}, ONLY),
        "PUT /api/v1/regions/{code}/petitions": (f"/api/v1/regions/{DISTRICT}/petitions", {"period": "2021", "reports": 1}, ONLY),
    }


# A file is needed; one patrol a day is under way at most; the finished one takes no more.
GRANTED = {"/desk/petitions/{code}/import": (422,), "/desk/patrols/new": (303, 409)}
