"""Who may do what: a row for each route of the program, and the things that stand behind the numbers in their paths."""
import re
import time

import rights_board
import rights_clue
import rights_flag
import rights_ledger
import rights_notify
import rights_open311
import rights_opinion
import rights_opinion_desk
import rights_project
import rights_property
import rights_organisation
import rights_report
import rights_roster
import rights_screen
import rights_stats
import rights_subsidy
from district import PEOPLE, ROOT, VILLAGE, check, multipart, png

ALL = {login for login, _, _ in PEOPLE}
STAFF_HERE = {"village", "finance", "township", "district", "inspector"}  # read drafts of VILLAGE
MANAGERS = {"district", "other_district", "operator"}                     # of accounts, somewhere

REGISTER = {"village", "township", "district"}                             # of households

# What stands in places that not everybody may read; looked for in every answer to those who may not.
DRAFT, CARD, CONTACT, TOKEN_NAME, STAFF_FILE = "未公开的草稿标题", "6222020200112233", "13940001111", "财务软件令牌", "内部凭证.png"
RESIDENT_CELL, HEAD = "张三丰", "户主钱七"


# ---- who may what: pattern → (path, who may) ----

def public_pages(world):
    d, n, f = world["published"]["id"], world["notice"]["id"], world["file"]["id"]
    return {
        **rights_organisation.public_pages(),
        **rights_roster.public_pages(), "/healthz": "/healthz", "/metrics": "/metrics", "/": "/", "/sign-in": "/sign-in", "/search": "/search?q=路灯",
        "/r/{code}": f"/r/{VILLAGE}", "/r/{code}/duties": f"/r/{VILLAGE}/duties",
        "/r/{code}/party": f"/r/{VILLAGE}/party", "/r/{code}/village": f"/r/{VILLAGE}/village",
        "/r/{code}/finance": f"/r/{VILLAGE}/finance", "/r/{code}/all": f"/r/{VILLAGE}/all",
        "/r/{code}/picture": f"/r/{VILLAGE}/picture", "/feed/{code}.atom": f"/feed/{VILLAGE}.atom",
        "/d/{id}": f"/d/{d}", "/d/{id}.csv": f"/d/{d}.csv", "/d/{id}/print": f"/d/{d}/print",
        "/d/{id}/revisions/{number}": f"/d/{d}/revisions/1",
        "/f/{id}": f"/f/{f}", "/f/{id}/thumb": f"/f/{f}/thumb",
        "/api/v1/disclosures": "/api/v1/disclosures?q=路灯", "/api/v1/disclosures/{id}": f"/api/v1/disclosures/{d}",
        "/api/v1/regions/{code}": f"/api/v1/regions/{VILLAGE}",
        "/api/v1/regions/{code}/summary": f"/api/v1/regions/{VILLAGE}/summary",
        "/api/v1/regions/{code}/catalogue": f"/api/v1/regions/{VILLAGE}/catalogue",
        "/api/v1/regions/{code}/duties": f"/api/v1/regions/{VILLAGE}/duties",
        "/api/v1/openapi.json": "/api/v1/openapi.json",
        "/r/{code}/property": f"/r/{VILLAGE}/property",
        "/api/v1/regions/{code}/property": f"/api/v1/regions/{VILLAGE}/property",
        "/api/v1/regions/{code}/property/{register}": f"/api/v1/regions/{VILLAGE}/property/contracts",
        "/r/{code}/money": f"/r/{VILLAGE}/money", "/r/{code}/subsidies": f"/r/{VILLAGE}/subsidies",
        "/r/{code}/projects": f"/r/{VILLAGE}/projects", "/api/v1/regions/{code}/projects": f"/api/v1/regions/{VILLAGE}/projects",
        "/api/v1/regions/{code}/subsidies": f"/api/v1/regions/{VILLAGE}/subsidies",
        "/api/v1/regions/{code}/months": f"/api/v1/regions/{VILLAGE}/months",
        "/api/v1/regions/{code}/entries": f"/api/v1/regions/{VILLAGE}/entries",
        **rights_opinion.public_pages(world),
        **rights_open311.public_pages(world), **rights_screen.public_pages(), **rights_stats.public_pages(),
    }


