"""Who sees the board of a place above villages; see rights.py."""
from district import DISTRICT, TOWNSHIP

WATCH = {"district", "inspector", "leader"}


def pages():
    return {
        "/desk/board": ("/desk/board", WATCH | {"other_district"}),
        "/desk/board/{code}": (f"/desk/board/{DISTRICT}?period=year", WATCH),
        "/desk/board/{code}/tables": (f"/desk/board/{TOWNSHIP}/tables", WATCH),
    }
