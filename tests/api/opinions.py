"""Opinions through the API: a part of api_test.py."""
import struct
import time
import zlib

BODY = "村东头的变压器嗡嗡响，晚上睡不着，盼着来人看看。"


def opinions(api, tokens, check, village):
    """From what a visitor says to the rating; the deeds of offices; what nobody else may see."""
    one = life(api, tokens, check, village)
    bad_input(api, tokens, check, village, one)
    deeds(api, tokens, check, village)
    marks(api, tokens, check, village)
    photographs(api, tokens, check, village)
    sealed(api, tokens, check, village)


def ask(api, village, body, token=None, **more):
    status, value, _ = api.call("POST", "/api/v1/opinions", {"region": village, "kind": "complaint", "body": body, **more}, token)
    assert status == 201, value
    return f"/api/v1/opinions/{value['number']}", value


def life(api, tokens, check, village):
    anna, bo = tokens["anna"], tokens["bo"]
    body = {"region": village, "kind": "complaint", "topic": "water", "body": BODY, "place": "东头", "latitude": 41.6583,
            "longitude": 123.34, "sender": "phone", "phone": "13912345678", "key": "lamp-1"}
    status, value, headers = api.call("POST", "/api/v1/opinions", body)
    check("a visitor says something", status == 201 and len(value["receipt"]) == 16 and not value["sealed"], value)
    one, receipt = headers["Location"], value["receipt"]
    status, again, _ = api.call("POST", "/api/v1/opinions", body)
    check("the same key sends it once", status == 201 and again["number"] == value["number"] and again["receipt"] is None, again)
    check("before it is answered nobody else reads it", api.call("GET", one)[0] == 404 and api.call("GET", one, token=bo)[0] == 404)
    check("nor with a wrong receipt", api.call("GET", one + "?receipt=1234567812345678")[0] == 404)
    status, value, _ = api.call("GET", f"{one}?receipt={receipt}")
    check("its sender does", status == 200 and value["sender_phone"] == "13912345678" and value["latitude"] == 41.6583, value)
    check("a neighbour does not answer", api.call("POST", one + "/reply", {"answer": "好的好的"}, bo)[0] in (403, 404))
    status, value, _ = api.call("GET", f"/api/v1/opinions/queue?region={village}", token=anna)
    check("it waits at the village", status == 200 and [row["number"] for row in value["items"]] == [one.rsplit("/", 1)[1]], value)
    check("a queue is the office's", api.call("GET", f"/api/v1/opinions/queue?region={village}", token=bo)[0] == 403)
    lock = value["items"][0]["lock"]
    status, value, _ = api.call("POST", one + "/reply", {"lock": lock, "answer": "供电所下午三点到。"}, anna)
    check("the village answers", status == 200 and value["state"] == "in_hand" and value["lock"] > lock, value)
    check("somebody who saw an older one does not", api.call("POST", one + "/reply", {"lock": lock, "answer": "又来"}, anna)[0] == 409)
    status, value, _ = api.call("GET", one)
    check("now everybody reads it, without its sender", status == 200 and "sender_phone" not in value and "lock" not in value
          and [event["kind"] for event in value["events"]] == ["submitted", "replied"], value)
    status, value, _ = api.call("GET", f"/api/v1/opinions?region={village}")
    check("it stands on the board", one.rsplit("/", 1)[1] in [row["number"] for row in value["items"]], value)
    status, value, _ = api.call("GET", "/api/v1/opinions?region=210111000000")
    check("and on the district's", one.rsplit("/", 1)[1] in [row["number"] for row in value["items"]], value)
    check("a visitor says “me too” once",
          [api.call("POST", one + "/support", {"visitor": "q7"})[1]["supporters"] for _ in range(2)] == [1, 1])
    status, value, _ = api.call("POST", one + "/words", {"words": "又响了", "receipt": receipt})
    check("the sender adds words", status == 200 and value["events"][-1]["note"] == "又响了", value)
    check("nobody else does", api.call("POST", one + "/words", {"words": "又响了"})[0] == 403)
    check("what is not resolved is not rated",
          api.call("POST", one + "/rating", {"rating": "satisfied", "receipt": receipt})[0] == 409)
    status, value, _ = api.call("POST", one + "/resolve", {"outcome": "换了减震垫，不响了。"}, anna)
    check("it is resolved", status == 200 and value["state"] == "resolved", value)
    status, value, _ = api.call("POST", one + "/rating", {"rating": "unsatisfied", "receipt": receipt})
    check("dissatisfaction wants a reason", status == 422 and value["errors"][0]["field"] == "reason", value)
    status, value, _ = api.call("POST", one + "/rating", {"rating": "satisfied", "receipt": receipt})
    check("its sender rates it", status == 200 and value["rating"] == "satisfied" and value["state"] == "closed", value)
    return one


