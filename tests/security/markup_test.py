#!/usr/bin/env python3
"""Markup, script and formulas in every field that anybody may write: no page, feed, table or header gives it life.
Usage: markup_test.py PATH-OF-MINGBAI"""
import csv
import io
import re
import sys
import urllib.parse
import xml.etree.ElementTree

from district import DISTRICT, NEIGHBOUR, PASSWORD, TOWNSHIP, VILLAGE, District, Page, check, finish, multipart, png

MARK = "QQ"  # says where a payload came out
IMG = f'"><img src=x onerror={MARK}(1)>'
SCRIPT = f"</title></textarea><script>{MARK}(2)</script>"
QUOTE = f"' onfocus={MARK}(3) autofocus x='"
BODY = "\n".join([
    f"[a](javascript:{MARK}%281%29) [b](JaVaScRiPt:{MARK}) [c](java&#9;script:{MARK}) [d](&#106;avascript:{MARK})",
    f"[e](data:text/html,<script>{MARK}</script>) [f](vbscript:{MARK}) [g](//evil.example/) [h](/\\evil.example)",
    f"![i](javascript:{MARK} \"x\\\" onerror={MARK}\") <javascript:{MARK}> <img src=x onerror={MARK}>",
    f"<a href=\"javascript:{MARK}\">k</a> [l]({MARK}\" onmouseover=\"{MARK}) `<script>`", "",
    f"<script>{MARK}</script>", "", f"[m]: javascript:{MARK}", "[m]", f"[n](<x\" onclick={MARK} y=\">)", ""])


def rows(*cells):
    return "\n".join(["登录名\t姓名\t电话\t角色\t地区代码", "\t".join(cells)])


# ---- markup in every field ----

def table():
    return {"columns": [{"name": "日期", "type": "date", "audience": "public"},
                        {"name": "凭证号", "type": "text", "audience": "public"},
                        {"name": "用途", "type": "text", "audience": "public"},
                        {"name": "支出类别", "type": "choice", "audience": "public"},
                        {"name": "收款个人", "type": "person", "audience": "public"},
                        {"name": "金额", "type": "money", "audience": "public"},
                        {"name": IMG, "type": "text", "audience": "public"}],
            "rows": [["2023-05-02", IMG, SCRIPT, "公益设施", QUOTE, "350.25", "=HYPERLINK(\"http://x\")"],
                     ["2023-05-03", "+1", "-1", "公益设施", "@SUM(A1)", "1.00", "＝1+1"]]}


