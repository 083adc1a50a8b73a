"""Who may do what with opinions on the desk; see rights.py."""
import re

from district import DISTRICT, NEIGHBOUR, VILLAGE, still

SENDER, PHONE = "钱十二", "13700007777"
OFFICE = {"village", "township", "district"}
READ = OFFICE | {"inspector"}
OFFICES = {"village", "other_village", "township", "other_township", "district", "other_district"}
LOCK = "of the opinion"  # stands for the number that the form would carry

# deed → (its fields, who may, what was done before: by the API, as whom)
DEEDS = {
    "reply": ({"reply_answer": "今天下午就来修，修好再告诉您"}, OFFICE, []),
    "resolve": ({"resolve_outcome": "换了新灯泡，晚上看过，亮了"}, OFFICE, [("village", "reply", {"answer": "这就去看三号路灯"})]),
    "pass": ({"pass_office": f"{VILLAGE[:9]}000", "pass_note": "村里修不了"}, OFFICE, []),
    "take": ({}, {"township", "district"}, []),
    "extension": ({"extension_days": "5", "extension_reason": "等配件"}, {"village", "township"}, []),
    "decide": ({"decide_grant": "yes", "decide_reason": "同意"}, {"township", "district"},
               [("village", "extension", {"days": 5, "reason": "等配件"})]),
    "merge": ({"merge_number": "of another"}, OFFICE, []),
    "move": ({"move_region": NEIGHBOUR, "move_note": "是邻村的灯"}, {"township", "district"}, []),
    "refer": ({"refer_to": "12345 政务服务便民热线", "refer_where": "打电话"}, OFFICE, []),
    "note": ({"note_note": "问过电工了"}, READ, []),
    "subject": ({"subject_subject": "周八"}, READ, []),
    "subject-gone": ({"subject-gone_subject": "周八"}, {"district", "inspector"}, [("district", "subject", {"subject": "周八"})]),
    "petition": ({}, OFFICE, []),
    "petition-settled": ({}, OFFICE, [("village", "petition", {})]),
    "hide": ({"hide_reason": "骂人"}, {"township", "district"}, []),
    "show": ({}, {"township", "district"}, [("township", "hide", {"reason": "骂人"})]),
    "photos": ({}, OFFICE, []),
    "visit": ({"visit_reached": "yes", "visit_rating": "satisfied", "visit_words": "修好了"},
              {"township", "district", "inspector", "grid"},
              [("village", "reply", {"answer": "四号路灯已经换好", "resolve": True})]),
    "follow": ({"on": "1"}, READ, []),
}


def ask(place, body, who="village", **more):
    """An opinion, entered by the village for somebody without a phone (so that no limit of a visitor's address is met):
    gives what its sender is told."""
    fields = {"region": VILLAGE, "kind": "complaint", "topic": "roads", "body": body, "sender": "named", "name": SENDER,
              "phone": PHONE, "public": True, "for_other": True, **more}
    client = place.api[who] if who else place.visitor
    answer = client.ask("POST", "/api/v1/opinions", [fields])
    if answer.status != 201:
        raise RuntimeError(f"asking: {answer.status} {answer.text}")
    return answer.json


def id_of(place, number, who="district"):
    """The number that the desk has for it."""
    answer = place.people[who].get(f"/desk/opinions/{VILLAGE}?view=open").text
    for found in re.findall(r"/desk/opinion/(\d+)", answer):
        if number in place.people[who].get(f"/desk/opinion/{found}").text:
            return found
    raise RuntimeError("no opinion " + number)


def do(place, who, sent, verb, **body):
    """A deed of an office by the API."""
    here = f"/api/v1/opinions/{sent['number']}"
    lock = place.api[who].get(here).json["lock"]
    answer = place.api[who].ask("POST", f"{here}/{verb}", [{"lock": lock, **body}])
    if answer.status not in (200, 204):
        raise RuntimeError(f"{verb}: {answer.status} {answer.text}")


def lock_of(place, path):
    page = place.people["inspector"].get(path.rsplit("/", 1)[0]).text
    found = re.search(r'name="lock" value="(\d+)"', page)
    return found.group(1) if found else "0"


def state_of(place, world):
    pages = [place.people["district"].get(f"/desk/opinion/{number}").text for number in world["opinions"].values()]
    pages += [place.people["village"].get(f"/desk/opinions/{VILLAGE}/answers").text,
              place.people["inspector"].get(f"/desk/opinions/{DISTRICT}?view=sealed").text]
    return [still(page) for page in pages]


def build(place, world):
    world["opinions"], before = {}, {}
    for at, deed in enumerate([*DEEDS, "another"]):
        before[deed] = ask(place, f"第 {at} 盏路灯不亮了，晚上看不见路，{deed}")
        world["opinions"][deed] = id_of(place, before[deed]["number"])
    for deed, (_, _, steps) in DEEDS.items():
        for who, verb, body in steps:
            do(place, who, before[deed], verb, **body)
    DEEDS["merge"][0]["merge_number"] = before["another"]["number"]
    ask(place, "村主任收了施工队的烟酒", None, kind="misconduct", about="village", public=False, sender="anonymous", name="",
        phone="", for_other=False)
    text = place.people["inspector"].get(f"/desk/opinions/{DISTRICT}?view=sealed").text
    world["sealed"] = re.findall(r"/desk/opinion/(\d+)/look", text)[0]
    place.people["village"].post(f"/desk/opinions/{VILLAGE}/answers", {"title": "路灯", "body": "这就去看"})
    text = place.people["village"].get(f"/desk/opinions/{VILLAGE}/answers").text
    world["answer"] = re.findall(r'name="id" value="(\d\d+)"', text)[0]


def pages(world):
    one, here = f"/desk/opinion/{world['opinions']['reply']}", f"/desk/opinions/{VILLAGE}"
    everybody = OFFICES | {"resident", "member", "finance", "other_finance", "inspector", "leader", "grid", "operator"}
    return {
        "/desk/opinions": ("/desk/opinions", OFFICES | {"inspector"}),
        "/desk/opinions/{code}": (here, READ),
        "/desk/opinions/{code}/answers": (here + "/answers", OFFICE),
        "/desk/opinions/{code}/figures": (here + "/figures", everybody),  # they are everybody's
        "/desk/opinion/{id}": (one, READ),
        "/desk/opinion/{id}/photo/{photo}": (one + "/photo/1", set()),  # there is none
        "/desk/opinion/{id}/photo/{photo}/thumb": (one + "/photo/1/thumb", set()),
        "/desk/visits": ("/desk/visits", OFFICES | {"inspector", "grid"}),
    }


def deeds(world):
    here = f"/desk/opinions/{VILLAGE}/answers"
    found = {f"/desk/opinion/{{id}}/{deed}": (f"/desk/opinion/{world['opinions'][deed]}/{deed}", {"lock": LOCK, **fields}, may, None)
             for deed, (fields, may, _) in DEEDS.items()}
    found["/desk/opinion/{id}/look"] = (f"/desk/opinion/{world['sealed']}/look", {}, {"inspector"}, None)
    found["/desk/opinions/{code}/answers"] = (here, {"id": "0", "title": "垃圾", "body": "这就去收"}, OFFICE, None)
    found["/desk/opinions/{code}/answers/remove"] = (here + "/remove", {"id": world["answer"]}, OFFICE, None)
    return found


# There are no photographs to show.
GRANTED = {"/desk/opinion/{id}/photos": (303, 409)}
