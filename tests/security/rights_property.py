"""Who may do what with collective property; see rights.py."""
import re

from district import VILLAGE, still

SEE = {"village", "finance", "township", "district", "inspector"}
KEEP = {"village"}
PARTY = "承租人周十一"  # of a contract that nobody has published
LOCK = "of the row"  # stands for the number that the form would carry
BOOK = f"/desk/property/{VILLAGE}"
STATEMENT = f"/desk/statements/{VILLAGE}/F5/2023Q1"
LAND = {"name": "西沟塘", "kind": "water", "area": "12.5", "state": "let", "place": "村西"}
CONTRACT = {"number": "HT-01", "kind": "lease", "party": PARTY, "person": "1", "way": "tender", "begins": "2023-01-01",
            "ends": "2025-12-31", "terms": "yearly", "rent": "6000"}
RENT = {"day": "2023-02-01", "amount": "1000"}


def row_of(path):
    return re.match(r"/desk/property/\d+/\w+/\d+", path).group(0)


def lock_of(place, path):
    return re.search(r'name="lock" value="(\d+)"', place.people["village"].get(row_of(path)).text).group(1)


def state_of(place, world):
    pages = [place.people["district"].get(path) for path in (
        BOOK + "/contracts", BOOK + "/debts", BOOK + "/plan?year=2023", row_of(world["contract"]), STATEMENT)]
    return [still(page.text) for page in pages]


def build(place, world):
    village = place.people["village"]
    world["land"] = village.post(BOOK + "/resources/new", {**LAND, "lock": "0"}).where
    land = world["land"].rsplit("/", 1)[1]
    world["contract"] = village.post(BOOK + "/contracts/new", {**CONTRACT, "resource": land, "lock": "0"}).where
    village.post(world["contract"] + "/moves", {**RENT, "lock": lock_of(place, world["contract"])})
    world["rent"] = re.findall(r"/moves/(\d+)/remove", village.get(world["contract"]).text)[0]
    world["debt"] = village.post(BOOK + "/debts/new", {"side": "receivable", "party": "示例超市", "cause": "欠摊位费",
                                                       "day": "2023-01-05", "opening": "300", "lock": "0"}).where


def pages(world):
    one = world["contract"]
    return {
        "/desk/property": ("/desk/property", SEE | {"other_village", "other_finance", "other_township", "other_district"}),
        "/desk/property/{code}": (BOOK, SEE), "/desk/property/{code}/{register}": (BOOK + "/contracts", SEE),
        "/desk/property/{code}/{register}/new": (BOOK + "/assets/new", KEEP),
        "/desk/property/{code}/{register}/sheet": (BOOK + "/assets/sheet", KEEP),
        "/desk/property/{code}/{register}/export": (BOOK + "/contracts/export", SEE),
        "/desk/property/{code}/{register}/{id}": (one, SEE),
        "/desk/property/{code}/{register}/{id}/moves": (one + "/moves", KEEP),
        "/desk/statements/{code}/{item}": (f"/desk/statements/{VILLAGE}/F5?period=2023Q1", SEE),
        "/desk/statements/{code}/{item}/{period}": (STATEMENT, SEE),
    }


def deeds(world):
    one, debt = world["contract"], world["debt"]
    land = world["land"].rsplit("/", 1)[1]
    return {
        "/desk/property/{code}/{register}/new": (BOOK + "/resources/new", {**LAND, "name": "南坡", "lock": "0"}, KEEP, None),
        "/desk/property/{code}/{register}/sheet": (BOOK + "/resources/sheet", {"paste": "名称\t面积\n北坡\t3"}, KEEP, None),
        "/desk/property/{code}/{register}/begin": (BOOK + "/plan/begin", {"year": "2023"}, KEEP, None),
        "/desk/property/{code}/{register}/{id}": (one, {**CONTRACT, "resource": land, "rent": "7000", "lock": LOCK}, KEEP, None),
        "/desk/property/{code}/{register}/{id}/moves": (one + "/moves", {**RENT, "amount": "5", "lock": LOCK}, KEEP, None),
        "/desk/property/{code}/{register}/{id}/moves/{move}/remove": (f"{one}/moves/{world['rent']}/remove", {"lock": LOCK}, KEEP,
                                                                      None),
        "/desk/property/{code}/{register}/{id}/end": (one + "/end", {"last_day": "2024-12-31", "lock": LOCK}, KEEP, None),
        "/desk/property/{code}/{register}/{id}/remove": (debt + "/remove", {"lock": LOCK}, KEEP, None),
        "/desk/statements/{code}/{item}/{period}": (STATEMENT, {"reason": ""}, KEEP, None),
    }


def api_reads(world):
    """GET by programs: pattern → (path, who may); others find nothing."""
    contract = world["contract"].rsplit("/", 1)[1]
    return {"/api/v1/property/{register}/{id}": (f"/api/v1/property/contracts/{contract}", SEE),
            "/api/v1/regions/{code}/statements": (f"/api/v1/regions/{VILLAGE}/statements?item=F5", SEE)}


def api_deeds(world):
    """By programs: route → (path, body, who may)."""
    contract = f"/api/v1/property/contracts/{world['contract'].rsplit('/', 1)[1]}"
    debt = f"/api/v1/property/debts/{world['debt'].rsplit('/', 1)[1]}"
    here = f"/api/v1/regions/{VILLAGE}"
    return {
        "POST /api/v1/regions/{code}/property/{register}": (here + "/property/resources", {**LAND, "name": "东坡"}, KEEP),
        "PUT /api/v1/property/{register}/{id}": (contract, {"rent": "9000"}, KEEP),
        "DELETE /api/v1/property/{register}/{id}": (debt, {}, KEEP),
        "POST /api/v1/property/{register}/{id}/moves": (contract + "/moves", {"day": "2023-03-01", "amount": "7"}, KEEP),
        "DELETE /api/v1/property/{register}/{id}/moves/{move}": (f"{contract}/moves/{world['rent']}", {}, KEEP),
        "POST /api/v1/regions/{code}/statements": (here + "/statements", {"item": "F5", "period": "2023Q1"}, KEEP),
    }


# A sheet is only looked at first.
GRANTED = {"/desk/property/{code}/{register}/sheet": (200, 422)}
