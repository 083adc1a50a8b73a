"""Who may do what with the roster of people, and with those who register; see rights.py."""
import re
import sqlite3

from district import VILLAGE, still

PERSON, PHONE = "周名册", "13800138000"
KEEP = {"village", "township", "district"}
SEE = KEEP | {"grid"}

# A visitor's own steps of registering; their tests stand in tests/integration and tests/browser.
OWN = {"/sign-in/phone", "/sign-in/code", "/join/{code}/slip", "/join/{code}/phone", "/join/{code}/code", "/join/{code}/who",
       "/my/devices/end", "/my/password", "/my/leave"}
OWN_PAGES = {"/join/{code}/who"}  # leads back to the beginning without a proof
GRANTED = {"/desk/residents/{code}/import": (200, 422), "/desk/join/{id}/refuse": (303, 409)}  # it was confirmed a moment before


def code_sent(place):
    """What the SMS says: no gateway is set up here, so it waits in the outbox."""
    with sqlite3.connect(f"{place.state}/m.db") as db:
        body = db.execute("SELECT body FROM outbox WHERE channel = 'sms' ORDER BY id DESC LIMIT 1").fetchone()[0]
    return re.search(r"\d{6}", body).group(0)


def build(place, world):
    village = place.people["village"]
    village.post(f"/desk/residents/{VILLAGE}", {"household_number": "001", "name": PERSON, "birth_year": "1970"})
    world["person"] = re.findall(r"/desk/resident/(\d+)", village.get(f"/desk/residents/{VILLAGE}").text)[0]
    joiner = place.client()
    joiner.csrf = joiner.token_of(f"/join/{VILLAGE}")
    joiner.post(f"/join/{VILLAGE}/phone", {"phone": PHONE})
    joiner.post(f"/join/{VILLAGE}/code", {"phone": PHONE, "code": code_sent(place)})
    joiner.post(f"/join/{VILLAGE}/who", {"name": PERSON})
    world["join"] = re.findall(r"/desk/join/(\d+)/refuse", village.get(f"/desk/residents/{VILLAGE}/waiting").text)[0]


def state_of(place, world):
    village = place.people["village"]
    pages = [village.get(path) for path in (f"/desk/residents/{VILLAGE}", f"/desk/resident/{world['person']}",
                                            f"/desk/residents/{VILLAGE}/waiting")]
    return [still(page.text) for page in pages]


def public_pages():
    return {"/join": "/join", "/join/{code}": f"/join/{VILLAGE}"}


def pages(world, everybody):
    roster = f"/desk/residents/{VILLAGE}"
    return {
        "/my": ("/my", everybody), "/my/password": ("/my/password", everybody), "/my/leave": ("/my/leave", everybody),
        "/desk/residents": ("/desk/residents", {"village", "other_village", "township", "other_township", "district",
                                                "other_district", "grid"}),
        "/desk/residents/{code}": (roster, SEE), "/desk/residents/{code}/new": (roster + "/new", KEEP),
        "/desk/residents/{code}/import": (roster + "/import", KEEP),
        "/desk/residents/{code}/waiting": (roster + "/waiting", KEEP),
        "/desk/residents/{code}/slips": (roster + "/slips", KEEP),
        "/desk/residents/{code}/slips/wall": (roster + "/slips/wall", KEEP),
        "/desk/resident/{id}": (f"/desk/resident/{world['person']}", SEE),
    }


def deeds(world):
    roster, one, join = f"/desk/residents/{VILLAGE}", f"/desk/resident/{world['person']}", f"/desk/join/{world['join']}"
    row = {"household_number": "001", "name": "新人", "birth_year": "1980"}
    sheet = "户号\t姓名\t出生年份\n001\t赵六\t1990\n"
    return {pattern: (path, fields, KEEP, None) for pattern, path, fields in [
        ("/desk/residents/{code}", roster, row),
        ("/desk/residents/{code}/import", roster + "/import", {"pasted": sheet}),
        ("/desk/residents/{code}/import/confirm", roster + "/import/confirm", {"paste": sheet}),
        ("/desk/residents/{code}/slips", roster + "/slips", {}),
        ("/desk/residents/{code}/export", roster + "/export", {"as": "csv"}),
        ("/desk/resident/{id}", one, {**row, "name": PERSON}),
        ("/desk/join/{id}/confirm", join + "/confirm", {"resident": world["person"]}),
        ("/desk/join/{id}/refuse", join + "/refuse", {"reason": "不认识"}),
        ("/desk/resident/{id}/untie", one + "/untie", {}),
        ("/desk/resident/{id}/left", one + "/left", {}), ("/desk/resident/{id}/back", one + "/back", {}),
    ]}
