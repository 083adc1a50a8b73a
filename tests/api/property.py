"""Collective property through the API: a part of api_test.py."""
import json


def property_(api, tokens, check, village):
    """Land and a contract from the rows to what everybody reads; the same land is not let twice."""
    anna, chen, bo, fan = tokens["anna"], tokens["chen"], tokens["bo"], tokens["fan"]
    place = f"/api/v1/regions/{village}"
    land = {"name": "西沟塘", "kind": "water", "area": "12.5", "state": "let", "place": "村西"}
    status, value, _ = api.call("POST", place + "/property/resources", land, bo)
    check("a neighbour enters nothing here", status == 403, value)
    status, value, _ = api.call("POST", place + "/property/resources", {**land, "area": "十二亩", "kind": "海"}, anna)
    fields = {error["field"] for error in value.get("errors", [])}
    check("what cannot be understood is told by field", status == 422 and fields == {"area", "kind"}, value)
    status, value, headers = api.call("POST", place + "/property/resources", land, anna)
    check("land is entered", status == 201 and value["area"] == "12.5" and value["note"] == "", value)
    pond = value["id"]
    check("and found at its address", api.call("GET", headers["Location"], token=anna)[1]["name"] == "西沟塘")
    status, value, _ = api.call("POST", place + "/property/resources", land, anna)
    check("a name stands once", status == 422 and value["errors"][0]["field"] == "name", value)
    contract = {"number": "HT-01", "kind": "lease", "resource": "西沟塘", "party": "周十一", "person": True, "way": "tender",
                "begins": "2023-01-01", "ends": "2025-12-31", "terms": "yearly", "rent": "6000", "first_due": "2023-01-10"}
    status, value, _ = api.call("POST", place + "/property/contracts", contract, anna)
    check("a contract is entered, its land by name", status == 201 and value["resource"] == pond, value)
    check("what is due follows from its terms", value["due"] == "18000.00" and value["overdue"] == "18000.00"
          and len(value["instalments"]) == 3, value)
    one = f"/api/v1/property/contracts/{value['id']}"
    status, other, _ = api.call("POST", place + "/property/contracts", {**contract, "number": "HT-02"}, anna)
    check("the same land is not let twice, and the other contract is named",
          status == 422 and "HT-01" in json.dumps(other, ensure_ascii=False), other)
    rows(api, tokens, check, place, one, value)
    published(api, check, place, one, (anna, fan, chen))


def rows(api, tokens, check, place, one, contract):
    anna = tokens["anna"]
    status, value, _ = api.call("POST", one + "/moves", {"day": "2023-02-01", "amount": "2500"}, anna)
    check("rent is received", status == 201 and value["received"] == "2500.00" and value["overdue"] == "15500.00", value)
    status, late, _ = api.call("POST", one + "/moves", {"day": "2023-02-02", "amount": "1", "lock": contract["lock"]}, anna)
    check("an old lock says that it moved on", status == 409, late)
    status, late, _ = api.call("POST", one + "/moves", {"day": "二月", "amount": "-"}, anna)
    check("wrong rent is told by field", status == 422 and {e["field"] for e in late["errors"]} == {"day", "amount"}, late)
    check("a contract that has rent stays", api.call("DELETE", one, {}, anna)[0] == 409)
    status, value, _ = api.call("PUT", one, {"note": "先交后用"}, anna)
    check("a change is of what was sent only", status == 200 and value["note"] == "先交后用" and value["rent"] == "6000.00", value)
    move = api.call("POST", one + "/moves", {"day": "2023-03-01", "amount": "1.50"}, anna)[1]["moves"][-1]
    status, value, _ = api.call("DELETE", f"{one}/moves/{move['id']}", {}, anna)
    check("what was entered by mistake goes again", status == 200 and value["received"] == "2500.00", value)
    status, value, _ = api.call("GET", place + "/property/contracts?only=overdue", token=anna)
    check("overdue ones are found", status == 200 and [c["number"] for c in value["items"]] == ["HT-01"], value)
    check("a filter that there is not", api.call("GET", place + "/property/contracts?only=no", token=anna)[0] == 422)
    check("a register that there is not", api.call("GET", place + "/property/ships")[0] == 404)
    check("rows are not for a neighbour", "items" not in api.call("GET", place + "/property/contracts", token=tokens["bo"])[1]
          and api.call("GET", one, token=tokens["bo"])[0] == 404 and api.call("GET", one)[0] == 401)
    for register, row in (
            ("assets", {"name": "村部", "class": "fixed", "quantity": "1", "unit": "栋", "acquired": "2015-06-01",
                        "original": "480000", "method": "life", "life": 40, "state": "in_use"}),
            ("debts", {"side": "receivable", "party": "示例超市", "cause": "摊位费", "day": "2023-01-05", "opening": "300"}),
            ("funds", {"kind": "earmarked", "name": "厕所改造", "day": "2023-01-05", "opening": "20000", "use": "改厕 20 户"}),
            ("plan", {"year": 2023, "direction": "in", "item": "地租", "planned": "6000", "done": "2500"}),
            ("shares", {"year": 2022, "kind": "pay", "post": "村主任", "person": "赵一", "quantity": "12", "unit": "月",
                        "standard": "2000"})):
        status, value, _ = api.call("POST", place + f"/property/{register}", row, anna)
        check(f"{register}: a row is entered", status == 201, value)
        here = f"/api/v1/property/{register}/{value.get('id')}"
        year = "?year=2022" if register == "shares" else "?year=2023" if register == "plan" else ""
        listed = api.call("GET", place + f"/property/{register}{year}", token=anna)[1]
        check(f"{register}: it is listed", [r["id"] for r in listed["items"]] == [value["id"]], listed)
        check(f"{register}: it can be changed", api.call("PUT", here, row, anna)[0] == 200)
        status, gone, _ = api.call("DELETE", here, {}, anna)
        check(f"{register}: and taken away", status == 204 and api.call("GET", here, token=anna)[0] == 404, gone)


