"""Subsidies through the API: a part of api_test.py."""
import json


def subsidies(api, tokens, check, village):
    """A payment list from its lines to the notice; others see what is published of it."""
    anna, chen = tokens["anna"], tokens["chen"]
    place = f"/api/v1/regions/{village}"
    programme = {"name": "耕地地力保护补贴", "source": "中央财政", "unit": "亩", "standard": "71.50"}
    status, value, _ = api.call("POST", place + "/programmes", programme, tokens["bo"])
    check("a neighbour adds no programme here", status == 403, value)
    status, value, _ = api.call("POST", place + "/programmes", programme, anna)
    check("a programme is added", status == 201 and value["standard"] == "71.50", value)
    lines = [{"name": "王建国", "group": "一组", "quantity": 3.5, "card": "6228480012345678901"},
             {"name": "李四", "group": "一组", "quantity": "2", "amount": "150", "card": "6228480012345678901"}]
    body = {"programme": "耕地地力保护补贴", "period": "2023", "name": "第一批", "lines": lines}
    status, value, _ = api.call("POST", place + "/subsidies", {**body, "lines": [{"name": "", "quantity": "两亩"}]}, anna)
    fields = [error["field"] for error in value.get("errors", [])]
    check("a bad line is told by row and column", status == 422 and "line.1.2" in fields and "line.1.4" in fields, value)
    status, value, headers = api.call("POST", place + "/subsidies", body, anna)
    check("a list is begun with its lines", status == 201 and value["total"] == "400.25", value)
    one = headers["Location"]
    check("what is odd is pointed out", {f["kind"] for f in value["findings"]} == {"amount", "card"}, value["findings"])
    check("of a card the end stays", value["lines"][0]["card_tail"] == "8901" and "622848" not in json.dumps(value), value)
    check("a draft is nobody else's", api.call("GET", one)[0] == 404 and api.call("GET", one, token=tokens["bo"])[0] == 404)
    status, value, _ = api.call("POST", one + "/hand-in", {}, anna)
    check("what is odd wants an explanation", status == 422, value)
    status, value, _ = api.call("POST", one + "/hand-in", {"explanation": "李四代领"}, anna)
    check("the list is handed in", status == 200 and value["notice"]["state"] == "submitted", value)
    check("it is closed then", api.call("PUT", one + "/lines", {"lines": lines}, anna)[0] == 409)
    notice = f"/api/v1/disclosures/{value['notice']['disclosure']}"
    check("the township approves the notice", api.call("POST", notice + "/approve", {"personal_ok": True}, chen)[0] == 200)
    status, value, _ = api.call("GET", one)
    check("then everybody sees its sums, not its lines",
          status == 200 and value["published"]["total"] == "400.25" and "lines" not in value, value)
    status, value, _ = api.call("GET", place + "/subsidies?year=2023")
    check("it stands in the list of the year", [b["name"] for b in value["items"]] == ["第一批"], value)
    check("nothing is paid before the notice has ended",
          api.call("POST", one + "/payments", {"paid_on": "2023-05-01"}, anna)[0] == 409)
    status, value, _ = api.call("GET", one + "/lines.csv", token=anna)
    check("the lines come as CSV", status == 200 and "************8901" in value.decode(), value)
    adopted(api, tokens, check, village)
    check("an account without a household has none",
          api.call("GET", "/api/v1/my/household", token=anna)[1] == {"households": []})


def adopted(api, tokens, check, village):
    """A table that was published by hand goes on as a list."""
    anna, chen = tokens["anna"], tokens["chen"]
    place = f"/api/v1/regions/{village}"
    rows = [["耕地地力保护补贴", "2022年", "王建国", "一组", "3.5", "71.50", "250.25", "2023-04-20", "已到账"]]
    columns = [{"name": name, "type": kind, "audience": "residents"} for name, kind in (
        ("补贴项目", "text"), ("批次", "text"), ("户主", "person"), ("组别", "text"), ("面积或数量", "quantity"),
        ("标准（元）", "money"), ("金额", "money"), ("发放日期", "date"), ("发放状态", "choice"))]
    body = {"item": "V6", "region": village, "period": "2023-04-25", "title": "耕地补贴", "summary": "发放一户。",
            "table": {"columns": columns, "rows": rows}}
    status, value, _ = api.call("POST", "/api/v1/disclosures", body, anna)
    sheet = value["id"]
    check("a table is published by hand", status == 201 and
          api.call("POST", f"/api/v1/disclosures/{sheet}/submit", {}, anna)[0] == 200 and
          api.call("POST", f"/api/v1/disclosures/{sheet}/approve", {"personal_ok": True}, chen)[0] == 200, value)
    status, value, _ = api.call("POST", place + "/subsidies", {"disclosure": sheet}, tokens["bo"])
    check("a neighbour makes no list of it", status == 403, value)
    status, value, _ = api.call("POST", place + "/subsidies", {"disclosure": sheet}, anna)
    check("it goes on as a list with its rows", status == 201 and value["result"]["disclosure"] == sheet and
          value["state"] == "result" and value["period"] == "2022" and value["lines"][0]["state"] == "paid", value)
    check("once", api.call("POST", place + "/subsidies", {"disclosure": sheet}, anna)[0] == 422)
