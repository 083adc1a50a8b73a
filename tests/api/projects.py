"""Projects through the API: a part of api_test.py."""
TOWNSHIP = "210111010000"
ROWS = [{"building": "1号楼", "number": "1", "head": "周福徕", "agreement": "X-01", "item": "住宅", "quantity": 80,
         "signed_on": "2023-04-01", "paid_on": "2023-05-10"},
        {"building": "1号楼", "number": "2", "head": "郑皖椿", "item": "住宅", "quantity": "100", "signed_on": "2023年4月3日"},
        {"building": "2号楼", "number": "3", "head": "冯毓楳", "item": "住宅", "quantity": "60.5"}]
SECRETS = ("周福徕", "郑皖椿", "288000.00", "3600.00", "X-01")


def fields_of(value):
    return [error["field"] for error in value.get("errors", [])]


def relocation(api, tokens, check, village):
    """A township keeps it, the village hands in, the township approves, a visitor follows progress."""
    anna, chen = tokens["anna"], tokens["chen"]
    place = f"/api/v1/regions/{TOWNSHIP}/projects"
    body = {"kind": "relocation", "name": "铁路外迁", "budget": "900,000", "places": [village]}
    check("the village begins nothing at its township", api.call("POST", place, body, anna)[0] == 403)
    status, value, _ = api.call("POST", place, {**body, "budget": "1.2万", "places": ["1"]}, chen)
    check("what is wrong is told by member", status == 422 and {"budget", "places"} <= set(fields_of(value)), value)
    status, value, headers = api.call("POST", place, body, chen)
    check("a relocation is begun, with its usual stages", status == 201 and len(value["stages"]) >= 3, value)
    one = headers["Location"]
    check("a draft is nobody else's", api.call("GET", one)[0] == 404 and api.call("GET", one, token=tokens["bo"])[0] == 404)
    standards = {"standards": [{"item": "住宅", "unit": "平方米", "standard": "3600"},
                               {"item": "搬迁费", "unit": "户", "standard": 1500}]}
    status, value, _ = api.call("PUT", one + "/standards", standards, chen)
    check("it gets its standards", status == 200 and value["standards"][0]["standard"] == "3600.00", value)
    twice = ROWS + [{**ROWS[0], "building": "2号楼", "item": "搬迁费", "standard": "1500", "quantity": 1}]
    status, value, _ = api.call("PUT", one + "/households", {"rows": twice}, chen)
    check("a household in two buildings is told by row and column", status == 422 and "row.4.1" in fields_of(value), value)
    check("and nothing is half-written", api.call("GET", one, token=chen)[1]["households"] == 0)
    status, value, _ = api.call("PUT", one + "/households", {"rows": ROWS}, chen)
    check("its households are put", status == 200 and (value["buildings"], value["households"], value["signed"], value["paid"]) ==
          (2, 3, 2, 1) and value["signed_rate"] == 0.6666 and value["compensation"]["total"] == "865800.00", value)
    status, value, _ = api.call("PUT", one + "/households", {"rows": ROWS, "lock": value["lock"] - 1}, chen)
    check("who saw an older state is told so", status == 409, value)
    third = api.call("GET", one + "/households", token=chen)[1]["items"][2]
    status, value, _ = api.call("POST", f"{one}/households/{third['id']}/sign", {"signed_on": "2023-05-20", "agreement": "X-03"},
                                chen)
    signing = f"{one}/households/{third['id']}/sign"
    for what, body in (("without a day", {"agreement": "X-04"}), ("with a list for a day", {"signed_on": []}),
                       ("with a lock that is no number", {"signed_on": "2023-05-20", "lock": "x"}), ("with a list for a body", [])):
        refused, problem, _ = api.call("POST", signing, body, chen)
        check("nobody signs " + what, refused == 422, problem)
    check("the last one signs", status == 200 and value["signed_rate"] == 1.0, value)
    hand_in(api, tokens, check, one)


