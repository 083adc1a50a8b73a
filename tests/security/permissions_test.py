#!/usr/bin/env python3
"""Every route, asked by somebody in every role, here and elsewhere: who gets in, who does not, that a refused deed
changes nothing, and that nobody reads what is not theirs.  A route without a row in rights.py fails the test.
Usage: permissions_test.py PATH-OF-MINGBAI"""
import re
import sys

import rights
import rights_clue
import rights_flag
import rights_ledger
import rights_opinion
import rights_open311
import rights_opinion_desk
import rights_project
import rights_property
import rights_organisation
import rights_roster
import rights_stats
import rights_subsidy
from district import (DISTRICT, FAR, NEIGHBOUR, OTHER_DISTRICT, PASSWORD, TOWNSHIP, VILLAGE, District, check, finish, multipart,
                      png)
from rights import ALL, CARD, DRAFT, HEAD, RESIDENT_CELL, STAFF_FILE, STAFF_HERE, TOKEN_NAME


# ---- reading ----

def leaks(login, text):
    """What this person should not have been shown."""
    found = []
    if login == "resident":
        text = text.replace(HEAD, "")  # it is their own household
    if login not in STAFF_HERE:
        found += [word for word in (DRAFT, CARD, STAFF_FILE, HEAD, rights_subsidy.PAYEE, rights_subsidy.CARD_TAIL, rights_ledger.NUMBER,
                                rights_project.FAMILY, rights_project.AGREEMENT,
                                rights_property.PARTY,
                                "草稿照片") if word in text]
    if login not in STAFF_HERE | {"resident", "member", "leader", "grid"}:
        found += [word for word in (RESIDENT_CELL,) if word in text]
    if login not in {"village", "township", "district", "inspector"}:
        found += [word for word in (rights_opinion_desk.SENDER,) if word in text]
    if login != "inspector":
        found += [word for word in (rights_clue.SECRET, rights_clue.NAMED) if word in text]
    if login not in rights_roster.SEE:
        found += [word for word in (rights_roster.PERSON,) if word in text]
    return found + ([TOKEN_NAME] if login != "village" and TOKEN_NAME in text else [])


def reading(place, world):
    askers = {"visitor": place.visitor, **place.people}
    for pattern, path in rights.public_pages(world).items():
        bad = []
        for login, client in askers.items():
            answer = client.get(path.replace("路灯", "%E8%B7%AF%E7%81%AF"))
            if answer.status != 200 or leaks(login, answer.text):
                bad.append((login, answer.status, leaks(login, answer.text)))
        check(f"GET {pattern}: everybody, and no more than is theirs", not bad, bad)
    for path in (f"/f/{world['voucher']['id']}", f"/f/{world['voucher']['id']}/thumb"):
        seen = {login for login, client in askers.items() if client.get(path).status == 200}
        check(f"GET {path}: vouchers of an item that keeps them for residents",
              seen == STAFF_HERE | {"resident", "member", "leader", "grid"}, seen)
    for pattern, (path, may) in rights.desk_pages(world).items():
        bad = []
        for login, client in place.people.items():
            answer = client.get(path)
            own_place = re.match("/desk/(regions|households|residents|subsidies|projects|property|statements|opinions|trainings|group|petitions|flags|board|report|outside)/", answer.where or "") is not None
            inside = answer.status == 200 or (answer.status == 303 and own_place)
            found = leaks(login, answer.text)
            if (path, login) == ("/desk/audit", "operator"):
                found = []  # the trail of the whole installation names what was done
            if inside != (login in may) or not (inside or answer.status in (403, 404)) or found:
                bad.append((login, answer.status, answer.where, found))
        answer = place.visitor.get(path)
        if answer.status != 303 or not answer.where.startswith("/sign-in?back=") or len(answer.text) != 0:
            bad.append(("visitor", answer.status, answer.where))
        check(f"GET {pattern}: {len(may)} roles", not bad, bad)


