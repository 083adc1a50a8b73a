"""A village's books through the API: a part of api_test.py."""

HEAD = "账号,记账日期,借方发生额,贷方发生额,余额,对方户名,摘要\r\n"


def ledger(api, tokens, check, village, multipart):
    """A month from its entries to what everybody reads, its statement, and a correction."""
    fund = funds(api, tokens, check, village)
    if fund is None:
        return
    entries(api, tokens, check, village, fund)
    statement(api, tokens, check, fund, multipart)
    month(api, tokens, check, village, fund)


def funds(api, tokens, check, village):
    anna, place = tokens["anna"], f"/api/v1/regions/{village}/funds"
    fund = {"kind": "bank", "name": "基本户", "bank": "建设银行", "number": "00001", "opening_day": "2022-11-01",
            "opening_fen": 100000}
    check("a neighbour opens no account here", api.call("POST", place, fund, tokens["bo"])[0] == 403)
    status, value, _ = api.call("POST", place, {**fund, "opening_day": "2022.11.1"}, anna)
    check("a day is written in one way", status == 422 and value["errors"][0]["field"] == "opening_day", value)
    status, value, _ = api.call("POST", place, {**fund, "opening_fen": "many"}, anna)
    check("an amount of another type is told", status == 422 and value["errors"][0]["field"] == "opening_fen", value)
    status, value, headers = api.call("POST", place, fund, anna)
    if not check("an account is opened", status == 201 and value["balance_fen"] == 100000, value):
        return None
    one = headers["Location"]
    check("what is in it is the staff's", api.call("GET", one, token=tokens["bo"])[0] == 404
          and api.call("GET", place, token=tokens["bo"])[0] == 403 and api.call("GET", one)[0] == 401)
    status, value, _ = api.call("PUT", one, {"name": "基本存款户"}, anna)
    check("it is renamed, the rest stays", status == 200 and value["name"] == "基本存款户" and value["number"] == "00001", value)
    check("one with money in it is not closed", api.call("POST", one + "/close", {}, anna)[0] == 409)
    status, value, _ = api.call("GET", place, token=anna)
    check("it is listed", status == 200 and [f["name"] for f in value["items"]] == ["基本存款户"], value)
    return value["items"][0]["id"]


def entry(fund, day, direction, fen, purpose, **more):
    return {"account": fund, "day": day, "direction": direction, "amount_fen": fen, "purpose": purpose, **more}


def entries(api, tokens, check, village, fund):
    anna, place = tokens["anna"], f"/api/v1/regions/{village}/entries"
    status, value, headers = api.call("POST", place, entry(fund, "2022-11-03", "in", 50000, "村部房租", voucher="收-1"), anna)
    check("an entry is booked, its category found", status == 201 and value["category"] == 50102, value)
    one = headers["Location"]
    check("a neighbour books none", api.call("POST", place, entry(fund, "2022-11-03", "in", 1, "租"), tokens["bo"])[0] == 403)
    check("nobody else knows of it", api.call("GET", one)[0] == 404 and api.call("GET", one, token=tokens["bo"])[0] == 404)
    for change, field in (({"amount_fen": 0}, "amount"), ({"day": "2022-10-31"}, "day"), ({"purpose": " "}, "purpose"),
                          ({"category": 51401}, "category"), ({"account": "7"}, "account"),
                          ({"purpose": "付 6222021234567890128"}, "purpose"), ({"voucher": 5}, "voucher"),
                          ({"direction": "up"}, "direction"), ({"amount_fen": 1.5}, "amount_fen")):
        status, value, _ = api.call("POST", place, {**entry(fund, "2022-11-03", "in", 1, "租"), **change}, anna)
        check(f"a wrong {field} is told ({change})", status == 422 and value["errors"][0]["field"] == field, value)
    body = entry(fund, "2022-11-04", "in", 60000, "村部房租", voucher="收-1")
    check("a neighbour changes none", api.call("PUT", one, body, tokens["bo"])[0] in (403, 404))
    status, value, _ = api.call("PUT", one, {**body, "lock": 1}, anna)
    check("an entry is changed", status == 200 and value["amount_fen"] == 60000 and value["lock"] == 2, value)
    check("not by somebody who saw an older one", api.call("PUT", one, {**body, "lock": 1}, anna)[0] == 409)
    _, _, headers = api.call("POST", place, entry(fund, "2022-11-05", "out", 700, "多记的一笔"), anna)
    check("a neighbour removes none", api.call("DELETE", headers["Location"], token=tokens["bo"])[0] in (403, 404))
    check("a stale lock removes none", api.call("DELETE", headers["Location"] + "?lock=9", token=anna)[0] == 409)
    check("an entry is removed", api.call("DELETE", headers["Location"] + "?lock=1", token=anna)[0] == 204)
    check("it is gone", api.call("GET", headers["Location"], token=anna)[0] == 404)
    api.call("POST", place, entry(fund, "2022-11-10", "out", 20000, "路灯维修", counterparty="王建国", person=True), anna)
    api.call("POST", place, entry(fund, "2022-11-11", "out", 1000, "办公用品"), anna)
    status, value, _ = api.call("GET", place + "?month=2022-11", token=anna)
    check("the month is listed by day", [e["amount_fen"] for e in value["items"]] == [60000, 20000, 1000], value)
    check("a month is written in one way", api.call("GET", place + "?month=2022.11", token=anna)[0] == 422)