# Accounts that nobody has published here: nothing to anybody.
NOTHING_YET = {
    "/r/{code}/money/{period}": f"/r/{VILLAGE}/money/2023-05", "/r/{code}/money/{period}.csv": f"/r/{VILLAGE}/money/2023-05.csv",
    "/r/{code}/money/{period}.xlsx": f"/r/{VILLAGE}/money/2023.xlsx",
    "/r/{code}/money/datapackage.json": f"/r/{VILLAGE}/money/datapackage.json",
    "/api/v1/regions/{code}/months/{month}": f"/api/v1/regions/{VILLAGE}/months/2023-05",
    "/api/v1/entries/{id}": "/api/v1/entries/1", "/e/{id}/photo": "/e/1/photo", "/e/{id}/photo/{photo}": "/e/1/photo/1",
}


def desk_pages(world):
    draft, submitted, published = (world[name]["id"] for name in ("draft", "submitted", "published"))
    see, edit = STAFF_HERE, {"village", "township", "district", "operator"}
    change = {"district", "operator"}
    account = world["account"]
    return {
        "/desk": ("/desk", ALL), "/desk/me": ("/desk/me", ALL),
        "/desk/d/new": (f"/desk/d/new?region={VILLAGE}", {"village"}),
        "/desk/d/{id}": (f"/desk/d/{draft}", see), "/desk/d/{id}/sheet": (f"/desk/d/{draft}/sheet", {"village"}),
        "/desk/d/{id}/preview": (f"/desk/d/{draft}/preview", see),
        "/desk/d/{id}/review": (f"/desk/d/{submitted}/review", see),
        "/desk/d/{id}/correct": (f"/desk/d/{published}/correct", {"village"}),
        "/desk/d/{id}/withdraw": (f"/desk/d/{published}/withdraw", {"township", "district"}),
        "/desk/review": ("/desk/review", ALL - {"resident", "member", "leader", "operator", "grid"}),
        "/desk/missing": ("/desk/missing", ALL - {"resident", "member", "operator", "grid"}),
        "/desk/village/{code}": (f"/desk/village/{VILLAGE}", see),
        "/desk/accounts": ("/desk/accounts", MANAGERS), "/desk/accounts/new": ("/desk/accounts/new", MANAGERS),
        "/desk/accounts/import": ("/desk/accounts/import", MANAGERS),
        "/desk/accounts/{id}": (f"/desk/accounts/{account}", {"district", "operator"}),
        "/desk/audit": ("/desk/audit", MANAGERS | {"township", "other_township", "inspector"}),
        "/desk/regions": ("/desk/regions", ALL - {"resident", "member", "leader", "inspector", "finance", "other_finance", "grid"}),
        "/desk/regions/{code}": (f"/desk/regions/{VILLAGE}", edit),
        "/desk/regions/{code}/rename": (f"/desk/regions/{VILLAGE}/rename", change),
        "/desk/regions/{code}/move": (f"/desk/regions/{VILLAGE}/move", change),
        "/desk/regions/{code}/close": (f"/desk/regions/{VILLAGE}/close", change),
        "/desk/catalogue": ("/desk/catalogue", {"district", "other_district"}),
        "/desk/catalogue/new": ("/desk/catalogue/new", {"district", "other_district"}),
        "/desk/catalogue/{code}": ("/desk/catalogue/F3", {"district", "other_district"}),
        "/desk/catalogue/{code}/versions": ("/desk/catalogue/F3/versions", {"district", "other_district"}),
        "/desk/catalogue/{code}/versions/{version}": ("/desk/catalogue/F3/versions/1", {"district", "other_district"}),
        "/desk/calendar": ("/desk/calendar", ALL),
        "/desk/households": ("/desk/households", ALL - {"resident", "member", "leader", "operator", "grid"}),
        "/desk/households/{code}": (f"/desk/households/{VILLAGE}", see),
        "/desk/households/{code}/new": (f"/desk/households/{VILLAGE}/new", REGISTER),
        "/desk/households/{code}/import": (f"/desk/households/{VILLAGE}/import", REGISTER),
        "/desk/household/{id}": (f"/desk/household/{world['household']}", see),
        "/my/household": ("/my/household", ALL),
        **rights_subsidy.pages(world), **rights_ledger.pages(world), **rights_project.pages(world),
        **rights_property.pages(world), **rights_opinion_desk.pages(world), **rights_opinion.pages(ALL), **rights_notify.pages(world),
        **rights_roster.pages(world, ALL), **rights_screen.pages(), **rights_organisation.pages(world), **rights_clue.pages(world),
        **rights_flag.pages(world), **rights_stats.pages(), **rights_board.pages(), **rights_report.pages(),
    }