def programs_read(place, world):
    for pattern, (path, may) in {**rights_subsidy.api_reads(world), **rights_ledger.api_reads(world), **rights_project.api_reads(world),
        **rights_property.api_reads(world), **rights_opinion.api_reads(world), **rights_clue.api_reads(world),
        **rights_flag.api_reads(world)}.items():
        bad = []
        for login, client in place.api.items():
            answer = client.get(path)
            if (answer.status == 200) != (may is None or login in may) or answer.status not in (200, 403, 404) \
                    or leaks(login, answer.text):
                bad.append((login, answer.status, leaks(login, answer.text)))
        check(f"GET {pattern}: to whom it belongs", not bad, bad)
        check(f"GET {pattern}: not to visitors", place.visitor.get(path).status in (401, 404))
    for pattern, path in {**rights.NOTHING_YET, **rights_project.nothing_yet(world), **rights_opinion.nothing_yet(world),
                          **rights_open311.NOTHING_YET}.items():
        others = [place.visitor, *(person for login, person in place.people.items() if login not in STAFF_HERE)]
        statuses = {client.get(path).status for client in others}
        check(f"GET {pattern}: nothing is published yet", statuses == {404}, statuses)
    visitor = place.client()
    visitor.csrf = visitor.token_of(f"/r/{VILLAGE}/ask?kind=question")
    for field, number in (("e", "1"), ("d", world["draft"]["id"])):
        question = {"kind": "question", "topic": "money", "body": "这是什么事情", field: number}
        check(f"nor can it be asked about: {field}", visitor.get(f"/r/{VILLAGE}/ask?{field}={number}").status == 404
              and visitor.post(f"/r/{VILLAGE}/ask", question).status == 404)
    for path in (f"/d/{world['draft']['id']}/object", f"/d/{world['submitted']['id']}/object"):
        check("nor objected to what is not published", place.visitor.get(path).status == 404, path)
    answer = place.visitor.get(f"/d/{world['notice']['id']}/object")
    check("who objects is led to the four steps", answer.status == 303 and "/ask" in answer.where, (answer.status, answer.where))


def by_number(place, world):
    """Numbers that somebody guesses."""
    staff = STAFF_HERE
    hidden = [("a draft", f"/d/{world['draft']['id']}", set()), ("its print", f"/d/{world['draft']['id']}/print", set()),
              ("its CSV", f"/d/{world['draft']['id']}.csv", set()),
              ("its revision", f"/d/{world['draft']['id']}/revisions/1", set()),
              ("by the API", f"/api/v1/disclosures/{world['draft']['id']}", staff),
              ("its revision by the API", f"/api/v1/disclosures/{world['draft']['id']}?revision=1", staff),
              ("the file of a draft", f"/f/{world['draft_file']['id']}", staff),
              ("its thumbnail", f"/f/{world['draft_file']['id']}/thumb", staff),
              ("a file for staff", f"/f/{world['staff_file']['id']}", staff),
              ("its thumbnail", f"/f/{world['staff_file']['id']}/thumb", staff),
              ("the file of what was withdrawn", f"/f/{world['withdrawn_file']['id']}", staff)]
    for name, path, may in hidden:
        bad = []
        for login, client in [("visitor", place.visitor), *place.people.items(), *place.api.items()]:
            answer = client.get(path)
            if (answer.status == 200) != (login in may) or answer.status not in (200, 404):
                bad.append((login, answer.status))
        check(f"{name} ({path.rsplit('/', 1)[0]}): {len(may)} roles, nothing to the others", not bad, bad)
    for path in (f"/d/{world['withdrawn']['id']}", f"/d/{world['withdrawn']['id']}/revisions/1",
                 f"/api/v1/disclosures/{world['withdrawn']['id']}?revision=1", f"/api/v1/disclosures?region={VILLAGE}",
                 "/api/v1/disclosures?q=%E8%8D%89%E7%A8%BF", "/search?q=%E8%8D%89%E7%A8%BF%E6%A0%87%E9%A2%98",
                 f"/feed/{DISTRICT}.atom", f"/r/{VILLAGE}/all", f"/r/{TOWNSHIP}"):
        text = place.visitor.get(path).text
        check(f"a tombstone keeps its title to itself: {path.split('?')[0]}", DRAFT not in text)


def no_page_for_another(place, world):
    """The page cache: what one reader gets, another with other rights does not."""
    path = f"/d/{world['published']['id']}"
    for turn in range(3):
        seen = [(login, RESIDENT_CELL in client.get(path).text) for login, client in
                [("village", place.people["village"]), ("visitor", place.client()),
                 ("resident", place.people["resident"]), ("other_village", place.people["other_village"])]]
        check(f"round {turn}: each reader has an own page", [shown for _, shown in seen] == [True, False, True, False], seen)
    kept = place.client().get(path)
    check("the cache in between is told who it is for",
          {"Cookie", "Accept-Language"} <= set(re.split(r",\s*", kept.headers["Vary"])), kept.headers["Vary"])
    own = place.people["village"].get(path)
    check("a page for staff is nobody else's", "private" in own.headers["Cache-Control"], own.headers["Cache-Control"])
    tag = own.headers["ETag"]
    check("an ETag of staff says nothing to others",
          place.client().get(path, headers={"If-None-Match": tag}).status == 200, tag)
    token = place.api["village"].get(f"/api/v1/disclosures/{world['published']['id']}")
    plain = place.client().get(f"/api/v1/disclosures/{world['published']['id']}")
    check("nor does the API mix them", CARD in token.text and CARD not in plain.text)


