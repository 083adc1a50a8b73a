"""GeoReport v2: everybody reads what everybody may read, and may report; see rights.py."""
from district import VILLAGE

RESOURCES = ("discovery", "services", "services/{code}", "requests", "servicerequestupdates")
V2 = "/open311/v2/"


def public_pages(_):
    return {f"{V2}{name}.{ending}": f"{V2}{name.replace('{code}', 'roads')}.{ending}" for name in RESOURCES
            for ending in ("json", "xml")}


# Numbers that nobody has: nothing to anybody.  (What they show of which opinion: opinion_leaks_test.py.)
NOTHING_YET = {f"{V2}{name}.{ending}": f"{V2}{name.split('/')[0]}/230601-000000.{ending}"
               for name in ("requests/{number}", "tokens/{token}") for ending in ("json", "xml")}

# Anybody may report, also without a token; a session's cookie says nothing (tests/api/open311_test.py).
POSTS = {f"POST {V2}requests.json", f"POST {V2}requests.xml"}
REPORT = {"service_code": "roads", "address_id": VILLAGE, "description": "路灯不亮"}