def published(api, check, place, one, people):
    anna, fan, chen = people
    status, value, headers = api.call("GET", place + "/property/contracts")
    check("nobody reads what is not reviewed", status == 200 and value["published"] is None and "items" not in value, value)
    tag = headers["ETag"]
    status, value, _ = api.call("POST", place + "/statements", {"item": "F9", "period": "2023Q1"}, anna)
    check("an item that is none of them", status in (404, 422), value)
    status, value, _ = api.call("POST", place + "/statements", {"item": "F5", "period": "2023Q1"}, anna)
    check("the quarter is handed in", status == 200 and value["waiting"], value)
    disclosure = f"/api/v1/disclosures/{value['disclosure']}"
    api.call("POST", disclosure + "/confirm", {}, fan)
    status, value, _ = api.call("POST", disclosure + "/approve", {"personal_ok": True}, chen)
    check("the township approves it", status == 200, value)
    status, value, headers = api.call("GET", place + "/property/contracts")
    text = json.dumps(value, ensure_ascii=False)
    check("then everybody reads it, the person masked", value["published"] is not None and "周**" in text and "周十一" not in text,
          text[:600])
    check("and the ETag is another one", headers["ETag"] != tag, (tag, headers["ETag"]))
    again = api.call("GET", place + "/property/contracts", headers={"If-None-Match": headers["ETag"]})
    check("the same is not sent twice", again[0] == 304, again[0])
    status, value, _ = api.call("GET", place + "/property")
    check("the figures are those that are published", value["contracts"]["due"] == "6000.00"
          and value["contracts"]["received"] == "2500.00" and value["contracts"]["let_area"] == "12.5", value)
    api.call("PUT", one, {"rent": "6600"}, anna)
    status, value, _ = api.call("GET", place + "/statements?item=F5", token=anna)
    check("a change of the rows is known to wait", [s["changed"] for s in value["items"] if s["period"] == "2023Q1"] == [True], value)
    check("and readers see what was reviewed", api.call("GET", place + "/property")[1]["contracts"]["due"] == "6000.00")
    status, value, _ = api.call("POST", place + "/statements", {"item": "F5", "period": "2023Q1"}, anna)
    check("a correction wants its reason", status == 422 and value["errors"][0]["field"] == "reason", value)
    status, value, _ = api.call("POST", place + "/statements", {"item": "F5", "period": "2023Q1", "reason": "租金写少了"}, anna)
    check("and is handed in with it", status == 200 and value["waiting"], value)