def plant(place):
    """Payloads wherever anybody may write; gives what can be looked at afterwards."""
    people, world = place.people, {}
    district, village, township = people["district"], people["village"], people["township"]
    planted = []

    def form(who, path, fields, files=None):
        fields = {"csrf": who.csrf, **fields}
        answer = who.ask("POST", path, multipart(fields.items(), files) if files is not None else fields)
        planted.append((path, answer.status))
        return answer
    form(district, "/desk/catalogue/new", {
        "code": "V12", "affair": "village", "name": IMG, "name_en": SCRIPT, "plain": SCRIPT, "plain_en": IMG,
        "legal_basis": QUOTE, "position": "30", "audience": "public", "village_main": "E", "community_main": "E",
        "after_notice": "public", "files_audience": "public", "e_days": "5", "notice_days": "0", "name[0]": IMG, "type[0]": "text", "audience[0]": "public"})
    form(people["operator"], "/desk/calendar", {"first": "2023-07-08", "last": "2023-07-08", "name": IMG, "kind": "workday"})
    answer = form(district, "/desk/accounts", {"login": "hostile", "name": IMG, "phone": QUOTE, "role": "village_admin",
                                               "region": VILLAGE, "region_code": VILLAGE})
    first = re.findall(r'class="token">([^<]*)', answer.text)[0]
    form(village, f"/desk/regions/{VILLAGE}/profile", {
        "intro": SCRIPT, "address": QUOTE, "phone": IMG[:40], "contact_name": IMG, "contact_post": SCRIPT[:40],
        "contact_duty": QUOTE, "contact_phone": "javascript:QQ"}, [("picture", "p.png", png(8))])
    form(district, f"/desk/regions/{VILLAGE}/alias", {"alias": IMG[:28]})
    form(district, f"/desk/regions/{NEIGHBOUR}/rename", {"name": "<b onclick=QQ>村</b>", "day": "2023-05-01", "note": SCRIPT,
                                                          "confirm": "1"})
    world["writer"] = writer = place.client()
    writer.sign_in("hostile", first)
    writer.post("/desk/me/password", {"old_password": first, "new_password": PASSWORD})
    opened = place.client().ask("POST", "/api/v1/sessions", [{"user": "hostile", "password": PASSWORD}])
    place.api["hostile"] = place.client(opened.json["token"])
    form(writer, "/desk/me/tokens", {"name": IMG})
    world["published"] = place.write("hostile", item="F3", period="2023-05", title=IMG, summary=SCRIPT, body=BODY, table=table())
    for name in (f"{QUOTE}.png", "x;y=%22%0d%0aSet-Cookie_ a=b.png", "<svg onload=QQ>.png"):
        file = place.attach(world["published"], name, png(len(name)), who="hostile")
        check(f"a file's name is only a name: {name}", isinstance(file, dict) and file["state"] == "safe", file)
        world.setdefault("files", []).append(file)
    place.publish(world["published"], "hostile")
    world["notice"] = place.write("hostile", period="2023-05-21", title=SCRIPT[:70], summary=IMG, body=BODY)
    place.publish(world["notice"], "hostile")
    world["said"] = voices(place, form, world["notice"]["id"])
    asked = place.api["village"].ask("POST", "/api/v1/opinions", [{
        "region": VILLAGE, "kind": "complaint", "topic": "other", "body": SCRIPT + IMG, "place": QUOTE[:60], "sender": "named", "name": IMG[:20],
        "phone": "13700001234", "public": True, "for_other": True}])
    check("an opinion was taken in as text", asked.status == 201, asked.text)
    world["opinion"] = re.findall(r"/desk/opinion/(\d+)", place.people["village"].get("/desk/opinions/" + VILLAGE).text)[0]
    form(village, f"/desk/opinion/{world['opinion']}/note", {"lock": "1", "note_note": IMG + SCRIPT})
    world["returned"] = place.write("hostile", period="2023-05-22", title=QUOTE)
    place.step("hostile", world["returned"], "submit")
    form(township, f"/desk/d/{world['returned']['id']}/return", {"lock": place.lock(world["returned"]), "reason": IMG})
    world["withdrawn"] = place.write("hostile", period="2023-05-23", title=IMG)
    place.publish(world["withdrawn"], "hostile")
    place.step("township", world["withdrawn"], "withdraw", reason=SCRIPT)
    world["submitted"] = place.write("hostile", period="2023-05-24", title=IMG, summary="电话 13800138000")
    place.step("hostile", world["submitted"], "submit")
    place.step("hostile", world["published"], "correct", reason=QUOTE)
    place.step("hostile", world["published"], "submit")
    place.step("finance", world["published"], "confirm")
    refused = [each for each in planted if each[1] not in (200, 303)]
    check("the payloads were taken in as text", not refused, refused)
    return world