# ---- doing ----

def send(client, path, fields, csrf):
    upload = path.endswith(("/profile", "/sheet", "/import")) or re.fullmatch(r"/desk/d/\d+", path)
    fields = {"csrf": csrf, **fields}
    if upload:
        return client.ask("POST", path, multipart(fields.items()))
    return client.ask("POST", path, fields)


def state_of(place, world, disclosure):
    """What a deed would have moved."""
    if disclosure is not None:
        value = place.api["village"].get(f"/api/v1/disclosures/{disclosure['id']}").json
        return value.get("state"), value.get("lock"), value.get("title")
    return [place.people["operator"].get(path).text.count("<tr") for path in
            ("/desk/accounts", f"/desk/accounts/{world['account']}", "/desk/audit", "/desk/calendar?year=2023")] + [
        place.people["district"].get("/desk/catalogue").text.count("<tr"),
        re.search(r"<h1[^>]*>([^<]*)", place.visitor.get(f"/r/{VILLAGE}").text).group(1),
        place.people["village"].get("/desk/me").text.count("/revoke"), rights_subsidy.state_of(place, world),
        rights_ledger.state_of(place, world), rights_project.state_of(place, world),
        rights_property.state_of(place, world), rights_opinion_desk.state_of(place, world),
        rights_roster.state_of(place, world), rights_organisation.state_of(place, world), rights_clue.state_of(place, world),
        rights_flag.state_of(place, world), rights_stats.state_of(place, world)]


def whole(place, world, path, fields):
    for room in (rights_project, rights_property, rights_opinion_desk, rights_clue, rights_flag):
        if fields.get("lock") == room.LOCK:
            return {**fields, "lock": room.lock_of(place, path)}
    if fields.get("lock") != rights_subsidy.LOCK:
        return fields
    return {**fields, "lock": rights_subsidy.lock_of(place, world)}


def refused(place, world):
    for pattern, (path, fields, may, disclosure) in rights.deeds(world).items():
        before = state_of(place, world, disclosure)
        fields = whole(place, world, path, fields)
        if disclosure is not None:
            fields = {**fields, "lock": place.lock(disclosure)}
        bad = []
        for login in sorted(ALL - may):
            client = place.people[login]
            answer = send(client, path, fields, client.csrf)
            # 409: "it is not there any more", said of what this person never saw; 422: of a place elsewhere
            if answer.status not in (403, 404, 409, 422) or leaks(login, answer.text):
                bad.append((login, answer.status, answer.where, leaks(login, answer.text)))
        answer = send(place.visitor, path, fields, place.visitor.csrf)
        if answer.status != 303 or not answer.where.startswith("/sign-in"):
            bad.append(("visitor", answer.status))
        check(f"POST {pattern}: refused to {len(ALL - may)} roles and visitors", not bad, bad)
        after = state_of(place, world, disclosure)
        check(f"POST {pattern}: and nothing happened", before == after, (before, after))


def granted(place, world):
    """The other side: the same deeds done by those who may, or the refusals above would say nothing."""
    def draft():
        return place.write(period="2023-05-22")

    def submitted():
        return place.step("village", draft(), "submit")

    def confirming():
        return place.step("village", place.write(item="F2", period="2023-03"), "submit")

    def published():
        return place.publish(draft())
    makers = {"draft": draft, "submitted": submitted, "confirming": confirming, "published": published}
    for pattern, (path, fields, may, disclosure) in rights.deeds(world).items():
        login = sorted(may)[0]
        if disclosure is not None:
            kind = [name for name in makers if world[name] is disclosure][0]
            own = makers[kind]()
            path, fields = path.replace(disclosure["id"], own["id"]), {**fields, "lock": place.lock(own)}
        fields = whole(place, world, path, fields)
        answer = send(place.people[login], path, fields, place.people[login].csrf)
        check(f"POST {pattern}: {login} gets through", answer.status in rights.GRANTED.get(pattern, (200, 303)),
              (answer.status, re.findall(r'class="field-error"[^>]*>([^<]*)', answer.text), answer.text[-400:]))


