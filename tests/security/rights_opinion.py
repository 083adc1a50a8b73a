"""Who may do what with opinions in public and by programs; see rights.py.  The desk's are in rights_opinion_desk.py."""
from district import VILLAGE, check
from rights_opinion_desk import OFFICE, READ, ask, do

SECRET = "井盖丢了的话只说给办事的人"  # of one that is not public
OPEN = "井盖换好了"


def build(place, world):
    """One that everybody reads, one that is for its office alone."""
    world["shown"] = ask(place, "村口的井盖丢了，走路要当心")["number"]
    world["private"] = ask(place, SECRET, public=False)["number"]
    world["waits"] = ask(place, "村口的井盖又丢了一个", public=False)["number"]
    do(place, "village", {"number": world["shown"]}, "reply", answer=OPEN)
    do(place, "village", {"number": world["waits"]}, "extension", days=3, reason="等配件")
    for which, who, verb, body in (("risk", "village", "petition", {}), ("named", "district", "subject", {"subject": "周八"}),
                                   ("off", "township", "hide", {"reason": "骂人"})):
        world[which] = ask(place, f"井盖的事再说一遍，{which}")["number"]
        do(place, who, {"number": world[which]}, verb, **body)
    world["mended"] = ask(place, "小学门口的井盖松了", public=False)["number"]
    do(place, "village", {"number": world["mended"]}, "reply", answer="小学门口的已经焊牢", resolve=True)


def public_pages(world):
    shown = f"/o/{world['shown']}"
    return {
        "/r/{code}/ask": f"/r/{VILLAGE}/ask", "/r/{code}/opinions": f"/r/{VILLAGE}/opinions", "/o": "/o",
        "/o/{number}": shown, "/o/{number}/print": shown + "/print", "/o/{number}/receipt": shown + "/receipt",
        "/api/v1/opinions": f"/api/v1/opinions?region={VILLAGE}", "/api/v1/opinions/{number}": f"/api/v1/opinions/{world['shown']}",
        "/api/v1/opinions/{number}/photos": f"/api/v1/opinions/{world['shown']}/photos",
    }


def nothing_yet(world):
    """Nobody has a draft here, and there are no photographs."""
    photo = f"/o/{world['shown']}/photo/1"
    return {"/ask/what": "/ask/what", "/ask/similar": "/ask/similar", "/ask/where": "/ask/where", "/ask/who": "/ask/who",
            "/ask/check": "/ask/check", "/ask/photo/{photo}": "/ask/photo/1", "/o/{number}/photo/{photo}": photo,
            "/o/{number}/photo/{photo}/thumb": photo + "/thumb", "/api/v1/opinion-drafts/{draft}/photos": "/api/v1/opinion-drafts/none/photos",
            "/api/v1/opinions/{number}/photos/{photo}": f"/api/v1/opinions/{world['shown']}/photos/1",
            "/api/v1/opinions/{number}/photos/{photo}/thumb": f"/api/v1/opinions/{world['shown']}/photos/1/thumb"}


def pages(everybody):
    return {"/my/opinions": ("/my/opinions", everybody)}


# What visitors may send, each with its own proof (a draft's cookie, a receipt) or none; whoever is signed in, too.
ANYBODY = {f"POST {route}" for route in (
    "/r/{code}/ask", "/ask/what", "/ask/where", "/ask/who", "/ask/check", "/ask/drop", "/o", "/o/{number}/receipt",
    "/o/{number}/rate", "/o/{number}/words", "/o/{number}/withdraw", "/o/{number}/support", "/o/{number}/follow",
    "/api/v1/opinions", "/api/v1/opinions/{number}/rating", "/api/v1/opinions/{number}/support", "/api/v1/opinions/{number}/words",
    "/api/v1/opinion-drafts", "/api/v1/opinion-drafts/{draft}/photos")} | {"DELETE /api/v1/opinion-drafts/{draft}/photos/{photo}"}


def api_reads(world):
    return {"/api/v1/opinions/queue": (f"/api/v1/opinions/queue?region={VILLAGE}&view=open", READ)}