def voices(place, form, notice):
    """What visitors say: one that is answered and on the board, one that is still a draft of this visitor."""
    visitor, number = place.visitor, None
    for body in (SCRIPT + IMG, QUOTE + IMG):
        visitor.csrf = visitor.token_of(f"/r/{VILLAGE}/ask?notice={notice}")
        form(visitor, f"/r/{VILLAGE}/ask", {"kind": "complaint", "topic": "other", "body": body, "notice": notice})
        form(visitor, "/ask/where", {"place": IMG}, [("photo", "<svg onload=QQ>.png", png(8))])
        form(visitor, "/ask/who", {"sender": "named", "name": SCRIPT[:20], "phone": "13800138000", "open": "1", "subject": IMG[:20]})
        if number is None:
            answer = visitor.post("/ask/check")
            number = re.search(r"\d{6}-\d{6}", answer.text).group(0)
            receipt = re.search(r"\?k=(\d{16})", answer.text).group(1)
    one = f"/api/v1/opinions/{number}"
    steps = [place.api["village"].ask("POST", one + "/extension", [{"days": 3, "reason": QUOTE}]),
             place.api["village"].ask("POST", one + "/reply", [{"answer": SCRIPT + IMG, "resolve": True}]),
             place.client().ask("POST", one + "/rating", [{"rating": "basically", "reason": IMG, "receipt": receipt}])]
    check("what visitors said went its way", [each.status for each in steps] == [200] * 3, [each.text[:300] for each in steps])
    return number


def addresses(world):
    d, n, r, w, s = (world[name]["id"] for name in ("published", "notice", "returned", "withdrawn", "submitted"))
    payload = urllib.parse.quote(IMG)
    pages = [f"/r/{code}{below}" for code in (VILLAGE, NEIGHBOUR, TOWNSHIP, DISTRICT)
             for below in ("", "/party", "/village", "/finance", "/all", "/duties")]
    pages += [f"/d/{number}{below}" for number in (d, n, r, w, s) for below in ("", "/print", "/revisions/1")]
    pages += [f"/desk/d/{number}{below}" for number in (d, n, r, w, s)
              for below in ("", "/sheet", "/preview", "/preview?as=staff", "/review", "/correct", "/withdraw")]
    pages += ["/", "/sign-in", f"/sign-in?back={payload}", f"/search?q={payload}", f"/search?q={payload}&r={payload}&page={payload}",
              "/search?q=QQ", f"/?{payload}={payload}&lang=en", f"/?lang={payload}&mode={payload}", f"/{payload}", f"/d/{payload}",
              f"/r/{VILLAGE}/finance?item={payload}&period={payload}&year={payload}&cursor={payload}&page={payload}",
              f"/r/{VILLAGE}/all?cursor={payload}&rows={payload}"]
    said = f"/o/{world['said']}"
    pages += [f"/r/{VILLAGE}/opinions", f"/r/{DISTRICT}/opinions?cursor={payload}", f"/r/{VILLAGE}/ask",
              f"/r/{VILLAGE}/ask?kind={payload}", f"/r/{VILLAGE}/ask?notice={n}", f"/r/{VILLAGE}/ask?d={payload}&e={payload}", "/o", said,
              said + "/print", said + "/receipt", f"{said}?k={payload}", f"/o/{payload}", f"/my/opinions?cursor={payload}", "/ask/what",
              "/ask/similar", "/ask/where", "/ask/who", "/ask/check"]
    pages += ["/desk", "/desk/me", "/desk/d/new", f"/desk/d/new?item={payload}&period={payload}&how={payload}",
              "/desk/d/new?item=V12", "/desk/review", f"/desk/review?place={payload}&cursor={payload}", "/desk/missing",
              "/desk/opinions", f"/desk/opinions/{VILLAGE}", f"/desk/opinions/{VILLAGE}?view={payload}&cursor={payload}",
              f"/desk/opinions/{VILLAGE}?view=open", f"/desk/opinion/{world['opinion']}", f"/desk/opinion/{world['opinion']}?join={payload}",
              f"/desk/opinions/{VILLAGE}/answers", f"/desk/opinions/{DISTRICT}/figures", "/desk/visits", f"/desk/village/{VILLAGE}", f"/desk/village/{NEIGHBOUR}", "/desk/accounts",
              f"/desk/accounts?q={payload}&cursor={payload}", "/desk/accounts/new", "/desk/accounts/import", "/desk/audit",
              f"/desk/audit?cursor={payload}&account={payload}", "/desk/regions", f"/desk/regions?q={payload}", "/desk/catalogue",
              "/desk/catalogue/V12", "/desk/catalogue/V12/versions", "/desk/catalogue/V12/versions/1", "/desk/calendar?year=2023",
              f"/desk/calendar?year={payload}"]
    pages += [f"/desk/regions/{code}{below}" for code in (VILLAGE, NEIGHBOUR) for below in ("", "/rename", "/move", "/close")]
    return pages