def deeds(world):
    """POST pattern → (path, fields, who may, whose lock must stay); files makes it a multipart form."""
    draft, confirming, submitted, published = (world[name] for name in ("draft", "confirming", "submitted", "published"))
    account, region = world["account"], f"/desk/regions/{VILLAGE}"
    change, catalogue = {"district", "operator"}, {"district", "other_district"}

    def of(disclosure, verb, who, **fields):
        return f"/desk/d/{disclosure['id']}{verb}", fields, who, disclosure
    return {
        "/desk/d/new": ("/desk/d/new", {"region": VILLAGE, "item": "P8", "period": "event", "event_day": "2023-05-09",
                                        "how": "fill"}, {"village"}, None),
        "/desk/d/{id}": of(draft, "", {"village"}, title="改了", period="2023-05-18"),
        "/desk/d/{id}/discard": of(draft, "/discard", {"village"}),
        "/desk/d/{id}/sheet": of(draft, "/sheet", {"village"}, paste="a\tb\n1\t2"),
        "/desk/d/{id}/mask": of(draft, "/mask", {"village"}),
        "/desk/d/{id}/submit": of(draft, "/submit", {"village"}),
        "/desk/d/{id}/approve": of(submitted, "/approve", {"township"}, personal_ok="1"),
        "/desk/d/{id}/confirm": of(confirming, "/confirm", {"finance"}),
        "/desk/d/{id}/return": of(submitted, "/return", {"township"}, reason="不行"),
        "/desk/d/{id}/correct": of(published, "/correct", {"village"}, reason="错了"),
        "/desk/d/{id}/withdraw": of(published, "/withdraw", {"township", "district"}, reason="错了"),
        "/desk/me/tokens/{id}/revoke": (f"/desk/me/tokens/{world['token']}/revoke", {}, {"village"}, None),
        "/desk/accounts": ("/desk/accounts", {"login": "new", "name": "新", "role": "village_admin", "region": VILLAGE,
                                              "region_code": VILLAGE}, {"district", "operator"}, None),
        "/desk/accounts/{id}/grant": (f"/desk/accounts/{account}/grant", {"role": "finance_group", "region": VILLAGE,
                                                                          "region_code": VILLAGE}, change, None),
        "/desk/accounts/{id}/revoke": (f"/desk/accounts/{account}/revoke", {"role": "finance_group", "region": VILLAGE},
                                       change, None),
        "/desk/accounts/{id}/disable": (f"/desk/accounts/{account}/disable", {}, change, None),
        "/desk/accounts/{id}/enable": (f"/desk/accounts/{account}/enable", {}, change, None),
        "/desk/accounts/{id}/password": (f"/desk/accounts/{account}/password", {}, change, None),
        "/desk/accounts/import": ("/desk/accounts/import", {"pasted": "登录名,姓名,电话,角色,地区代码\n"}, MANAGERS, None),
        "/desk/accounts/import/confirm": ("/desk/accounts/import/confirm", {
            "paste": f"登录名\t姓名\t电话\t角色\t地区代码\nli\t李\t\t村(社区)管理员\t{VILLAGE}\n"}, {"district", "operator"}, None),
        "/desk/regions/{code}/profile": (region + "/profile", {"households": "514"}, {"village", "township", "district"},
                                         None),
        "/desk/regions/{code}/alias": (region + "/alias", {"alias": "老鲍家"}, change, None),
        "/desk/regions/{code}/rename": (region + "/rename", {"name": "新名", "day": "2023-05-01", "confirm": "1"}, change,
                                        None),
        "/desk/regions/{code}/move": (region + "/move", {"code": "210111011299", "day": "2023-05-01"}, change, None),
        "/desk/regions/{code}/close": (region + "/close", {"day": "2023-05-01"}, change, None),
        "/desk/catalogue/new": ("/desk/catalogue/new", {"code": "V11", "name": "村里的事"}, catalogue, None),
        "/desk/catalogue/{code}": ("/desk/catalogue/F3", {"name": "花费"}, catalogue, None),
        "/desk/catalogue/{code}/retire": ("/desk/catalogue/F4/retire", {"version": "1"}, catalogue, None),
        "/desk/catalogue/{code}/restore": ("/desk/catalogue/F4/restore", {"version": "2"}, catalogue, None),
        "/desk/calendar": ("/desk/calendar", {"first": "2023-07-08", "last": "2023-07-09", "name": "庙会",
                                              "kind": "workday"}, {"operator"}, None),
        "/desk/calendar/remove": ("/desk/calendar/remove", {"day": "2023-10-01"}, {"operator"}, None),
        **household_deeds(world), **rights_subsidy.deeds(world), **rights_ledger.deeds(world), **rights_project.deeds(world),
        **rights_property.deeds(world), **rights_opinion_desk.deeds(world), **rights_notify.deeds(world),
        **rights_roster.deeds(world), **rights_organisation.deeds(world), **rights_clue.deeds(world), **rights_flag.deeds(world),
        **rights_stats.deeds(),
    }


