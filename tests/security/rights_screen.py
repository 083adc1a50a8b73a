"""Wall screens, which are everybody's, and paper for the wall, which those who work at a place make; see rights.py."""
from district import VILLAGE

SEE = {"village", "finance", "township", "district", "inspector"}
ELSEWHERE = {"other_village", "other_finance", "other_township", "other_district"}


def public_pages():
    return {"/screen/{code}": f"/screen/{VILLAGE}"}


def pages():
    one = f"/desk/outreach/{VILLAGE}"
    return {
        "/desk/outreach": ("/desk/outreach", SEE | ELSEWHERE),
        "/desk/outreach/{code}": (one, SEE),
        "/desk/outreach/{code}/{file}": (one + "/broadcast.txt", SEE),
    }