def no_markup_lives(place, world):
    askers = {"visitor": place.visitor, "writer": world["writer"], **{
        who: place.people[who] for who in ("village", "township", "finance", "district", "operator")}}
    shown = 0
    for who, client in askers.items():
        bad, asked = [], 0
        for path in addresses(world):
            for suffix in ("", "lang=en") if who in ("visitor", "district") else ("",):
                target = path + (("&" if "?" in path else "?") + suffix if suffix else "")
                answer = client.get(target)
                if "text/html" not in (answer.headers["Content-Type"] or ""):
                    continue
                asked += 1
                shown += MARK in answer.text
                page = Page(answer.text)
                if page.alien or page.bad_urls() or "'unsafe" in (answer.headers["Content-Security-Policy"] or "'unsafe"):
                    bad.append((target, page.alien[:2], page.bad_urls()[:2]))
                if answer.status >= 500:
                    bad.append((target, answer.status))
        check(f"{who}: nothing of {asked} pages runs what somebody wrote", not bad and asked > 40, bad[:6])
    check("the payloads were on the pages that were looked at", shown > 100, shown)


def no_markup_in_forms_shown_again(place, world):
    village, district = place.people["village"], place.people["district"]
    draft = place.write(period="2023-05-25")
    again = {
        "/sign-in": (place.client(), {"login": IMG, "password": "x", "back": IMG}),
        f"/r/{VILLAGE}/ask": (place.visitor, {"kind": IMG, "topic": SCRIPT, "body": IMG, "e": IMG}),
        "/ask/what": (place.visitor, {"kind": "question", "topic": QUOTE, "body": SCRIPT}),
        "/ask/who": (place.visitor, {"sender": "phone", "name": IMG, "phone": SCRIPT, "subject": QUOTE * 9, "open": IMG}),
        "/o": (place.client(), {"number": IMG, "code": SCRIPT}),
        f"/o/{world['said']}/rate": (place.visitor, {"rating": IMG, "reason": SCRIPT}),
        f"/desk/d/{draft['id']}": (village, {"lock": place.lock(draft), "title": IMG * 9, "summary": SCRIPT, "body": BODY,
                                             "period": IMG, "do": "save"}),
        f"/desk/d/{draft['id']}/sheet": (village, {"lock": place.lock(draft), "paste": f"{IMG}\t{SCRIPT}\n{QUOTE}\t1"}),
        "/desk/d/new": (village, {"region": VILLAGE, "item": "P8", "period": "event", "event_day": IMG, "how": "exception",
                                  "reason": SCRIPT, "review_on": IMG}),
        "/desk/me/tokens": (village, {"name": IMG * 9}),
        "/desk/accounts": (district, {"login": IMG, "name": SCRIPT, "phone": QUOTE, "role": IMG, "region": IMG}),
        "/desk/accounts/import": (district, {"pasted": rows(IMG, SCRIPT, QUOTE, IMG, IMG), "password": IMG}),
        f"/desk/regions/{VILLAGE}/profile": (district, {"households": IMG, "intro": SCRIPT, "map_x": IMG, "contact_name": IMG,
                                                        "contact_post": QUOTE, "contact_duty": IMG, "contact_phone": SCRIPT}),
        f"/desk/regions/{VILLAGE}/rename": (district, {"name": "", "day": IMG, "note": SCRIPT}),
        f"/desk/regions/{VILLAGE}/move": (district, {"code": IMG, "day": IMG}),
        f"/desk/regions/{VILLAGE}/close": (district, {"successor": IMG, "day": IMG, "note": QUOTE}),
        f"/desk/regions/{VILLAGE}/alias": (district, {"alias": IMG * 9}),
        "/desk/catalogue/new": (district, {"code": IMG, "name": SCRIPT, "plain": QUOTE, "name[0]": IMG, "type[0]": IMG}),
        f"/desk/opinion/{world['opinion']}/reply": (village, {"lock": "0", "reply_answer": IMG + SCRIPT}),
        f"/desk/opinion/{world['opinion']}/extension": (village, {"lock": "1", "extension_days": IMG, "extension_reason": SCRIPT}),
        f"/desk/opinion/{world['opinion']}/merge": (village, {"lock": "1", "merge_number": QUOTE}),
        f"/desk/opinions/{VILLAGE}/answers": (village, {"title": IMG * 9, "body": SCRIPT}),
        "/desk/calendar": (place.people["operator"], {"first": IMG, "last": IMG, "name": SCRIPT}),
    }
    for path, (client, fields) in again.items():
        if client.csrf is None:
            client.csrf = client.token_of(path)
        answer = client.post(path, fields)
        page = Page(answer.text)
        check(f"{re.sub('[0-9]{6,}', 'N', path)}: what was typed comes back as text",
              answer.status in (200, 409, 422) and not page.alien and not page.bad_urls(),
              (answer.status, page.alien[:3], page.bad_urls()[:3]))


