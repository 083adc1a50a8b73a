"""Who may do what with projects; see rights.py."""
import re

from district import DISTRICT, TOWNSHIP, VILLAGE, still

SEE = {"village", "finance", "township", "district", "inspector"}
KEEP = {"village"}                 # a village's projects are kept by the village
FAMILY, AGREEMENT = "户主周十一", "搬迁协字第9号"
LOCK = "of the project"            # stands for the number that the form would carry
ELSEWHERE = {"other_village", "other_finance", "other_township", "other_district"}


def lock_of(place, path):
    project = re.match(r"(/desk/project/\d+)", path).group(1)
    return re.search(r'name="lock" value="(\d+)"', place.people["village"].get(project + "/edit").text).group(1)


def state_of(place, world):
    paths = [f"/desk/projects/{DISTRICT}"]
    for project in (world["relocation"], world["works"]):
        paths += [project, project + "/edit"]
    paths += [f"{world['relocation']}/households/{VILLAGE}", world["relocation"] + "/buildings", world["works"] + "/tender"]
    pages = [place.people["village"].get(path) for path in paths]
    return [still(page.text) for page in pages]


def begin(place, kind, name):
    answer = place.people["village"].post(f"/desk/projects/{VILLAGE}/new", {"kind": kind, "name": name, "budget": "90000"})
    return re.match(r"/desk/project/\d+", answer.where).group(0)


def build(place, world):
    village = place.people["village"]

    def post(path, **fields):
        return village.post(path, {"lock": lock_of(place, path), **fields})

    def number(page, what):
        return re.findall(rf"/{what}/(\d+)", village.get(page).text)[0]

    one = world["relocation"] = begin(place, "relocation", "铁路外迁")
    post(one + "/standards", item="住宅", unit="平方米", standard="3600", note="")
    post(one + "/household/new", place=VILLAGE, building="1号楼", number="001", head=FAMILY, agreement=AGREEMENT,
         signed_day="2023-05-01", item="住宅", quantity="10", standard="", amount="")
    post(one + "/building/new", place=VILLAGE, name="2号楼")
    world["family"] = number(f"{one}/households/{VILLAGE}", "household")
    world["stage"] = number(one, "stage")
    world["building"] = re.findall(r"/building/(\d+)", village.get(one + "/buildings").text)[-1]  # it has no households
    two = world["works"] = begin(place, "works", "村西路")
    post(two + "/tender", way="direct", day="2023-04-01", contractor="甲公司", contract="5000", contract_day="2023-04-02")
    post(two + "/payment/new", day="2023-05-02", amount="500", voucher="记-1", note="")
    post(two + "/change/new", day="2023-05-02", amount="100", reason="加宽", decision="会议")
    world["payment"], world["change"] = number(two, "payment"), number(two, "change")


def pages(world):
    one, two = world["relocation"], world["works"]
    rows = f"{one}/households/{VILLAGE}"
    return {
        "/desk/projects": ("/desk/projects", SEE | ELSEWHERE),
        "/desk/projects/{code}": (f"/desk/projects/{VILLAGE}", SEE),
        "/desk/projects/{code}/new": (f"/desk/projects/{TOWNSHIP}/new", {"township", "district"}),
        "/desk/project/{id}": (one, SEE), "/desk/project/{id}/edit": (one + "/edit", KEEP),
        "/desk/project/{id}/stage/{stage}": (f"{one}/stage/{world['stage']}", KEEP),
        "/desk/project/{id}/stage/{stage}/hand-in/{code}": (f"{one}/stage/{world['stage']}/hand-in/{VILLAGE}", SEE),
        "/desk/project/{id}/standards": (one + "/standards", KEEP), "/desk/project/{id}/buildings": (one + "/buildings", KEEP),
        "/desk/project/{id}/households/{code}": (rows, SEE), "/desk/project/{id}/households/{code}/sheet": (rows + "/sheet", KEEP),
        "/desk/project/{id}/households/{code}/export": (rows + "/export", SEE),
        "/desk/project/{id}/household/{household}": (f"{one}/household/{world['family']}", SEE),
        "/project/{id}/households": (one.replace("/desk", "") + "/households", set()),  # nothing of it is published
        "/desk/project/{id}/tender": (two + "/tender", KEEP),
        "/desk/project/{id}/payment/{payment}": (f"{two}/payment/{world['payment']}", KEEP),
        "/desk/project/{id}/change/{change}": (f"{two}/change/{world['change']}", KEEP),
    }


