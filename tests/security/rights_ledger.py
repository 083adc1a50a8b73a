"""Who may do what with a village's books; see rights.py."""
import re

from district import VILLAGE, multipart, still

SEE = {"village", "finance", "township", "district", "inspector"}
KEEP = {"village"}
NUMBER = "00002101110102"  # of the fund account: staff only
BOOK = f"/desk/ledger/{VILLAGE}"
BANK = f"/desk/bank/{VILLAGE}"
STATEMENT = ("账号,记账日期,借方发生额,贷方发生额,余额,对方户名\r\n" + NUMBER + ",2023-05-20,5.00,,95.00,小卖部\r\n").encode()
FUND = {"kind": "bank", "name": "基本户", "bank": "建设银行", "number": NUMBER, "opening_day": "2023-01-01", "opening_fen": "100"}
ENTRY = {"direction": "in", "amount": "12", "day": "2023-05-03", "purpose": "村部房租", "counterparty": "租户", "category": "0"}


def state_of(place, world):
    pages = [place.people["district"].get(path) for path in (
        BOOK, BOOK + "/2023-05", f"/desk/e/{world['entry']}", BANK)]
    return [still(page.text) for page in pages]


def build(place, world):
    village = place.people["village"]
    village.post(BOOK + "/funds/new", FUND)
    world["fund"] = re.findall(r"/desk/fund/(\d+)", village.get(BOOK).text)[0]
    village.post(BOOK + "/2023-05/new", {**ENTRY, "account": world["fund"]})
    village.ask("POST", BANK, multipart([("csrf", village.csrf), ("account", world["fund"])], [("file", "五月.csv", STATEMENT)]))
    world["line"] = re.findall(r"/desk/bank/line/(\d+)", village.get(BANK).text)[0]
    world["entry"] = re.findall(r"/desk/e/(\d+)", village.get(BOOK + "/2023-05").text)[0]


def pages(world):
    return {
        "/desk/ledger": ("/desk/ledger", SEE | {"other_village", "other_finance", "other_township", "other_district"}),
        "/desk/ledger/{code}": (BOOK, SEE), "/desk/ledger/{code}/funds/new": (BOOK + "/funds/new", KEEP),
        "/desk/fund/{id}": (f"/desk/fund/{world['fund']}", SEE),
        "/desk/ledger/{code}/{month}": (BOOK + "/2023-05", SEE),
        "/desk/ledger/{code}/{month}/new": (BOOK + "/2023-05/new", KEEP),
        "/desk/ledger/{code}/{month}/sheet": (BOOK + "/2023-05/sheet", KEEP),
        "/desk/e/{id}": (f"/desk/e/{world['entry']}", SEE),
        "/desk/bank/{code}": (BANK, SEE), "/desk/bank/line/{id}": (f"/desk/bank/line/{world['line']}", SEE),
    }


def deeds(world):
    entry, month = f"/desk/e/{world['entry']}", BOOK + "/2023-05"
    row = f"/desk/bank/line/{world['line']}"
    line = {**ENTRY, "account": world["fund"], "lock": "1"}
    return {
        "/desk/bank/{code}": (BANK, {"account": world["fund"]}, KEEP, None),
        "/desk/bank/line/{id}/match": (row + "/match", {"entry": "1"}, KEEP, None),
        "/desk/bank/line/{id}/unmatch": (row + "/unmatch", {}, KEEP, None),
        "/desk/bank/line/{id}/explain": (row + "/explain", {"explanation": "手续费"}, KEEP, None),
        "/desk/bank/entry/{id}/explain": (f"/desk/bank/entry/{world['entry']}/explain", {"explanation": "下月到账"}, KEEP, None),
        "/desk/ledger/{code}/funds/new": (BOOK + "/funds/new", {**FUND, "name": "二户", "number": "2"}, KEEP, None),
        "/desk/fund/{id}": (f"/desk/fund/{world['fund']}", {**FUND, "name": "新名"}, KEEP, None),
        "/desk/ledger/{code}/{month}/new": (month + "/new", {**line, "purpose": "又一笔"}, KEEP, None),
        "/desk/ledger/{code}/{month}/sheet": (month + "/sheet", {"lock": "0", "paste": "日期\t摘要\t收入\n2023-05-01\t租\t3"}, KEEP,
                                              None),
        "/desk/e/{id}": (entry, {**line, "purpose": "改了"}, KEEP, None),
        "/desk/e/{id}/photo": (entry + "/photo", {}, KEEP, None),
        "/desk/e/{id}/photo/{photo}/remove": (entry + "/photo/1/remove", {}, KEEP, None),
        "/desk/e/{id}/remove": (entry + "/remove", {"lock": "1"}, KEEP, None),
        "/desk/ledger/{code}/{month}/confirm": (month + "/confirm", {"lock": "0"}, {"finance"}, None),
        "/desk/ledger/{code}/{month}/return": (month + "/return", {"lock": "0", "reason": "不对"}, {"finance"}, None),
        "/desk/ledger/{code}/{month}/hand-in": (month + "/hand-in", {}, KEEP, None),
    }