def household_deeds(world):
    home, register = f"/desk/household/{world['household']}", f"/desk/households/{VILLAGE}"
    row = {"number": "002", "head": "王五", "group_name": "二组"}
    return {pattern: (path, fields, REGISTER, None) for pattern, path, fields in [
        ("/desk/households/{code}", register, row),
        ("/desk/households/{code}/import", register + "/import", {"pasted": "户号\t户主\n003\t赵六\n"}),
        ("/desk/households/{code}/import/confirm", register + "/import/confirm", {"paste": "户号\t户主\n003\t赵六\n"}),
        ("/desk/household/{id}", home, {**row, "number": "001", "head": "改了"}),
        ("/desk/household/{id}/close", home + "/close", {}), ("/desk/household/{id}/open", home + "/open", {}),
        ("/desk/household/{id}/link", home + "/link", {"login": "resident"}),
        ("/desk/household/{id}/unlink", home + "/unlink", {"account": world["resident"]}),
    ]}


# What anybody who is signed in does to themselves only, and what visitors may send; their tests stand elsewhere.
OWN = {"/desk/me/password", "/desk/me/tokens", "/desk/me/sign-out-everywhere", "/sign-out", "/sign-in",
       "/desk/accounts/import/file"}

# Deeds whose form is not whole here: 422 says so, after permission was given.
GRANTED = {"/desk/catalogue/new": (422,), "/desk/catalogue/{code}": (409, 422), "/desk/accounts/import": (422,),
           "/desk/d/{id}/sheet": (200, 422), **rights_subsidy.GRANTED, **rights_ledger.GRANTED, **rights_project.GRANTED,
        **rights_property.GRANTED, **rights_opinion_desk.GRANTED, **rights_roster.GRANTED, **rights_clue.GRANTED}

API_DEEDS = {  # verb → (which disclosure, who may)
    "submit": ("draft", {"village"}), "confirm": ("confirming", {"finance"}), "approve": ("submitted", {"township"}),
    "return": ("submitted", {"township"}), "correct": ("published", {"village"}),
    "withdraw": ("published", {"township", "district"}),
}
API_OTHER = {"POST /api/v1/sessions", "DELETE /api/v1/sessions", "PUT /api/v1/password", "POST /api/v1/disclosures",
             "PUT /api/v1/disclosures/{id}", "POST /api/v1/disclosures/{id}/attachments"}


def routes_of_the_program(place):
    """Those that stand in the sources, without those that no table of the program has."""
    found = set()
    for path in (ROOT / "src").rglob("*.c"):
        text = path.read_text(encoding="utf-8")
        names = dict(re.findall(r'#define (\w+) "(/[^"]*)"', text))
        for method, name, pattern in re.findall(r'\{METHOD_(\w+),\s*([A-Z]\w*)?\s*(?:"([^"]*)")?,', text):
            whole = names.get(name, "") + pattern
            if place.visitor.ask("PATCH", re.sub(r"{\w+}", "1", whole)).status == 405:
                found.add(f"{method} {whole}")
    return found