def statement(api, tokens, check, fund, multipart):
    anna, one = tokens["anna"], f"/api/v1/funds/{fund}"
    lines = HEAD + ("00001,2022-11-05,,600.00,1600.00,租户,房租\r\n00001,2022-11-12,190.00,,1410.00,王建国,路灯\r\n"
                    "00001,2022-11-30,5.00,,1405.00,,手续费\r\n")

    def upload(text, token):
        raw, headers = multipart("十一月.csv", text.encode())
        return api.call("POST", one + "/statements", token=token, raw=raw, headers=headers)

    check("a neighbour uploads no statement", upload(lines, tokens["bo"])[0] in (403, 404))
    status, value, _ = upload(lines.replace("1410.00", "1420.00"), anna)
    check("a balance that does not carry on is told with its row", status == 422 and "第 3 行" in value["errors"][0]["message"], value)
    status, value, _ = upload(lines.replace("00001,", "00002,"), anna)
    check("another account's statement is refused", status == 422 and "另一个账户" in value["errors"][0]["message"], value)
    status, value, _ = upload("日子,花销\r\n2022-11-05,5\r\n", anna)
    check("a header that is not understood is told", status == 422 and value["errors"], value)
    status, value, _ = upload(lines, anna)
    check("a statement goes in", status == 201 and value["added"] == 3 and value["closing_fen"] == 140500, value)
    status, value, _ = upload(lines, anna)
    check("twice does no harm", status == 201 and value["added"] == 0, value)
    status, value, _ = api.call("GET", one + "/statements", token=anna)
    check("statements are listed", status == 200 and len(value["items"]) >= 1, value)
    status, value, _ = api.call("GET", one + "/lines?from=2022-11-01&to=2022-11-30", token=anna)
    check("what is certain is matched", [line["state"] for line in value["items"]] == ["matched", "open", "open"], value)
    check("lines are the staff's", api.call("GET", one + "/lines", token=tokens["bo"])[0] == 404)
    status, value, _ = api.call("GET", one + "/lines?state=open", token=anna)
    first, second = value["items"]
    line = f"/api/v1/bank-lines/{first['id']}"
    status, value, _ = api.call("GET", one + "/open-entries", token=anna)
    left = {e["purpose"]: e["id"] for e in value["items"]}
    check("and what the bank does not have", set(left) == {"路灯维修", "办公用品"}, value)
    status, value, _ = api.call("GET", line, token=anna)
    check("a line tells what it could be", {e["purpose"] for e in value["candidates"]} == {"路灯维修", "办公用品"}, value)
    status, value, _ = api.call("POST", line + "/match", {"entries": [left["路灯维修"]]}, anna)
    check("entries that do not add up are not matched", status == 422 and value["errors"][0]["field"] == "entries", value)
    check("nor by a neighbour", api.call("POST", line + "/match", {"entries": []}, tokens["bo"])[0] in (403, 404))
    entry_now = api.call("GET", f"/api/v1/entries/{left['路灯维修']}", token=anna)[1]
    api.call("PUT", f"/api/v1/entries/{left['路灯维修']}", {key: entry_now[key] for key in
             ("account", "day", "direction", "purpose", "counterparty", "person")} | {"amount_fen": 19000}, anna)
    status, value, _ = api.call("POST", line + "/match", {"entries": [left["路灯维修"]]}, anna)
    check("they are, once they do", status == 200 and value["state"] == "matched" and len(value["entries"]) == 1, value)
    check("and taken apart", api.call("POST", line + "/unmatch", None, anna)[1]["state"] == "open")
    status, value, _ = api.call("POST", one + "/match", {"from": "2022-11-01", "to": "2022-11-30"}, anna)
    check("matched again without a hand", status == 200 and value["matched"] == 1 and value["open_lines"] == 1, value)
    status, value, _ = api.call("POST", f"/api/v1/bank-lines/{second['id']}/explain", {"explanation": "手续费，下月补记"}, anna)
    check("the rest is explained", status == 200 and value["state"] == "explained", value)
    check("on the other side, too", api.call("POST", f"/api/v1/entries/{left['办公用品']}/explain",
                                              {"explanation": "现金垫付"}, anna)[0] == 204)
    check("nothing is left", api.call("GET", one + "/lines?state=open", token=anna)[1]["items"] == []
          and api.call("GET", one + "/open-entries", token=anna)[1]["items"] == [])


