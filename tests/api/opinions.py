"""Opinions through the API: a part of api_test.py."""

BODY = "村东头的变压器嗡嗡响，晚上睡不着，盼着来人看看。"


def opinions(api, tokens, check, village):
    """From what a visitor says to the rating; the deeds of offices; what nobody else may see."""
    one = life(api, tokens, check, village)
    bad_input(api, tokens, check, village, one)
    deeds(api, tokens, check, village)
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