def bad_input(api, tokens, check, village, one):
    good = {"region": village, "kind": "question", "body": "低保名单什么时候公示？"}
    for change, field in (({"region": "2101"}, "region"), ({"kind": "praise"}, "kind"), ({"topic": "weather"}, "topic"),
                          ({"body": "？"}, "body"), ({"body": "x" * 1001}, "body"), ({"latitude": "north"}, "latitude"),
                          ({"latitude": 41.5}, "latitude"), ({"sender": "phone"}, "phone"), ({"sender": "nobody"}, "sender"),
                          ({"kind": "misconduct"}, "about"), ({"source": "entry"}, "source_id"), ({"public": "yes"}, "public"),
                          ({"place": "远" * 61}, "place")):
        status, value, _ = api.call("POST", "/api/v1/opinions", {**good, **change})
        check(f"a wrong {field} is told ({list(change)[0]})", status == 422 and value["errors"][0]["field"] == field, value)
    status, value, _ = api.call("POST", "/api/v1/opinions", {**good, "source": "disclosure", "source_id": "1"})
    check("what is not there is not asked about", status == 404, value)
    check("a visitor files for nobody", api.call("POST", "/api/v1/opinions", {**good, "for_other": True})[0] == 403)
    check("a region is wanted", api.call("GET", "/api/v1/opinions")[0] == 422)
    check("a view has a name", api.call("GET", f"/api/v1/opinions/queue?region={village}&view=all", token=tokens["anna"])[0] == 422)
    check("a cursor is one of ours", api.call("GET", f"/api/v1/opinions?region={village}&cursor=x")[0] == 422)
    status, value, _ = api.call("POST", one + "/support", {})
    check("a visitor without a mark is told", status == 422 and value["errors"][0]["field"] == "visitor", value)


def deeds(api, tokens, check, village):
    anna, chen, qu = tokens["anna"], tokens["chen"], tokens["qu"]
    one, _ = ask(api, village, "水渠堵了三天，地里进不了水。")
    status, value, _ = api.call("POST", one + "/extension", {"days": 40, "reason": "等挖机"}, anna)
    check("so many days are not asked for", status == 422 and value["errors"][0]["field"] == "days", value)
    status, value, _ = api.call("POST", one + "/extension", {"days": 5, "reason": "等挖机"}, anna)
    check("more time is asked for", status == 200 and value["extension_asked"] == 5, value)
    check("not granted by oneself", api.call("POST", one + "/extension/decision", {"grant": True}, anna)[0] == 403)
    status, value, _ = api.call("POST", one + "/extension/decision", {"grant": True, "reason": "同意"}, chen)
    check("the township grants it", status == 200 and value["extension_days"] == 5 and value["extension_asked"] == 0, value)
    status, value, _ = api.call("POST", one + "/pass", {"office": village[:9] + "000", "note": "村里没有挖机"}, anna)
    check("it goes to the township", status == 200 and value["office"] == village[:9] + "000", value)
    twin, _ = ask(api, village, "水渠又堵了，地里还是没水。")
    status, value, _ = api.call("POST", twin + "/merge", {"into": one.rsplit("/", 1)[1]}, chen)
    check("the same again is joined", status == 200 and value["state"] == "merged", value)
    other, _ = ask(api, village, "邻居家的狗半夜叫，请派出所管管。")
    status, value, _ = api.call("POST", other + "/refer", {"where": "请打派出所电话"}, anna)
    check("what is not for the platform is told where to go", status == 200 and value["state"] == "referred", value)
    moved, _ = ask(api, village, "邻村的桥栏杆断了一根。")
    status, value, _ = api.call("POST", moved + "/move", {"region": "210111010204", "note": "是邻村的"}, qu)
    check("one goes to the village it is about", status == 200 and value["region"] == "210111010204", value)
    called, _ = ask(api, village, "门前的污水井冒水。", sender="phone", phone="13912340000")
    api.call("POST", called + "/reply", {"answer": "下水道已经疏通。", "resolve": True}, anna)
    check("who answered does not call back", api.call("POST", called + "/visit", {"reached": False}, anna)[0] == 403)
    status, value, _ = api.call("POST", called + "/visit", {"reached": True, "rating": "basically", "words": "还行"}, chen)
    check("another does", status == 200 and value["rating"] == "basically", value)


