"""Orders, clues and the petition register through the API: a part of api_test.py."""
import datetime


def supervision(api, tokens, check, village):
    orders(api, tokens, check, village)
    clues(api, tokens, check, village)
    register(api, tokens, check, village)


def orders(api, tokens, check, village):
    """Issued, reported, returned, reported, accepted."""
    anna, chen, bo = tokens["anna"], tokens["chen"], tokens["bo"]
    due = (datetime.date.today() + datetime.timedelta(days=9)).isoformat()
    body = {"office": village, "body": "请把公开栏补齐", "due": due}
    check("a village issues none", api.call("POST", "/api/v1/orders", body, anna)[0] == 403)
    status, value, _ = api.call("POST", "/api/v1/orders", {**body, "body": "", "due": "soon"}, chen)
    check("an order needs a day", status == 422 and "due" in [e["field"] for e in value["errors"]], value)
    status, order, _ = api.call("POST", "/api/v1/orders", body, chen)
    check("the township issues one", status == 201 and order["state"] == "open" and order["issuer_role"] == "township", order)
    one = f"/api/v1/orders/{order['id']}"
    check("a neighbour knows of none", api.call("GET", one, token=bo)[0] == 404)
    status, value, _ = api.call("GET", "/api/v1/orders?view=ours", token=anna)
    check("the village has it to do", [o["id"] for o in value["items"]] == [order["id"]], value)
    check("nothing is accepted before a report", api.call("POST", one + "/accept", {}, chen)[0] == 409)
    check("the village reports", api.call("POST", one + "/report", {"report": "补齐了"}, anna)[1]["state"] == "reported")
    check("it does not accept its own", api.call("POST", one + "/accept", {}, anna)[0] == 403)
    status, value, _ = api.call("POST", one + "/return", {"reason": "少了三月", "lock": 0}, chen)
    check("who saw an older state is told so", status == 409, value)
    check("it comes back", api.call("POST", one + "/return", {"reason": "少了三月", "due": due}, chen)[1]["state"] == "returned")
    check("it is reported again", api.call("POST", one + "/report", {"report": "三月也补了"}, anna)[0] == 200)
    status, value, _ = api.call("POST", one + "/accept", {}, chen)
    check("and is at an end", status == 200 and value["state"] == "accepted" and len(value["events"]) == 5, value)
    _, value, _ = api.call("GET", "/api/v1/orders?view=done", token=chen)
    check("where it stays", order["id"] in [o["id"] for o in value["items"]], value)
    check("a view has a name", api.call("GET", "/api/v1/orders?view=all", token=chen)[0] == 422)
    _, again, _ = api.call("POST", "/api/v1/orders", body, chen)
    status, value, _ = api.call("POST", f"/api/v1/orders/{again['id']}/withdraw", {"reason": "重复了"}, chen)
    check("one may be withdrawn", status == 200 and value["state"] == "withdrawn", value)


def clues(api, tokens, check, village):
    """Nobody but inspectors, words by a look only."""
    rui = tokens["rui"]
    body = {"region": village, "about": "village", "source": "report", "kind": "wrongdoing", "body": "收了烟酒", "subject": "某甲"}
    for who in ("anna", "chen", "fan", "qu"):
        check(f"{who} has nothing to do with clues", api.call("POST", "/api/v1/clues", body, tokens[who])[0] == 403
              and api.call("GET", "/api/v1/clues", token=tokens[who])[0] == 403)
    status, value, _ = api.call("POST", "/api/v1/clues", {**body, "kind": "bad"}, rui)
    check("a kind has a name", status == 422, value)
    status, clue, _ = api.call("POST", "/api/v1/clues", body, rui)
    check("an inspector records one", status == 201 and clue["body"] == "收了烟酒" and clue["state"] == "received", clue)
    one = f"/api/v1/clues/{clue['id']}"
    _, value, _ = api.call("GET", "/api/v1/clues", token=rui)
    check("the list has no words", [c["id"] for c in value["items"]] == [clue["id"]] and "收了烟酒" not in str(value), value)
    check("nor has it for others", api.call("POST", one + "/look", {}, tokens["chen"])[0] == 404)
    check("a look has", api.call("POST", one + "/look", {}, rui)[1]["body"] == "收了烟酒")
    check("steps follow the table", api.call("POST", one + "/step", {"state": "filed"}, rui)[0] == 422)
    check("it is verified", api.call("POST", one + "/step", {"state": "verifying"}, rui)[0] == 200)
    check("disposal needs a person", api.call("POST", one + "/step", {"state": "disposed"}, rui)[0] == 422)
    person = {"name": "某甲", "office": "会计", "measure": "admonition"}
    status, value, _ = api.call("POST", one + "/persons", person, rui)
    check("an outcome is recorded", status == 200 and value["outcomes"][0]["measure"] == "admonition" and value["persons"] == 1, value)
    check("it is disposed of", api.call("POST", one + "/step", {"state": "disposed"}, rui)[0] == 200)
    status, value, _ = api.call("POST", one + "/step", {"state": "closed"}, rui)
    check("and closed", status == 200 and value["closed_at"], value)
    status, value, _ = api.call("POST", "/api/v1/clues", {**body, "about": "district_inspectors"}, rui)
    check("one about the own inspectors goes above, and nothing of it is told", status == 204 and not value, value)


def register(api, tokens, check, village):
    """Counts of two years, and what the summary makes of them."""
    rui, district = tokens["rui"], village[:6] + "000000"
    year, place = datetime.date.today().year - 1, f"/api/v1/regions/{district}"
    check("others put nothing into it", api.call("PUT", place + "/petitions", {"period": str(year), "reports": 1}, tokens["chen"])[0] == 403)
    for period, row in ((year, {"reports": 456, "accusations": 286, "satisfied": 60, "asked": 65}), (year - 1, {"reports": 661})):
        check("a row is put", api.call("PUT", place + "/petitions", {"period": str(period), **row}, rui)[0] == 204)
    status, value, _ = api.call("PUT", place + "/petitions", {"period": str(year), "reports": 1, "accusations": 2}, rui)
    check("its parts fit", status == 422, value)
    _, value, _ = api.call("GET", place + "/petitions", token=rui)
    check("the register is read", [r["reports"] for r in value["items"]] == [661, 456], value)
    _, value, _ = api.call("GET", place + "/summary", token=rui)
    found = value["petition_register"]
    check("the summary has its change on the year, and null where that would be divided by zero",
          (found["reports_change"], found["accusations_change"], found["satisfaction"], found["satisfaction_before"])
          == (-0.3101, None, 0.9231, None), found)
    check("and the totals of clues", value["clues"] == {"found": 2, "persons_disciplined": 1}, value["clues"])
    for who in ("anna", "chen", None):
        _, value, _ = api.call("GET", place + "/summary", token=who and tokens[who])
        check("which others do not see", "clues" not in value and "petition_register" not in value, value)