def month(api, tokens, check, village, fund):
    anna, fan, chen = tokens["anna"], tokens["fan"], tokens["chen"]
    place = f"/api/v1/regions/{village}"
    one = place + "/months/2022-11"
    check("an open month is nobody else's", api.call("GET", one)[0] == 404)
    check("a neighbour hands nothing in", api.call("POST", one + "/hand-in", None, tokens["bo"])[0] == 403)
    status, value, _ = api.call("POST", one + "/hand-in", None, anna)
    if not check("a month is handed in", status == 200 and value["state"] == "confirming" and value["closing_fen"] == 140000, value):
        return
    check("whoever keeps the books does not confirm them", api.call("POST", one + "/confirm", None, anna)[0] == 403)
    check("to send back needs a reason", api.call("POST", one + "/return", {}, fan)[0] == 422)
    status, value, _ = api.call("POST", one + "/return", {"reason": "少一笔"}, fan)
    check("the finance group sends it back", status == 200 and value["state"] == "returned" and value["return_reason"] == "少一笔", value)
    api.call("POST", one + "/hand-in", None, anna)
    lock = api.call("GET", one, token=fan)[1]["lock"]
    check("a stale lock confirms nothing", api.call("POST", one + "/confirm", {"lock": lock - 1}, fan)[0] == 409)
    status, value, _ = api.call("POST", one + "/confirm", {"lock": lock}, fan)
    check("or confirms it", status == 200 and value["state"] == "closed", value)
    status, value, _ = api.call("POST", place + "/entries", entry(fund, "2022-11-20", "in", 1, "租"), anna)
    check("a closed month takes no entry", status == 422 and "已经结账" in value["errors"][0]["message"], value)
    for disclosure in (api.call("GET", one, token=anna)[1][key] for key in ("disclosure_in", "disclosure_out")):
        status, value, _ = api.call("POST", f"/api/v1/disclosures/{disclosure}/approve", {"personal_ok": True}, chen)
        check("the township approves", status == 200, value)
    status, value, headers = api.call("GET", one)
    check("then everybody reads the month", status == 200 and value["expense_fen"] == 20000 and "lock" not in value, value)
    check("with an ETag", api.call("GET", one, headers={"If-None-Match": headers["ETag"]})[0] == 304)
    found = {e["purpose"]: e for e in api.call("GET", place + "/entries?month=2022-11")[1]["items"]}
    check("people's names are masked", found["路灯维修"]["counterparty"] == "王**", found)
    wrong = f"/api/v1/entries/{found['办公用品']['id']}"
    check("it is not rewritten", api.call("PUT", wrong, entry(fund, "2022-11-11", "out", 900, "办公用品"), anna)[0] == 409
          and api.call("DELETE", wrong, token=anna)[0] == 409)
    right = entry(fund, "2022-11-11", "out", 1100, "办公用品")
    check("a correction wants a reason", api.call("POST", wrong + "/correct", {"reason": "", "replacement": right}, anna)[0] == 422)
    check("a neighbour corrects nothing", api.call("POST", wrong + "/correct", {"reason": "x"}, tokens["bo"])[0] == 403)
    status, value, _ = api.call("POST", wrong + "/correct", {"reason": "金额抄错", "replacement": right}, anna)
    check("a closed month is corrected", status == 200, value)
    value = api.call("GET", one, token=anna)[1]
    check("by a red entry and another", value["entries"] == 5 and value["expense_fen"] == 20100, value)
    check("once only", api.call("POST", wrong + "/correct", {"reason": "再来"}, anna)[0] == 409)