def marks(api, tokens, check, village):
    """What an office does besides answering; the village is the one that is spoken of."""
    anna, chen, dai, qu = (tokens[who] for who in ("anna", "chen", "dai", "qu"))
    one, _ = ask(api, village, "垃圾堆在路口两天没有人收。")
    check("what is not answered is none of a visitor's", api.call("POST", one + "/note", {"note": "x"})[0] == 401)
    check("nor of another township's", api.call("POST", one + "/take", {}, dai)[0] == 404)
    status, value, _ = api.call("POST", one + "/note", {"note": "问过保洁员了"}, anna)
    check("the village notes something", status == 200 and [value["events"][-1][key] for key in ("kind", "public", "note")]
          == ["note", False, "问过保洁员了"], value)
    status, value, _ = api.call("POST", one + "/note", {"note": " "}, anna)
    check("a note says something", status == 422 and value["errors"][0]["field"] == "note", value)
    check("the village takes nothing from itself", api.call("POST", one + "/take", {}, anna)[0] in (403, 409))
    lock = api.call("GET", one, token=chen)[1]["lock"]
    status, value, _ = api.call("POST", one + "/take", {"lock": lock}, chen)
    check("the township takes it over", status == 200 and value["office"] == village[:9] + "000", value)
    check("what moved on is told", api.call("POST", one + "/petition", {"lock": lock}, chen)[0] == 409)
    status, value, _ = api.call("POST", one + "/petition", {}, chen)
    check("a petition risk is marked", status == 200 and value["petition"] and value["petition_settled"] is None, value)
    check("not by who has it no more", api.call("POST", one + "/petition/settled", {}, anna)[0] == 403)
    status, value, _ = api.call("POST", one + "/petition/settled", {}, chen)
    check("and is settled", status == 200 and value["petition_settled"] is not None, value)
    check("once", api.call("POST", one + "/petition/settled", {}, chen)[0] == 409)
    api.call("POST", one + "/reply", {"answer": "车下午四点到路口来收。"}, chen)
    check("the answered one stands on the board", api.call("GET", one)[0] == 200)
    check("the village takes nothing off it", api.call("POST", one + "/hide", {"reason": "骂人"}, anna)[0] == 403)
    check("with a reason only", api.call("POST", one + "/hide", {}, chen)[1]["errors"][0]["field"] == "reason")
    status, value, _ = api.call("POST", one + "/hide", {"reason": "写了别人家的门牌"}, chen)
    check("the township does", status == 200 and value["hidden"] and not value["shown"], value)
    check("then nobody else reads it", api.call("GET", one)[0] == 404)
    check("the village puts nothing back", api.call("POST", one + "/show", {}, anna)[0] == 403)
    status, value, _ = api.call("POST", one + "/show", {}, qu)
    check("those above do", status == 200 and not value["hidden"] and api.call("GET", one)[0] == 200, value)
    check("what is there is not put back", api.call("POST", one + "/show", {}, qu)[0] == 409)
    named(api, tokens, check, village)


def named(api, tokens, check, village):
    anna, chen, qu = (tokens[who] for who in ("anna", "chen", "qu"))
    one, _ = ask(api, village, "说的是村里办事的人，请别人来办。")
    status, value, _ = api.call("POST", one + "/subject", {"subject": ""}, chen)
    check("a person has a name", status == 422 and value["errors"][0]["field"] == "subject", value)
    status, value, _ = api.call("POST", one + "/subject", {"subject": "anna"}, chen)
    check("whom it is about does not handle it", status == 200 and value["subjects"] == ["anna"]
          and value["office"] == village[:9] + "000", value)
    check("nor finds it", api.call("GET", one, token=anna)[0] == 404 and api.call("POST", one + "/note", {"note": "不是我"}, anna)[0] == 404)
    check("the township does not let them in again", api.call("POST", one + "/subject/remove", {"subject": "anna"}, chen)[0] == 403)
    check("who was not named is told", api.call("POST", one + "/subject/remove", {"subject": "bo"}, qu)[0] == 422)
    status, value, _ = api.call("POST", one + "/subject/remove", {"subject": "anna"}, qu)
    check("the district does", status == 200 and value["subjects"] == [] and api.call("GET", one, token=anna)[0] == 200, value)
    status, value, _ = api.call("POST", one + "/subject", {"subject": "qu"}, chen)
    check("one of the district is none of the district's", api.call("GET", one, token=qu)[0] == 404, value)


def part(content):
    """A photograph as a form has it."""
    edge = "edge-of-parts"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="photo"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    return {"raw": head.encode() + content + f"\r\n--{edge}--\r\n".encode(),
            "headers": {"Content-Type": f"multipart/form-data; boundary={edge}"}}


