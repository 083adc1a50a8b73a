"""Who may do what with payment lists; see rights.py."""
import re

from district import DISTRICT, TOWNSHIP, VILLAGE, still

PAYEE, CARD_TAIL = "户主孙九", "尾号 2233"
SEE = {"village", "finance", "township", "district", "inspector"}
LOCK = "of the list"  # stands for the number that the form would carry


def lock_of(place, world):
    return re.search(r'name="lock" value="(\d+)"', place.people["village"].get(f"/desk/subsidy/{world['list']}").text).group(1)


def state_of(place, world):
    pages = [place.people["district"].get(path) for path in (
        f"/desk/subsidy/{world['list']}", f"/desk/subsidies/{VILLAGE}", f"/desk/programmes/{DISTRICT}")]
    return [still(page.text) for page in pages]


def build(place, world):
    village, district = place.people["village"], place.people["district"]
    district.post(f"/desk/programmes/{DISTRICT}", {"name": "耕地补贴", "source": "中央财政", "unit": "亩", "standard": "100",
                                                   "ground": "文件"})
    world["programme"] = re.findall(r"/desk/programme/(\d+)", district.get(f"/desk/programmes/{DISTRICT}").text)[0]
    answer = village.post(f"/desk/subsidies/{VILLAGE}/new", {"programme": world["programme"], "period": "2023", "name": "一批"})
    world["list"] = re.findall(r"/desk/subsidy/(\d+)", answer.where)[0]
    village.post(f"/desk/subsidy/{world['list']}/line/new", {
        "lock": lock_of(place, world), "number": "001", "name": PAYEE, "group_name": "一组", "quantity": "3", "standard": "100",
        "amount": "300", "card": "6222020200112233"})


def pages(world):
    one = f"/desk/subsidy/{world['list']}"
    return {
        "/desk/subsidies": ("/desk/subsidies", {"village", "other_village", "finance", "other_finance", "township",
                                                "other_township", "district", "other_district", "inspector"}),
        "/desk/subsidies/{code}": (f"/desk/subsidies/{VILLAGE}", SEE),
        "/desk/subsidies/{code}/new": (f"/desk/subsidies/{VILLAGE}/new", {"village"}),
        "/desk/subsidies/{code}/adopt": (f"/desk/subsidies/{VILLAGE}/adopt", {"village"}),
        "/desk/subsidy/{id}": (one, SEE), "/desk/subsidy/{id}/preview": (one + "/preview", SEE),
        "/desk/subsidy/{id}/export": (one + "/export", SEE),
        "/desk/subsidy/{id}/sheet": (one + "/sheet", {"village"}),
        "/desk/subsidy/{id}/line/{position}": (one + "/line/1", SEE),
        "/desk/programmes/{code}": (f"/desk/programmes/{TOWNSHIP}", {"township", "district", "inspector"}),
        "/desk/programme/{id}": (f"/desk/programme/{world['programme']}", {"district"}),
    }


def deeds(world):
    one, programme = f"/desk/subsidy/{world['list']}", f"/desk/programme/{world['programme']}"
    line = {"lock": LOCK, "number": "001", "name": "改了", "group_name": "一组", "quantity": "2", "standard": "100", "amount": "200"}
    whole = {"name": "种粮补贴", "source": "省里", "unit": "亩", "standard": "90", "ground": "文件"}
    keep = {"village"}
    return {
        "/desk/subsidies/{code}/new": (f"/desk/subsidies/{VILLAGE}/new", {"programme": world["programme"], "period": "2022"}, keep,
                                       None),
        "/desk/subsidies/{code}/adopt": (f"/desk/subsidies/{VILLAGE}/adopt", {"d": "1", "programme": world["programme"]}, keep, None),
        "/desk/subsidy/{id}/planned": (one + "/planned", {"lock": LOCK, "planned": "300"}, keep, None),
        "/desk/subsidy/{id}/line/{position}": (one + "/line/1", line, keep, None),
        "/desk/subsidy/{id}/line/{position}/pay": (one + "/line/1/pay", {"lock": LOCK, "state": "paid", "day": "2023-05-01"}, keep,
                                                   None),
        "/desk/subsidy/{id}/line/{position}/remove": (one + "/line/1/remove", {"lock": LOCK}, keep, None),
        "/desk/subsidy/{id}/sheet": (one + "/sheet", {"lock": LOCK, "paste": "户号\t户主\t金额\n1\t2\t3"}, keep, None),
        "/desk/subsidy/{id}/pay": (one + "/pay", {"lock": LOCK, "day": "2023-05-01"}, keep, None),
        "/desk/subsidy/{id}/hand-in": (one + "/hand-in", {"lock": LOCK, "explanation": "对"}, keep, None),
        "/desk/subsidy/{id}/reopen": (one + "/reopen", {"lock": LOCK, "reason": "错了"}, keep, None),
        "/desk/subsidy/{id}/discard": (one + "/discard", {"lock": LOCK}, keep, None),
        "/desk/programmes/{code}": (f"/desk/programmes/{TOWNSHIP}", whole, {"township", "district"}, None),
        "/desk/programme/{id}": (programme, whole, {"district"}, None),
        "/desk/programme/{id}/retire": (programme + "/retire", {}, {"district"}, None),
        "/desk/programme/{id}/take-up": (programme + "/take-up", {}, {"district"}, None),
    }


def api_reads(world):
    """GET by programs: pattern → (path, who may); others find nothing."""
    one = f"/api/v1/subsidies/{world['list']}"
    return {"/api/v1/subsidies/{id}": (one, SEE), "/api/v1/subsidies/{id}/lines.csv": (one + "/lines.csv", SEE),
            "/api/v1/my/household": ("/api/v1/my/household", None)}  # None: whoever says who it is


def api_deeds(world):
    """By programs: route → (path, body, who may)."""
    one, here = f"/api/v1/subsidies/{world['list']}", f"/api/v1/regions/{VILLAGE}"
    lines = {"lines": [{"number": "001", "name": "改了", "quantity": "1", "standard": "100", "amount": "100"}]}
    keep = {"village"}
    return {
        "POST /api/v1/regions/{code}/programmes": (here + "/programmes", {"name": "新", "source": "村里", "unit": "亩",
                                                                          "standard": "9"}, {"village", "township", "district"}),
        "POST /api/v1/regions/{code}/subsidies": (here + "/subsidies", {"programme": world["programme"], "period": "2021"}, keep),
        "PUT /api/v1/subsidies/{id}/lines": (one + "/lines", lines, keep),
        "POST /api/v1/subsidies/{id}/payments": (one + "/payments", {"paid_on": "2023-05-01"}, keep),
        "POST /api/v1/subsidies/{id}/hand-in": (one + "/hand-in", {"explanation": "对"}, keep),
        "POST /api/v1/subsidies/{id}/reopen": (one + "/reopen", {"reason": "错了"}, keep),
        "DELETE /api/v1/subsidies/{id}": (one, {}, keep),
    }


# Nothing is published here: there is nothing to go on from, to pay or to open again; a list without lines is not handed in.
GRANTED = {"/desk/subsidy/{id}/line/{position}/pay": (409,), "/desk/subsidy/{id}/pay": (409,), "/desk/subsidy/{id}/reopen": (409,),
           "/desk/subsidies/{code}/adopt": (404,), "/desk/subsidy/{id}/hand-in": (422,), "/desk/subsidy/{id}/sheet": (200, 422)}