def refused_by_the_api(place, world):
    visitor = place.client()
    for verb, (which, may) in rights.API_DEEDS.items():
        disclosure = world[which]
        before = state_of(place, world, disclosure)
        body = {"lock": place.lock(disclosure), "reason": "不行", "personal_ok": True}
        path = f"/api/v1/disclosures/{disclosure['id']}/{verb}"
        bad = [(login, status) for login in sorted(ALL - may)
               for status in [place.api[login].ask("POST", path, [body]).status] if status not in (403, 404)]
        check(f"API {verb}: refused to {len(ALL - may)} roles", not bad, bad)
        check(f"API {verb}: a visitor has to say who it is", visitor.ask("POST", path, [body]).status == 401)
        check(f"API {verb}: and nothing happened", before == state_of(place, world, disclosure))
    draft = f"/api/v1/disclosures/{world['draft']['id']}"
    body = {"item": "P8", "region": VILLAGE, "period": "2023-05-18", "title": "被改了"}
    tries = [("create", "POST", "/api/v1/disclosures", lambda: [body]), ("update", "PUT", draft, lambda: [body]),
             ("attach", "POST", draft + "/attachments", lambda: multipart([], [("file", "x.png", png())]))]
    before = state_of(place, world, world["draft"])
    for name, method, path, content in tries:
        bad = [(login, status) for login in sorted(ALL - {"village"})
               for status in [place.api[login].ask(method, path, content()).status] if status not in (403, 404)]
        check(f"API {name}: refused to all but the village", not bad, bad)
        check(f"API {name}: a visitor has to say who it is", visitor.ask(method, path, content()).status == 401)
    for route, (path, body, may) in {**rights_subsidy.api_deeds(world), **rights_ledger.api_deeds(world), **rights_project.api_deeds(world),
        **rights_property.api_deeds(world), **rights_opinion.api_deeds(world), **rights_clue.api_deeds(world),
        **rights_flag.api_deeds(world)}.items():
        earlier = state_of(place, world, None)
        bad = [(login, status) for login in sorted(ALL - may)
               for status in [place.api[login].ask(route.split()[0], path, [body]).status] if status not in (403, 404)]
        check(f"{route}: refused to {len(ALL - may)} roles", not bad, bad)
        check(f"{route}: a visitor has to say who it is", visitor.ask(route.split()[0], path, [body]).status == 401)
        check(f"{route}: and nothing happened", earlier == state_of(place, world, None))
    check("the draft is as it was", before == state_of(place, world, world["draft"]))
    moved = [{**body, "region": NEIGHBOUR}, {**body, "region": FAR}, {**body, "region": DISTRICT}]
    statuses = [place.api["village"].ask("PUT", draft, [each]).status for each in moved]
    check("a draft does not move to another place", set(statuses) <= {403, 422}, statuses)
    statuses = [place.api["village"].ask("POST", "/api/v1/disclosures", [each]).status for each in moved]
    check("nor begins there", set(statuses) <= {403, 422}, statuses)


# ---- rights that end at a border, or that nobody has ----

def borders(place, world):
    district, operator = place.people["district"], place.people["operator"]
    for name, role, region in [("an operator", "operator", DISTRICT), ("a district admin elsewhere", "district", OTHER_DISTRICT),
                               ("a leader of the country", "leader", "000000000000")]:
        answer = district.post("/desk/accounts", {"login": "x" + role, "name": "新", "role": role, "region": region,
                                                  "region_code": region})
        check(f"a district admin does not make {name}", answer.status in (403, 422), answer.status)
    mine = re.findall(r"/desk/accounts/(\d+)", operator.get("/desk/accounts?q=operator").text)[0]
    statuses = [district.post(f"/desk/accounts/{mine}/{verb}").status for verb in ("disable", "password")]
    check("nor touches one", set(statuses) <= {403, 404}, statuses)
    other = re.findall(r"/desk/accounts/(\d+)", operator.get("/desk/accounts?q=other_district").text)[0]
    answer = district.post(f"/desk/accounts/{other}/grant", {"role": "finance_group", "region": VILLAGE,
                                                             "region_code": VILLAGE})
    check("nor draws somebody of another district under its own hand", answer.status in (403, 404), answer.status)
    audit = place.people["other_township"].get("/desk/audit").text
    check("a trail ends at the border", "disclosure" not in audit and DRAFT not in audit)


