"""Wall screens and paper for the wall: everybody's; see rights.py."""
from district import VILLAGE


def public_pages():
    return {"/screen/{code}": f"/screen/{VILLAGE}"}