def every_route_has_a_row(place, world):
    rows = {"GET " + pattern for pattern in rights_roster.OWN_PAGES}
    rows |= {"GET " + pattern for pattern in {**public_pages(world), **desk_pages(world), **rights_subsidy.api_reads(world),
                                             **rights_ledger.api_reads(world), **rights_project.api_reads(world),
        **rights_property.api_reads(world), **rights_opinion.api_reads(world), **rights_clue.api_reads(world), **rights_flag.api_reads(world),
        **rights_opinion.nothing_yet(world),
                                             **rights_project.nothing_yet(world), **NOTHING_YET, **rights_open311.NOTHING_YET}}
    rows |= {"POST " + pattern for pattern in set(deeds(world)) | OWN | rights_roster.OWN}
    rows |= set(rights_subsidy.api_deeds(world)) | set(rights_ledger.api_deeds(world)) | set(rights_project.api_deeds(world))
    rows |= set(rights_opinion.api_deeds(world)) | rights_opinion.ANYBODY | set(rights_clue.api_deeds(world))
    rows |= set(rights_flag.api_deeds(world))
    rows |= set(rights_property.api_deeds(world)) | {"GET /d/{id}/object", "GET /e/{id}/ask"}
    rows |= rights_open311.POSTS
    rows |= API_OTHER | {"POST /api/v1/disclosures/{id}/" + verb for verb in API_DEEDS}
    there = routes_of_the_program(place)
    check("the program's routes were found", len(there) > 90, sorted(there))
    for route in sorted(there - rows):
        check(f"{route} has a row in rights.py", False)
    for route in sorted(rows - there):
        check(f"{route} is still a route", False)


# ---- the world that is asked about ----

def table():
    return {"columns": [{"name": "日期", "type": "date", "audience": "public"},
                        {"name": "凭证号", "type": "text", "audience": "public"},
                        {"name": "用途", "type": "text", "audience": "public"},
                        {"name": "支出类别", "type": "choice", "audience": "public"},
                        {"name": "收款个人", "type": "person", "audience": "public"},
                        {"name": "金额", "type": "money", "audience": "public"},
                        {"name": "住户", "type": "text", "audience": "residents"},
                        {"name": "卡号", "type": "card", "audience": "staff"}],
            "rows": [["2023-05-02", "记-001", "路灯维修", "公益设施", "王小明", "350.25", RESIDENT_CELL, CARD]]}


def build(place):
    world = {}
    village = place.people["village"]
    world["draft"] = place.write(title=DRAFT)
    world["draft_file"] = place.attach(world["draft"], "草稿照片.png", png(4))
    world["confirming"] = place.write(item="F2", period="2023-04", title=DRAFT)
    place.step("village", world["confirming"], "submit")
    world["submitted"] = place.write(title=DRAFT, period="2023-05-19")
    place.step("village", world["submitted"], "submit")
    world["published"] = place.write(item="F3", period="2023-05", title="五月支出", table=table())
    world["voucher"] = place.attach(world["published"], "路灯.png", png(5))
    world["staff_file"] = place.attach(world["published"], STAFF_FILE, png(6), "staff")
    place.publish(world["published"])
    world["withdrawn"] = place.write(title=DRAFT, period="2023-05-20")
    world["withdrawn_file"] = place.attach(world["withdrawn"], "撤回.png", png(7))
    place.publish(world["withdrawn"])
    place.step("township", world["withdrawn"], "withdraw", reason="重复")
    world["notice"] = place.write(title="公示", period="2023-05-21")
    world["file"] = place.attach(world["notice"], "现场.png", png(8))
    place.publish(world["notice"])
    village.post("/desk/me/tokens", {"name": TOKEN_NAME})
    world["token"] = re.findall(r"/desk/me/tokens/(\d+)/revoke", village.get("/desk/me").text)[0]
    found = place.people["district"].get("/desk/accounts?q=other_finance").text
    world["account"] = re.findall(r"/desk/accounts/(\d+)", found)[0]
    found = place.people["district"].get("/desk/accounts?q=resident").text
    world["resident"] = re.findall(r"/desk/accounts/(\d+)", found)[0]
    village.post(f"/desk/households/{VILLAGE}", {"number": "001", "head": HEAD, "address": "村东一号"})
    world["household"] = re.findall(r"/desk/household/(\d+)", village.get(f"/desk/households/{VILLAGE}").text)[0]
    village.post(f"/desk/household/{world['household']}/link", {"login": "resident"})
    rights_subsidy.build(place, world)
    rights_ledger.build(place, world)
    rights_project.build(place, world)
    rights_property.build(place, world)
    rights_opinion_desk.build(place, world)
    rights_opinion.build(place, world)
    rights_roster.build(place, world)
    rights_organisation.build(place, world)
    rights_clue.build(place, world)
    rights_flag.build(place, world)
    village.ask("POST", f"/desk/regions/{VILLAGE}/profile", multipart([("csrf", village.csrf), ("households", "514")],
                                                                      [("picture", "p.png", png(8))]))
    for _ in range(200):
        if place.visitor.get(f"/r/{VILLAGE}/picture").status == 200:
            break
        time.sleep(0.1)
    return world