def other_outputs(place, world):
    d = world["published"]["id"]
    for code in (VILLAGE, DISTRICT):
        feed = place.visitor.get(f"/feed/{code}.atom")
        root = xml.etree.ElementTree.fromstring(feed.body)
        titles = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}title")]
        check(f"the feed of {code} is XML with the titles as text", IMG in titles, titles[:3])
    answer = place.visitor.get(f"/api/v1/disclosures/{d}")
    check("JSON is JSON, and is not sniffed", answer.json["title"] == IMG
          and answer.headers["X-Content-Type-Options"] == "nosniff" and "json" in answer.headers["Content-Type"])
    answer = place.visitor.get(f"/d/{d}.csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))) for cell in row]
    formulas = [cell for cell in cells if re.match("[=+\\-@\t\r＝＋－＠]", cell)]
    check("no cell of a CSV file is a formula", not formulas, formulas)
    check("a CSV file is saved, not shown", answer.headers["Content-Disposition"].startswith("attachment"))
    for file in world["files"]:
        check("a voucher of F3 is not for visitors", place.visitor.get(file["url"]).status == 404)
        answer = place.people["village"].get(file["url"])
        named = answer.headers["Content-Disposition"]
        check(f"a file's name breaks out of no header: {named[:50]}",
              answer.status == 200 and len(answer.headers.get_all("Set-Cookie") or []) == 0
              and re.fullmatch(r'inline; filename="[^"\\\r\n]*"; filename\*=UTF-8\'\'[A-Za-z0-9%._~-]*', named), named)
        check("and its type is the one it was made into", answer.headers["Content-Type"] == "image/jpeg"
              and answer.headers["X-Content-Type-Options"] == "nosniff" and answer.body.startswith(b"\xff\xd8\xff"))
    for path in ("/api/v1/nothing", f"/api/v1/disclosures/{urllib.parse.quote(IMG)}", "/api/v1/disclosures?cursor=x'\"",
                 "/api/v1/regions/999999999999"):
        answer = place.visitor.get(path)
        check(f"an error says nothing about the inside: {path[:40]}",
              answer.status in (400, 404, 422) and "application/problem+json" in answer.headers["Content-Type"]
              and not re.search(r"(?i)sqlite|postgres|src/|\.c:|/tmp|select ", answer.text), answer.text)


with District(sys.argv[1]) as there:
    things = plant(there)
    no_markup_lives(there, things)
    no_markup_in_forms_shown_again(there, things)
    other_outputs(there, things)
sys.exit(finish())
