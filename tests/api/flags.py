"""Red flags and their rules through the API: a part of api_test.py.  The keeper looks meanwhile."""
import datetime
import re
import time

TOWNSHIP, DISTRICT = "210111010000", "210111000000"
FAR = (datetime.date.today() + datetime.timedelta(days=70)).isoformat()


def flags(api, tokens, check, village):
    rules(api, tokens, check)
    split = of_village(api, tokens, check, village)
    if split:
        asked(api, tokens, check, village, split)
    office(api, tokens, check)


def wait_for(api, token, query):
    """The first flag that the keeper raises; None when it does not within a minute."""
    for _ in range(120):
        items = api.call("GET", f"/api/v1/flags?{query}", token=token)[1]["items"]
        if items:
            return items[0]
        time.sleep(0.5)
    return None


def setting(api, token, rule, name, value, **more):
    return api.call("PUT", f"/api/v1/rules/{rule}/settings", {"name": name, "value": value, **more}, token)


def rules(api, tokens, check):
    qu, rui = tokens["qu"], tokens["rui"]
    status, value, _ = api.call("GET", "/api/v1/rules", token=rui)
    found = {rule["name"]: rule for rule in value["items"]}
    check("rules come with their settings", status == 200 and value["region"] == DISTRICT
          and {s["name"]: s["value"] for s in found["split_payment"]["settings"]}["limit"] == 1000000, value)
    for who in ("anna", "chen", "fan", "lu"):
        check(f"{who} reads no rules", api.call("GET", "/api/v1/rules", token=tokens[who])[0] == 403)
    check("nor a district another's", api.call("GET", "/api/v1/rules?region=210112000000", token=qu)[0] == 403)
    check("a code has digits", api.call("GET", "/api/v1/rules?region=abc", token=qu)[0] == 422)
    check("who works with flags sets no rule", setting(api, rui, "split_payment", "limit", 900000)[0] == 403)
    check("there is no such rule", setting(api, qu, "nothing", "limit", 900000)[0] == 404)
    for what, change, field in (("a value out of bounds", {"value": 1}, "value"), ("a value of words", {"value": "many"}, "value"),
                                ("a name that is none", {"name": "nothing"}, "name"), ("a day that is over", {"day": "2020-01-01"}, "day"),
                                ("a day that is none", {"day": "soon"}, "day")):
        status, value, _ = api.call("PUT", "/api/v1/rules/split_payment/settings",
                                    {"name": "limit", "value": 900000, **change}, qu)
        check(f"{what} is refused", status == 422 and value["errors"][0]["field"] == field, value)
    for _ in range(2):
        status, value, _ = setting(api, qu, "split_payment", "limit", 990000, day=FAR)
        limit = [s for s in value["settings"] if s["name"] == "limit"][0]
        check("one for later waits for its day", status == 200 and limit["value"] == 1000000
              and limit["next"] == {"value": 990000, "day": FAR}, value)
    check("the page says so, too", "起是 9,900 元" in page(api, "/desk/rules/split_payment", qu))


def page(api, path, token):
    return api.call("GET", path, token=token)[1].decode()


def of_village(api, tokens, check, village):
    """Three payments below the limit make one."""
    anna, rui, place = tokens["anna"], tokens["rui"], f"/api/v1/regions/{village}"
    fund = api.call("GET", place + "/funds", token=anna)[1]["items"][0]["id"]
    for day in ("03", "09", "15"):
        status, value, _ = api.call("POST", place + "/entries", {
            "account": fund, "day": f"2023-02-{day}", "direction": "out", "amount_fen": 980000, "purpose": f"{day} 日路肩",
            "counterparty": "振兴建筑队", "voucher": f"付-{day}"}, anna)
        check("a payment is booked", status == 201, value)
    flag = wait_for(api, rui, f"region={village}&rule=split_payment")
    if not check("the keeper raises it", flag is not None):
        return None
    one = f"/api/v1/flags/{flag['id']}"
    status, value, _ = api.call("GET", one, token=rui)
    check("it says why, with its rows and the settings that held", status == 200 and value["state"] == "open" and value["level"] == "red"
          and [row["amount_fen"] for row in value["evidence"]] == [980000] * 3 and value["sum_fen"] == 2940000
          and {s["name"]: s["value"] for s in value["settings"]}["least"] == 3 and value["steps"][0]["kind"] == "raised", value)
    html = page(api, f"/desk/flag/{flag['id']}", rui)
    check("the page says the same", value["sentence"] in html and "9,800.00" in html, html[:400])
    return flag