# What a permitted deed may answer besides going on: the month is not in the state for it, there is no such thing.
GRANTED = {"/desk/ledger/{code}/{month}/confirm": (409,), "/desk/ledger/{code}/{month}/return": (409,),
           "/desk/ledger/{code}/{month}/sheet": (200, 422), "/desk/ledger/{code}/{month}/hand-in": (303, 422),
           "/desk/e/{id}": (303, 409), "/desk/e/{id}/remove": (303, 409), "/desk/e/{id}/photo": (303,),
           "/desk/bank/{code}": (422,), "/desk/bank/line/{id}/match": (404, 422), "/desk/bank/line/{id}/unmatch": (409,),
           "/desk/e/{id}/photo/{photo}/remove": (404,)}


def api_reads(world):
    """GET by programs: pattern → (path, who may); others find nothing."""
    fund = f"/api/v1/funds/{world['fund']}"
    return {
        "/api/v1/regions/{code}/funds": (f"/api/v1/regions/{VILLAGE}/funds", SEE), "/api/v1/funds/{id}": (fund, SEE),
        "/api/v1/funds/{id}/statements": (fund + "/statements", SEE), "/api/v1/funds/{id}/lines": (fund + "/lines", SEE),
        "/api/v1/funds/{id}/open-entries": (fund + "/open-entries", SEE),
        "/api/v1/bank-lines/{id}": (f"/api/v1/bank-lines/{world['line']}", SEE),
    }


def api_deeds(world):
    """By programs: route → (path, body, who may)."""
    here, fund = f"/api/v1/regions/{VILLAGE}", f"/api/v1/funds/{world['fund']}"
    entry, line, month = f"/api/v1/entries/{world['entry']}", f"/api/v1/bank-lines/{world['line']}", here + "/months/2023-05"
    body = {"account": world["fund"], "day": "2023-05-04", "direction": "in", "amount_fen": 100, "purpose": "利息"}
    return {
        "POST /api/v1/regions/{code}/entries": (here + "/entries", body, KEEP),
        "PUT /api/v1/entries/{id}": (entry, body, KEEP), "DELETE /api/v1/entries/{id}": (entry, {}, KEEP),
        "POST /api/v1/entries/{id}/correct": (entry + "/correct", {"reason": "错了", "replacement": body}, KEEP),
        "POST /api/v1/entries/{id}/explain": (entry + "/explain", {"explanation": "下月到账"}, KEEP),
        "POST /api/v1/regions/{code}/months/{month}/hand-in": (month + "/hand-in", {}, KEEP),
        "POST /api/v1/regions/{code}/months/{month}/confirm": (month + "/confirm", {}, {"finance"}),
        "POST /api/v1/regions/{code}/months/{month}/return": (month + "/return", {"reason": "不对"}, {"finance"}),
        "POST /api/v1/regions/{code}/funds": (here + "/funds", {**FUND, "opening_fen": 1}, KEEP),
        "PUT /api/v1/funds/{id}": (fund, {"name": "改了"}, KEEP), "POST /api/v1/funds/{id}/close": (fund + "/close", {}, KEEP),
        "POST /api/v1/funds/{id}/statements": (fund + "/statements", {}, KEEP),
        "POST /api/v1/funds/{id}/match": (fund + "/match", {"from": "2023-05-01", "to": "2023-05-31"}, KEEP),
        "POST /api/v1/bank-lines/{id}/match": (line + "/match", {"entries": [world["entry"]]}, KEEP),
        "POST /api/v1/bank-lines/{id}/unmatch": (line + "/unmatch", {}, KEEP),
        "POST /api/v1/bank-lines/{id}/explain": (line + "/explain", {"explanation": "手续费"}, KEEP),
    }