def api_deeds(world):
    one, waits, mended, risk = (f"/api/v1/opinions/{world[which]}" for which in ("private", "waits", "mended", "risk"))
    shown, named, off = (f"/api/v1/opinions/{world[which]}" for which in ("shown", "named", "off"))
    rows = {
        "reply": (one, {"answer": "这就去装一个"}, OFFICE), "resolve": (one, {"outcome": "装好了"}, OFFICE),
        "pass": (one, {"office": f"{VILLAGE[:9]}000", "note": "村里没有"}, OFFICE),
        "extension": (one, {"days": 3, "reason": "等配件"}, OFFICE),  # nobody is above the district: 422
        "extension/decision": (waits, {"grant": True, "reason": "同意"}, {"township", "district"}),
        "move": (one, {"region": "210111010204", "note": "是邻村的"}, {"township", "district"}),
        "merge": (one, {"into": world["shown"]}, OFFICE), "refer": (one, {"where": "找 12345"}, OFFICE),
        "visit": (mended, {"reached": False}, {"township", "district", "inspector", "grid"}),
        "take": (one, {}, OFFICE),  # who has it already takes nothing: 409
        "note": (one, {"note": "问过了"}, READ), "subject": (one, {"subject": "周八"}, READ),
        "subject/remove": (named, {"subject": "周八"}, {"district", "inspector"}), "petition": (one, {}, OFFICE),
        "petition/settled": (risk, {}, OFFICE), "hide": (shown, {"reason": "骂人"}, {"township", "district"}),
        "show": (off, {}, {"township", "district"}), "photos/show": (shown, {}, OFFICE),
    }
    return {f"POST /api/v1/opinions/{{number}}/{verb}": (f"{path}/{verb}", body, may) for verb, (path, body, may) in rows.items()}


def only_who_sent_it(place, world):
    """Rating, adding words, taking back: nobody but the sender; what is not public: nobody but the office."""
    private, shown = world["private"], world["shown"]
    sender = {"village"} | OFFICE | READ  # the village entered it
    bad = []
    for login, client in [("visitor", place.visitor), *place.people.items()]:
        answer = client.get(f"/o/{private}")
        if (answer.status == 200) != (login in sender) or (SECRET in answer.text) != (login in sender):
            bad.append((login, answer.status))
    check("GET /o/{number} of one that is not public: its office", not bad, bad)
    bad = []
    for login, client in [("visitor", place.client()), *((who, place.people[who]) for who in place.people if who != "village")]:
        if client.csrf is None:
            client.csrf = client.token_of(f"/o/{shown}")
        for verb, fields in (("rate", {"rating": "satisfied"}), ("words", {"words": "还有一句"}), ("withdraw", {})):
            for number in (private, shown):
                status = client.post(f"/o/{number}/{verb}", fields).status
                if status not in (403, 404):
                    bad.append((login, verb, status))
    check("POST /o/{number}/rate, words, withdraw: its sender alone", not bad, bad)
    bad = [(login, verb, status) for login, client in [("visitor", place.client()), *place.api.items()] if login != "village"
           for verb, body in (("rating", {"rating": "satisfied"}), ("words", {"words": "x", "receipt": "1234567812345678"}))
           for status in [client.ask("POST", f"/api/v1/opinions/{shown}/{verb}", [body]).status] if status not in (403, 404)]
    check("nor by the API, nor with another receipt", not bad, bad)
    answer = place.client().ask("POST", f"/o/{shown}/receipt", {"code": "1234567812345678"})
    check("a receipt's form without its token is refused", answer.status == 403, answer.status)
    cookie = place.people["other_village"].cookies
    answer = place.client().ask("POST", "/api/v1/opinions", [{"region": VILLAGE, "kind": "question", "body": "谁在问这一句"}],
                                headers={"Cookie": "sid=" + cookie.get("sid", "")})
    check("a session's cookie alone writes nothing by the API", answer.status == 403, answer.status)
    text = place.visitor.get(f"/o/{shown}").text + place.visitor.get(f"/api/v1/opinions/{shown}").text
    check("who sent it stands in nothing that is public", OPEN in text and "钱十二" not in text and "13700007777" not in text)