def deeds_by_oneself(place, world):
    """Nobody decides on what they wrote, whatever roles they have."""
    place.run("user", "grant", "village", "township", TOWNSHIP)
    place.run("user", "grant", "village", "finance_group", VILLAGE)
    for verb, which in [("approve", "submitted"), ("confirm", "confirming")]:
        answer = place.api["village"].ask("POST", f"/api/v1/disclosures/{world[which]['id']}/{verb}", [{"personal_ok": True}])
        check(f"one's own work: no {verb} by the API", answer.status == 403, answer.text)
        answer = place.people["village"].post(f"/desk/d/{world[which]['id']}/{verb}", {"lock": place.lock(world[which]),
                                                                                       "personal_ok": "1"})
        check(f"one's own work: no {verb} on the desk", answer.status == 403, answer.status)


def first_passwords(place, world):
    """What somebody else knows opens nothing but its own change."""
    place.run("user", "add", "fresh", "新来的", "resident", VILLAGE, text="first-password\n")
    for login in ("fresh", "resident"):
        place.people["village"].post(f"/desk/household/{world['household']}/link", {"login": login})
    fresh = place.client()
    fresh.sign_in("fresh", "first-password")
    pages = ["/my/household", f"/d/{world['published']['id']}", f"/r/{VILLAGE}", "/desk", "/desk/me"]
    check("a household is shown to its own", "户主" in place.people["resident"].get("/my/household").text)
    check("a first password shows no household and no residents' cells",
          not any(word in fresh.get(path).text for path in pages for word in ("户主", RESIDENT_CELL)))
    token = place.client().ask("POST", "/api/v1/sessions", [{"user": "fresh", "password": "first-password"}]).json["token"]
    text = place.client(token).get("/api/v1/my/household").text
    check("nor by the API", '"head"' not in text, text)


def tokens_end(place):
    answer = place.people["village"].post("/desk/me/tokens", {"name": "短命"})
    secret = re.findall(r'class="token">([^<]*)', answer.text)[0]
    program = place.client(secret)
    draft = [{"item": "P8", "region": VILLAGE, "period": "2023-05-02"}]
    check("a token works", program.ask("POST", "/api/v1/disclosures", draft).status == 201)
    check("a token is no cookie", place.client().ask("POST", "/api/v1/disclosures", draft,
                                                     headers={"Cookie": "sid=" + secret}).status == 401)
    mine = re.findall(r"/desk/me/tokens/(\d+)/revoke", place.people["village"].get("/desk/me").text)
    for number in mine:
        place.people["village"].post(f"/desk/me/tokens/{number}/revoke")
    check("until it is revoked", program.ask("POST", "/api/v1/disclosures", draft).status == 401)
    secret = re.findall(r'class="token">([^<]*)', place.people["village"].post("/desk/me/tokens", {"name": "又"}).text)[0]
    check("or the program ends it itself", place.client(secret).ask("DELETE", "/api/v1/sessions").status == 204
          and place.client(secret).get("/api/v1/disclosures").status == 401)
    check("a wrong token is nobody, not a visitor", program.get("/api/v1/disclosures").status == 401)
    person = place.people["finance"]
    secret = re.findall(r'class="token">([^<]*)', person.post("/desk/me/tokens", {"name": "令牌"}).text)[0]
    before = dict(person.cookies)
    person.post("/desk/me/sign-out-everywhere")
    ended = place.client()
    ended.cookies = before
    check("signing out everywhere ends sessions", (ended.get("/desk").where or "").startswith("/sign-in"))
    check("and tokens", place.client(secret).get("/api/v1/disclosures").status == 401)
    person = place.people["other_finance"]
    stolen = place.client()
    stolen.cookies = dict(person.cookies)
    person.post("/sign-out")
    check("signing out ends the session itself, not only the cookie",
          (stolen.get("/desk").where or "").startswith("/sign-in"))
    place.people["operator"].post(f"/desk/accounts/{account_of(place, 'leader')}/disable")
    check("who is disabled is out at once", (place.people["leader"].get("/desk").where or "").startswith("/sign-in")
          and place.api["leader"].get("/desk/me").status in (303, 401))
    tries = place.client()
    check("and does not come in again", tries.sign_in("leader", PASSWORD).status == 422)


def account_of(place, login):
    return re.findall(r'/desk/accounts/(\d+)">' + login, place.people["operator"].get("/desk/accounts").text)[0]


with District(sys.argv[1]) as there:
    things = rights.build(there)
    rights.every_route_has_a_row(there, things)
    reading(there, things)
    programs_read(there, things)
    by_number(there, things)
    no_page_for_another(there, things)
    refused(there, things)
    refused_by_the_api(there, things)
    rights_opinion.only_who_sent_it(there, things)
    borders(there, things)
    granted(there, things)
    deeds_by_oneself(there, things)
    first_passwords(there, things)
    tokens_end(there)
sys.exit(finish())
