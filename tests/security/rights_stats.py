"""Who may do what with the statistics; see rights.py."""
from district import TOWNSHIP, VILLAGE, still

ABOVE = {"township", "district", "inspector", "leader"}
HERE = ABOVE | {"village", "finance"}
WORK = HERE | {"other_village", "other_finance", "other_township", "other_district"}


def state_of(place, world):
    return [still(place.people["leader"].get(f"/desk/stats/{TOWNSHIP}/compare").text)]


def public_pages():
    return {"/api/v1/regions/{code}/indicators": f"/api/v1/regions/{VILLAGE}/indicators"}


def pages():
    return {
        "/desk/stats": ("/desk/stats", WORK), "/desk/stats/{code}": (f"/desk/stats/{VILLAGE}", HERE),
        "/desk/stats/{code}/of/{name}": (f"/desk/stats/{VILLAGE}/of/on_time_rate", HERE),
        "/desk/stats/{code}/compare": (f"/desk/stats/{TOWNSHIP}/compare", ABOVE),
    }


def deeds():
    return {"/desk/stats/{code}/compare": (f"/desk/stats/{TOWNSHIP}/compare", {"compare": "off"}, {"district"}, None)}