def deeds(world):
    one, two = world["relocation"], world["works"]
    family, stage, building = (f"{one}/{name}/{world[key]}" for name, key in (
        ("household", "family"), ("stage", "stage"), ("building", "building")))
    payment, change = f"{two}/payment/{world['payment']}", f"{two}/change/{world['change']}"
    rows = f"{one}/households/{VILLAGE}"
    whole = {"building": "1号楼", "number": "001", "head": "改了", "item": "住宅", "quantity": "20", "standard": "", "amount": ""}
    spent = {"day": "2023-05-03", "amount": "600"}

    def row(path, fields, may=KEEP):
        return path, {"lock": LOCK, **fields}, may, None
    return {
        "/desk/projects/{code}/new": (f"/desk/projects/{VILLAGE}/new", {"kind": "works", "name": "新的路"}, KEEP, None),
        "/desk/project/{id}/edit": row(one + "/edit", {"name": "改名", "budget": "1"}),
        "/desk/project/{id}/stage/{stage}": row(stage, {"name": "改名", "phase": "before", "actual_start": "2023-05-01"}),
        "/desk/project/{id}/stage/{stage}/hand-in/{code}": row(f"{stage}/hand-in/{VILLAGE}", {"explanation": "对"}),
        "/desk/project/{id}/stage/{stage}/remove": row(stage + "/remove", {}),
        "/desk/project/{id}/standards": row(one + "/standards", {"item": "住宅", "unit": "间", "standard": "9", "note": ""}),
        "/desk/project/{id}/building/{building}": row(building, {"name": "三号楼"}),
        "/desk/project/{id}/building/{building}/remove": row(building + "/remove", {}),
        "/desk/project/{id}/household/{household}": row(family, whole),
        "/desk/project/{id}/household/{household}/sign": row(family + "/sign", {"day": "2023-05-04", "agreement": "x"}),
        "/desk/project/{id}/household/{household}/pay": row(family + "/pay", {"day": "2023-05-05"}),
        "/desk/project/{id}/households/{code}/pay": row(rows + "/pay", {"day": "2023-05-05"}),
        "/desk/project/{id}/households/{code}/sheet": row(rows + "/sheet", {"paste": "户号\t户主\n1\t2"}),
        "/desk/project/{id}/household/{household}/remove": row(family + "/remove", {}),
        "/desk/project/{id}/reopen": row(one + "/reopen", {"reason": "错了"}),
        "/desk/project/{id}/tender": row(two + "/tender", {"way": "direct", "day": "2023-05-01", "contractor": "甲公司",
                                                           "contract": "5000", "contract_day": "2023-05-02"}),
        "/desk/project/{id}/payment/{payment}": row(payment, spent),
        "/desk/project/{id}/payment/{payment}/remove": row(payment + "/remove", {}),
        "/desk/project/{id}/change/{change}": row(change, {**spent, "reason": "又加宽", "decision": "会议"}),
        "/desk/project/{id}/change/{change}/remove": row(change + "/remove", {}),
        "/desk/project/{id}/discard": row(two + "/discard", {}),
    }


def api_reads(world):
    one = world["relocation"].replace("/desk/project", "/api/v1/projects")
    return {"/api/v1/projects/{id}": (one, SEE), "/api/v1/projects/{id}/households": (one + "/households", SEE)}


def api_deeds(world):
    one, two = (world[name].replace("/desk/project", "/api/v1/projects") for name in ("relocation", "works"))
    stage, family = f"{one}/stages/{world['stage']}", f"{one}/households/{world['family']}"
    rows = [{"building": "1号楼", "number": "001", "head": "改了", "item": "住宅", "quantity": "1"}]
    tries = {
        "POST /api/v1/regions/{code}/projects": (f"/api/v1/regions/{VILLAGE}/projects", {"kind": "works", "name": "再修路"}),
        "PUT /api/v1/projects/{id}": (one, {"name": "改名"}), "DELETE /api/v1/projects/{id}": (two, {}),
        "POST /api/v1/projects/{id}/reopen": (one + "/reopen", {"reason": "错了"}),
        "POST /api/v1/projects/{id}/stages": (one + "/stages", {"name": "又一步", "phase": "after"}),
        "PUT /api/v1/projects/{id}/stages/{stage}": (stage, {"name": "改名"}),
        "DELETE /api/v1/projects/{id}/stages/{stage}": (stage, {}),
        "POST /api/v1/projects/{id}/stages/{stage}/hand-in": (stage + "/hand-in", {"explanation": "对"}),
        "PUT /api/v1/projects/{id}/standards": (one + "/standards", {"standards": [{"item": "住宅", "unit": "间", "standard": "8"}]}),
        "PUT /api/v1/projects/{id}/households": (one + "/households", {"rows": rows}),
        "POST /api/v1/projects/{id}/households/{household}/sign": (family + "/sign", {"signed_on": "2023-05-06"}),
        "POST /api/v1/projects/{id}/households/{household}/pay": (family + "/pay", {"paid_on": "2023-05-07"}),
        "PUT /api/v1/projects/{id}/tender": (two + "/tender", {"way": "public", "bids": []}),
        "PUT /api/v1/projects/{id}/payments": (two + "/payments", {"payments": []}),
        "POST /api/v1/projects/{id}/changes": (two + "/changes", {"decided_on": "2023-05-01", "amount": "1", "reason": "加"}),
        "DELETE /api/v1/projects/{id}/changes/{change}": (f"{two}/changes/{world['change']}", {}),
    }
    return {route: (path, body, KEEP) for route, (path, body) in tries.items()}


# After a stage was handed in it stays, and what it tells waits for the review; what is not published is not opened again.
GRANTED = {"/desk/project/{id}/stage/{stage}/remove": (409,), "/desk/project/{id}/households/{code}/sheet": (200, 422),
           "/desk/project/{id}/standards": (303, 422), "/desk/project/{id}/household/{household}": (303, 422),
           "/desk/project/{id}/household/{household}/remove": (303, 422), "/desk/project/{id}/reopen": (303, 409, 422)}


def nothing_yet(world):
    """Nothing of it is published: the public pages show it to nobody."""
    return {"/project/{id}": world["relocation"].replace("/desk", "")}