def hand_in(api, tokens, check, one):
    anna, chen = tokens["anna"], tokens["chen"]
    stages = api.call("GET", one, token=chen)[1]["stages"]
    stage = [each for each in stages if "签约" in each["name"]][0]
    way = f"{one}/stages/{stage['id']}"
    status, value, _ = api.call("POST", way + "/hand-in", {"explanation": "对过"}, anna)
    check("a stage that has not begun is not handed in", status == 422 and "stage" in fields_of(value), value)
    status, value, _ = api.call("PUT", way, {"actual_start": "2023-04-01", "note": "在社区签约。"}, chen)
    check("it begins", status == 200, value)
    check("the township does not hand in for the village", api.call("POST", way + "/hand-in", {}, chen)[0] == 403)
    status, value, _ = api.call("POST", way + "/hand-in", {"explanation": "户籍表还没有录入。"}, anna)
    told = [each for each in value.get("stages", []) if each["id"] == stage["id"]]
    check("the village hands it in", status == 200 and told[0]["disclosures"][0]["state"] == "submitted", value)
    disclosure = f"/api/v1/disclosures/{told[0]['disclosures'][0]['disclosure']}"
    check("the township approves", api.call("POST", disclosure + "/approve", {"personal_ok": True}, chen)[0] == 200)
    status, value, headers = api.call("GET", one)
    check("everybody follows its progress, and no more", status == 200 and value["sight"] == "progress"
          and value["signed_rate"] == 1.0 and not {"compensation", "standards", "items", "findings", "lock"} & set(value), value)
    check("an ETag holds", api.call("GET", one, headers={"If-None-Match": headers["ETag"]})[0] == 304)
    for path in (one, f"/api/v1/regions/{TOWNSHIP}/projects?kind=relocation", disclosure):
        text = str(api.call("GET", path)[1])
        check(f"no names, no money: {path}", not [secret for secret in SECRETS if secret in text], text)
    check("households are not for visitors", api.call("GET", one + "/households")[0] == 401)
    check("nor for a neighbour", api.call("GET", one + "/households", token=tokens["bo"])[0] == 403)
    check("a cursor is a number", api.call("GET", one + "/households?cursor=x", token=chen)[0] == 422)
    check("past the end there is nothing", api.call("GET", one + "/households?cursor=900", token=chen)[1] ==
          {"items": [], "next": None})
    changed = [{**ROWS[0], "quantity": 90}] + ROWS[1:]
    status, value, _ = api.call("PUT", one + "/households", {"rows": changed}, chen)
    check("what was told changes only with a reason", status == 422 and fields_of(value) == ["reopen"], value)
    status, value, _ = api.call("POST", one + "/reopen", {"reason": "面积量错了"}, chen)
    check("with one it is open", status == 200 and value["reopened"] == "面积量错了", value)
    check("then it changes", api.call("PUT", one + "/households", {"rows": changed}, chen)[0] == 200)
    second = api.call("GET", one + "/households", token=chen)[1]["items"][1]
    status, value, _ = api.call("POST", f"{one}/households/{second['id']}/pay", {"paid_on": "2023-05-25"}, chen)
    check("the second one is paid", status == 200 and value["paid"] == 2, value)
    check("and everybody reads it at once", api.call("GET", one)[1]["paid"] == 2)


def works(api, tokens, check, village):
    anna = tokens["anna"]
    status, value, headers = api.call("POST", f"/api/v1/regions/{village}/projects",
                                      {"kind": "works", "name": "村西路硬化", "budget": 86000}, anna)
    check("the village begins works", status == 201 and value["places"] == [village], value)
    one = headers["Location"]
    tender = {"way": "quotes", "decided_on": "2023-04-10", "contractor": "丙公司", "contract": "84500", "contract_on": "2023-04-15",
              "bids": [{"bidder": "甲公司", "amount": "84,500.00"}, {"bidder": "乙公司", "amount": "元"}]}
    status, value, _ = api.call("PUT", one + "/tender", tender, anna)
    check("a bid that is no amount is told by row and column", status == 422 and "bid.2.2" in fields_of(value), value)
    tender["bids"][1]["amount"] = "85900"
    status, value, _ = api.call("PUT", one + "/tender", tender, anna)
    check("the winner is among the bids", status == 422 and "contractor" in fields_of(value), value)
    status, value, _ = api.call("PUT", one + "/tender", {**tender, "contractor": "甲公司"}, anna)
    check("a contract is recorded", status == 200 and value["tender"]["contract_now"] == "84500.00", value)
    status, value, _ = api.call("PUT", one + "/payments", {"payments": [{"paid_on": "2023.5.10", "amount": "两万"},
                                                                         {"paid_on": "明天", "amount": "1"}]}, anna)
    check("payments are told by row and column", status == 422 and "row.2.1" in fields_of(value), value)
    status, value, _ = api.call("PUT", one + "/payments", {"payments": [{"paid_on": "2023.5.10", "amount": "90000"}]}, anna)
    check("too much is pointed out, not refused", status == 200 and "contract" in {f["kind"] for f in value["findings"]}, value)
    status, value, _ = api.call("POST", one + "/changes", {"decided_on": "2023-05-01", "amount": "-500", "reason": "少铺一段"}, anna)
    check("a change of the contract counts", status == 201 and value["tender"]["contract_now"] == "84000.00", value)
    change = f"{one}/changes/{value['changes'][0]['id']}"
    check("and is taken back", api.call("DELETE", change, token=anna)[1]["tender"]["contract_now"] == "84500.00")
    status, value, _ = api.call("POST", one + "/stages", {"name": "返工", "phase": "later"}, anna)
    check("there are three phases", status == 422 and "phase" in fields_of(value), value)
    status, value, _ = api.call("POST", one + "/stages", {"name": "返工", "phase": "after"}, anna)
    check("a stage is added at the end", status == 201 and value["stages"][-1]["name"] == "返工", value)
    check("and taken away", api.call("DELETE", f"{one}/stages/{value['stages'][-1]['id']}", token=anna)[0] == 200)
    check("what was never handed in is thrown away", api.call("DELETE", one, token=anna)[0] == 204
          and api.call("GET", one, token=anna)[0] == 404)


def projects(api, tokens, check, village):
    relocation(api, tokens, check, village)
    works(api, tokens, check, village)
    status, value, _ = api.call("GET", f"/api/v1/regions/{TOWNSHIP}/projects?kind=bridge")
    check("there are three kinds", status == 422 and fields_of(value) == ["kind"], value)
    check("an account without a household has no project",
          api.call("GET", "/api/v1/my/household", token=tokens["anna"])[1] == {"households": []})