def asked(api, tokens, check, village, flag):
    """Nobody else's until the village is asked; then the village's; then at an end."""
    anna, rui = tokens["anna"], tokens["rui"]
    one = f"/api/v1/flags/{flag['id']}"
    others = [who for who in tokens if who != "rui"]
    for who in others:
        check(f"{who} knows of none", api.call("GET", one, token=tokens[who])[0] == 404
              and api.call("POST", one + "/ask", {"words": "请说明"}, tokens[who])[0] == 404)
    lists(api, tokens, check, village, flag, {"rui"})
    status, value, _ = api.call("POST", one + "/ask", {"words": "请说明三笔付款", "due": "soon"}, rui)
    check("a day is a day", status == 422 and value["errors"][0]["field"] == "due", value)
    check("before it is asked nobody explains", api.call("POST", one + "/explain", {"explanation": "三段路"}, rui)[0] == 403)
    check("who saw another state is told so", api.call("POST", one + "/ask", {"words": "请说明三笔付款", "lock": 9}, rui)[0] == 409)
    status, value, _ = api.call("POST", one + "/ask", {"words": "请说明三笔付款", "lock": flag["lock"]}, rui)
    check("the village is asked", status == 200 and value["state"] == "asked" and value["due"] and not value["overdue"], value)
    lists(api, tokens, check, village, flag, {"rui", "anna"})
    for who in others:
        check(f"{who} reads it only for the village", api.call("GET", one, token=tokens[who])[0] == (200 if who == "anna" else 404))
    check("the village decides nothing", api.call("POST", one + "/dismiss", {"reason": "没有问题的"}, anna)[0] == 403
          and api.call("POST", one + "/ask", {"words": "谁来说明一下"}, anna)[0] == 403)
    check("spaces explain nothing", api.call("POST", one + "/explain", {"explanation": "   "}, anna)[0] == 422)
    check("nor does who saw an older state", api.call("POST", one + "/explain", {"explanation": "三段路分三次修", "lock": flag["lock"]},
                                                      anna)[0] == 409)
    status, value, _ = api.call("POST", one + "/explain", {"explanation": "三段路分三次修，各有合同", "lock": value["lock"]}, anna)
    check("the village explains", status == 200 and value["state"] == "answered", value)
    check("the page says the same", "三段路分三次修，各有合同" in page(api, f"/desk/flag/{flag['id']}", rui))
    check("dismissing needs a reason", api.call("POST", one + "/dismiss", {"reason": "不"}, rui)[0] == 422)
    status, clue, _ = api.call("POST", "/api/v1/clues", {"region": village, "about": "village", "source": "flag", "source_id": int(flag["id"]),
                                                         "kind": "wrongdoing", "body": "三笔付款没有分开的合同"}, rui)
    check("it becomes a clue", status == 201 and api.call("GET", one, token=rui)[1]["state"] == "clue", clue)
    status, seen, _ = api.call("GET", one, token=anna)
    check("which the village cannot tell", status == 200 and (seen["state"], seen["live"], seen["lock"]) == ("answered", True, value["lock"])
          and "clue" not in str(seen), seen)
    lists(api, tokens, check, village, flag, {"anna"})
    check("and it is not dismissed any more", api.call("POST", one + "/dismiss", {"reason": "又看了一遍，没有问题"}, rui)[0] == 409)


def lists(api, tokens, check, village, flag, readers):
    """Whose list of live ones holds it; page and API have the same ones in the same order."""
    for who, token in tokens.items():
        status, value, _ = api.call("GET", f"/api/v1/flags?region={village}", token=token)
        found = [item["id"] for item in value["items"]] if status == 200 else []
        check(f"the list of {who}", (flag["id"] in found) == (who in readers), (status, found))
        status, html, _ = api.call("GET", f"/desk/flags/{village}", token=token)
        shown = list(dict.fromkeys(re.findall(r'href="/desk/flag/(\d+)"', html.decode()))) if status == 200 else []
        check(f"the page of {who} has the same", shown == found, (status, shown, found))
    closed = api.call("GET", f"/api/v1/flags?region={village}&state=closed", token=tokens["anna"])[1]["items"]
    check("closed ones are another list", flag["id"] not in [item["id"] for item in closed], closed)


def office(api, tokens, check):
    """How quickly a township reviews: asked of its reviewers."""
    qu, rui, chen = tokens["qu"], tokens["rui"], tokens["chen"]
    for name, value in (("seconds", 120), ("least", 3)):
        check("a rule is set", setting(api, qu, "quick_review", name, value)[0] == 200)
    flag = wait_for(api, rui, f"region={TOWNSHIP}&rule=quick_review")
    if not check("reviews that follow each other are found", flag is not None):
        return
    one = f"/api/v1/flags/{flag['id']}"
    check("they are the office's", flag["region"] == TOWNSHIP and flag["audience"] == "inspectors", flag)
    check("which does not know yet", api.call("GET", one, token=chen)[0] == 404)
    check("it is asked", api.call("POST", one + "/ask", {"words": "请说明当天是怎么审核的"}, rui)[0] == 200)
    for who in ("anna", "dai", "qu", "lu"):
        check(f"{who} is not", api.call("GET", one, token=tokens[who])[0] == 404)
    found = [item["id"] for item in api.call("GET", f"/api/v1/flags?region={TOWNSHIP}", token=chen)[1]["items"]]
    check("it stands in its list", flag["id"] in found, found)
    check("and on its first page", f"/desk/flag/{flag['id']}" in page(api, "/desk", chen))
    status, value, _ = api.call("POST", one + "/explain", {"explanation": "前一天已经逐条看过"}, chen)
    check("it explains", status == 200 and value["state"] == "answered", value)
    status, value, _ = api.call("POST", one + "/dismiss", {"reason": "核对过前一天的记录"}, rui)
    check("and that is enough", status == 200 and value["state"] == "dismissed" and value["closed_at"], value)
    for query, wanted in (("region=abc", 422), ("state=all", 422), ("rule=nothing", 422), ("cursor=x", 422),
                          ("region=210111099000", 404), ("region=210112000000", 404)):
        check(f"{query}: {wanted}", api.call("GET", f"/api/v1/flags?{query}", token=rui)[0] == wanted)
    check("leaders read no flag", api.call("GET", f"/api/v1/flags?region={DISTRICT}", token=tokens["lu"])[0] == 403
          and api.call("GET", "/api/v1/flags", token=tokens["lu"])[0] == 403)
    check("nor does a township another's", api.call("GET", "/api/v1/flags?region=210111011000", token=chen)[0] == 403)
