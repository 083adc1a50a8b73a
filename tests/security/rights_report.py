"""Who may have the monthly report of a place; see rights.py."""
from district import VILLAGE

SEE = {"village", "finance", "township", "district", "inspector", "leader"}
ELSEWHERE = {"other_village", "other_finance", "other_township", "other_district"}


def pages():
    one = f"/desk/report/{VILLAGE}"
    return {
        "/desk/report": ("/desk/report", SEE | ELSEWHERE),
        "/desk/report/{code}": (one + "?month=2023-04", SEE),
        "/desk/report/{code}/{file}": (one + "/2023-04.xlsx", SEE),
    }
