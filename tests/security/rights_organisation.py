"""Who may do what with training, leading groups and the sheet of the working calendar; see rights.py."""
import re

from district import DISTRICT, TOWNSHIP, VILLAGE, still

HOLD = {"township", "district"}
SEE = HOLD | {"inspector"}
WORK = {"village", "other_village", "finance", "other_finance", "township", "other_township", "district", "other_district", "inspector"}
KEEP = {"village", "township", "district"}
SESSION = {"title": "平台操作培训", "day": "2023-05-18", "hours": "2", "counts": "1"}
MEMBER = {"name": "王建国", "office": "村党支部书记", "part": "head"}


def hold(place):
    answer = place.people["township"].post(f"/desk/trainings/{TOWNSHIP}", SESSION)
    return re.search(r"/desk/training/(\d+)", answer.where).group(1)


def build(place, world):
    world["training"], world["training_spare"] = hold(place), hold(place)
    district = place.people["district"]
    found = district.get("/desk/accounts?q=other_village").text
    world["trainee"] = re.findall(r"/desk/accounts/(\d+)", found)[0]
    place.people["village"].post(f"/desk/group/{VILLAGE}", MEMBER)
    page = place.people["village"].get(f"/desk/group/{VILLAGE}").text
    world["group_member"] = re.findall(r'name="id" value="(\d{5,})"', page)[0]


def state_of(place, world):
    district = place.people["district"]
    pages = [district.get(path) for path in (f"/desk/trainings/{TOWNSHIP}", f"/desk/trainings/{DISTRICT}",
                                             f"/desk/training/{world['training']}", f"/desk/group/{VILLAGE}")]
    return [still(page.text) for page in pages]


def public_pages():
    return {"/api/v1/regions/{code}/group": f"/api/v1/regions/{VILLAGE}/group"}


def pages(world):
    one = f"/desk/training/{world['training']}"
    return {
        "/desk/trainings": ("/desk/trainings", WORK),
        "/desk/trainings/{code}": (f"/desk/trainings/{TOWNSHIP}", SEE),
        "/desk/trainings/{code}/new": (f"/desk/trainings/{TOWNSHIP}/new", HOLD),
        "/desk/training/{id}": (one, SEE), "/desk/training/{id}/edit": (one + "/edit", HOLD),
        "/desk/training/{id}/import": (one + "/import", HOLD), "/desk/training/{id}/list.pdf": (one + "/list.pdf", HOLD),
        "/desk/group": ("/desk/group", {"village", "other_village", "township", "other_township", "district", "other_district"}),
        "/desk/group/{code}": (f"/desk/group/{VILLAGE}", KEEP),
        "/desk/calendar/import": ("/desk/calendar/import", {"operator"}),
    }


def deeds(world):
    one, group = f"/desk/training/{world['training']}", f"/desk/group/{VILLAGE}"
    sheet, days = "登录名\nother_village\n", "日期\t类型\t名称\n2023-07-10\t放假\t庙会\n"
    return {pattern: (path, fields, may, None) for pattern, path, fields, may in [
        ("/desk/trainings/{code}", f"/desk/trainings/{TOWNSHIP}", SESSION, HOLD),
        ("/desk/trainings/{code}/rule", f"/desk/trainings/{DISTRICT}/rule", {"required": "0"}, {"district"}),
        ("/desk/training/{id}", one, {**SESSION, "title": "改了"}, HOLD),
        ("/desk/training/{id}/attendance", one + "/attendance", {"shown": world["trainee"], "present": world["trainee"]}, HOLD),
        ("/desk/training/{id}/import", one + "/import", {"pasted": sheet}, HOLD),
        ("/desk/training/{id}/import/confirm", one + "/import/confirm", {"paste": sheet}, HOLD),
        ("/desk/training/{id}/remove", f"/desk/training/{world['training_spare']}/remove", {}, HOLD),
        ("/desk/group/{code}", group, {**MEMBER, "id": world["group_member"], "name": "改了"}, KEEP),
        ("/desk/group/{code}/remove", group + "/remove", {"id": world["group_member"]}, KEEP),
        ("/desk/calendar/import", "/desk/calendar/import", {"pasted": days}, {"operator"}),
        ("/desk/calendar/import/confirm", "/desk/calendar/import/confirm", {"paste": days}, {"operator"}),
    ]}