def picture():
    """8 × 8 pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\x00" + b"\x40\x80\x10" * 8) * 8)) + chunk(b"IEND", b""))


def photographs(api, tokens, check, village):
    """They are added to a draft, go with it, and are seen by who may."""
    anna, bo = tokens["anna"], tokens["bo"]
    status, value, _ = api.call("POST", "/api/v1/opinion-drafts", {"region": village})
    check("a draft is begun", status == 201 and len(value["draft"]) > 20, value)
    draft = "/api/v1/opinion-drafts/" + value["draft"]
    status, photos, _ = api.call("POST", draft + "/photos", **part(picture()))
    check("it takes a photograph", status == 201 and len(photos["items"]) == 1 and photos["items"][0]["link"] is None, photos)
    status, value2, _ = api.call("POST", draft + "/photos", **part(b"#!/bin/sh"))
    check("and nothing else", status == 422 and value2["errors"][0]["field"] == "photo", value2)
    check("a draft that nobody began takes none", api.call("POST", draft + "x/photos", **part(picture()))[0] == 404)
    status, photos, _ = api.call("POST", draft + "/photos", **part(picture()))
    status, photos, _ = api.call("DELETE", f"{draft}/photos/{photos['items'][1]['id']}")
    check("one is taken back", status == 200 and len(photos["items"]) == 1, photos)
    for _ in range(100):
        photos = api.call("GET", draft + "/photos")[1]["items"]
        if photos[0]["state"] != "pending":
            break
        time.sleep(0.1)
    check("it is made safe", photos[0]["state"] == "safe", photos)
    body = {"region": village, "kind": "complaint", "body": "井盖破了，照片上看得清楚。", "draft": value["draft"]}
    check("for another place it is refused",
          api.call("POST", "/api/v1/opinions", {**body, "region": "210111010204"})[1]["errors"][0]["field"] == "region")
    status, sent, headers = api.call("POST", "/api/v1/opinions", body)
    check("it is sent", status == 201 and sent["receipt"], sent)
    status, again, _ = api.call("POST", "/api/v1/opinions", body)
    check("twice is once", status == 201 and again["number"] == sent["number"] and again["receipt"] is None, again)
    one, receipt = headers["Location"], "?receipt=" + sent["receipt"]
    status, photos, _ = api.call("GET", one + "/photos" + receipt)
    check("its sender has the photograph", status == 200 and len(photos["items"]) == 1, photos)
    link = photos["items"][0]["link"]
    status, bytes_, got = api.call("GET", link + receipt)
    check("made anew as JPEG", status == 200 and bytes_[:2] == b"\xff\xd8" and got["Content-Type"] == "image/jpeg", status)
    check("and small", api.call("GET", photos["items"][0]["thumb"], token=anna)[1][:2] == b"\xff\xd8")
    hidden = [api.call("GET", path, token=token)[0] for path in (one + "/photos", link) for token in (None, bo)]
    check("others have nothing before it is answered", hidden == [404] * 4, hidden)
    api.call("POST", one + "/reply", {"answer": "井盖今天就换。"}, anna)
    status, photos, _ = api.call("GET", one + "/photos")
    check("nor then, before they are shown", status == 200 and photos["items"] == [] and api.call("GET", link)[0] == 404, photos)
    check("a visitor shows none", api.call("POST", one + "/photos/show", {})[0] == 401)
    status, value, _ = api.call("POST", one + "/photos/show", {}, anna)
    check("the office shows them", status == 200 and value["photos_shown"], value)
    check("then everybody sees them", api.call("GET", link)[0] == 200 and len(api.call("GET", one + "/photos")[1]["items"]) == 1)
    other, _ = ask(api, village, "另一条，没有照片。")
    check("a photograph is of its own opinion only", api.call("GET", link.replace(one, other), token=anna)[0] == 404)


def sealed(api, tokens, check, village):
    one, value = ask(api, village, "有人收了烟酒才办低保，有照片。", kind="misconduct", about="village")
    check("a report is sealed", value["sealed"] and not value["beyond"], value)
    hidden = [api.call("GET", one, token=tokens[who])[0] for who in ("anna", "chen", "qu")] + [api.call("GET", one)[0]]
    check("there is no such thing for village, township and district", hidden == [404] * 4, hidden)
    status, read, _ = api.call("GET", f"{one}?receipt={value['receipt']}")
    check("its sender follows it", status == 200 and read["public"] is False, read)
    for view in ("ours", "open", "overdue", "done"):
        _, rows, _ = api.call("GET", f"/api/v1/opinions/queue?region={village[:6]}000000&view={view}", token=tokens["qu"])
        check(f"nor in the list {view}", one.rsplit("/", 1)[1] not in str(rows), rows)
    _, value = ask(api, village, "纪委的人自己也收。", kind="misconduct", about="inspectors")
    check("one about the inspectors is beyond this platform", value["beyond"], value)
