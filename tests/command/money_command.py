"""Funds, entries and statements from outside: a part of command_test.py."""
import shutil
import sqlite3
import zipfile

VILLAGE, OTHER = "210111010203", "210111010204"
FUNDS = ("地区代码,账户名称,类型,开户银行,账号,启用日期,期初余额\n"
         f"{VILLAGE},基本户,银行,建设银行,0000210111010203,2023-01-01,10000\n"
         f"{VILLAGE},库存现金,现金,,,2023-01-01,500.00\n"
         f"{OTHER},基本户,银行,农商行,0000210111010204,2023-01-01,\"¥1,000.00\"\n")
HEAD = "地区代码,账户,日期,收入,支出,摘要,对方,对方是个人,凭证号,类别,编号,更正编号,更正理由"
ENTRIES = f"""某村2023年收支明细,,,,,,,,,,,,
{HEAD}
{VILLAGE},基本户,2023.5.1,"１，２００．００",,村部房租,租户,,收-1,,1,,
{VILLAGE},基本户,2023年5月2日,,贰佰元整,路灯维修,王建国,是,付-1,,2,,
{VILLAGE},基本户,45049,,30,办公用品,文具店,,付-2,,3,,
,,本月合计,1200,230,,,,,,,,
{VILLAGE},基本户,2023-05-03,,-30.00,办公用品,文具店,,付-2,,4,3,金额抄错
{VILLAGE},基本户,2023-05-03,,33.00,办公用品,文具店,,付-2,,5,3,金额抄错
{OTHER},基本户,2023-05-04,,50,补植树木,苗圃,,付-1,公益支出,1,,
"""
CAMT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><Othr><Id>0000210111010203</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">10000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2023-05-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">11200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2023-05-31</Dt></Dt></Bal>
<Ntry><Amt Ccy="CNY">1200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2023-05-02</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def column(letters):
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[letters]


def xlsx(path, rows):
    """A workbook of inline texts."""
    sheet = "".join(f'<row r="{r}">' + "".join(
        f'<c r="{column(c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row)) + "</row>"
                    for r, row in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{main}/package/2006/content-types"/>')
        book.writestr("_rels/.rels", f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1" Type='
                      f'"{main}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}/spreadsheetml/2006/main" xmlns:r="{main}/officeDocument/'
                      '2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship '
                      f'Id="r1" Type="{main}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
                      "</Relationships>")
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}/spreadsheetml/2006/main"><sheetData>{sheet}'
                      "</sheetData></worksheet>")
    return path


def out(place, kind):
    return place.run("export", kind).stdout.lstrip("\ufeff")


def money(fresh, check):
    """Accounts, books and statements go in, come out, and go in again the same."""
    place = fresh()
    funds = place.file("funds.csv", FUNDS)
    result = place.run("import", "funds", funds)
    check("accounts go in", "3 new, 0 changed" in result.stdout, result.stdout + result.stderr)
    check("the same accounts change nothing", "0 new, 0 changed" in place.run("import", "funds", funds).stdout)
    entries = place.file("entries.csv", ENTRIES.encode("gb18030"))
    result = place.run("import", "entries", entries, "--dry-run")
    check("a dry run tells how many entries", "6 entries booked, 1 passed over (nothing written)" in result.stdout,
          result.stdout + result.stderr)
    check("and books none", out(place, "entries").count("\n") == 1)
    result = place.run("import", "entries", entries)
    check("entries go in, in GB18030, with titles and totals", result.returncode == 0 and "6 entries" in result.stdout,
          result.stdout + result.stderr)
    table = out(place, "entries")
    check("amounts and days are read as people write them",
          ",2023-05-01,1200.00,,村部房租," in table and ",2023-05-02,,200.00,路灯维修,王建国,是," in table
          and ",2023-05-03,,30.00," in table, table)
    check("a correction keeps what it corrects", ",4,3,金额抄错" in table and ",2023-05-03,,-30.00," in table, table)
    result = place.run("import", "statements", place.file("may.xml", CAMT), "--region", VILLAGE)
    check("a bank's statement goes in", "1 rows in 1 statements, 1 of them new" in result.stdout, result.stdout + result.stderr)
    result = place.run("check")
    check("all of it adds up", result.returncode == 0, result.stdout)
    again(fresh, place, check)
    bad(place, check)
    workbook(place, check)


def again(fresh, place, check):
    other = fresh()
    for kind in ("funds", "entries", "statements"):
        text = out(place, kind)
        result = other.run("import", kind, other.file("x.csv", text))
        check(f"{kind} come out the same after going in again", result.returncode == 0 and out(other, kind) == text,
              result.stderr + out(other, kind))
    result = other.run("import", "statements", other.dir + "/x.csv")
    check("the same statements twice bring nothing new", "0 of them new" in result.stdout, result.stdout + result.stderr)
    check("what went in adds up", other.run("check").returncode == 0)


BAD = [
    ("a currency that is not ours", "基本户,2023-05-05,$12,,租", "收入"),
    ("an amount in words that is none", "基本户,2023-05-05,壹仟贰元百,,租", "收入"),
    ("three decimals", "基本户,2023-05-05,1.005,,租", "收入"),
    ("a separator in a wrong place", "基本户,2023-05-05,\"1,23\",,租", "收入"),
    ("nothing at all", "基本户,2023-05-05,-0.00,,租", "收入"),
    ("less than nothing", "基本户,2023-05-05,-5,,租", "收入"),
    ("both sides", "基本户,2023-05-05,5,5,租", "支出"),
    ("a day that does not exist", "基本户,2023-02-30,5,,租", "日期"),
    ("a day before the account", "基本户,2022-12-31,5,,租", "日期"),
    ("an account that is not there", "二户,2023-05-05,5,,租", "账户"),
    ("no purpose", "基本户,2023-05-05,5,,", "摘要"),
    ("a card's number in the purpose", "基本户,2023-05-05,5,,付 6222021234567890128", "摘要"),
]


def bad(place, check):
    before = out(place, "entries")
    for name, row, cell in BAD:
        path = place.file("bad.csv", f"账户,日期,收入,支出,摘要\n{row}\n基本户,2023-05-06,7,,房租\n")
        result = place.run("import", "entries", path, "--region", VILLAGE)
        check(f"{name} is told with row and column",
              result.returncode == 1 and f"line 2, {cell}: " in result.stderr,
              result.stdout + result.stderr)
    check("nothing of a wrong file stays", out(place, "entries") == before)
    result = place.run("import", "entries", place.file("bad.csv", "姓名,电话\n王,1\n"), "--region", VILLAGE)
    check("a table without the columns is refused", result.returncode == 1 and "日期" in result.stderr, result.stderr)
    result = place.run("import", "entries", place.file("bad.csv", "账户,日期,收入,摘要\n基本户,2023-05-06,7,租\n"))
    check("rows without a place are refused", result.returncode == 1 and "--region" in result.stderr, result.stderr)
    result = place.run("import", "statements", place.file("other.xml", CAMT.replace("0203</Id>", "0209</Id>")), "--region", VILLAGE)
    check("another account's statement is refused", result.returncode == 1 and "另一个账户" in result.stderr, result.stderr)
    bomb = CAMT.replace("<Document", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><Document', 1)
    result = place.run("import", "statements", place.file("bomb.xml", bomb), "--region", VILLAGE)
    check("a document type is refused", result.returncode == 1 and "Traceback" not in result.stderr, result.stderr)


def workbook(place, check):
    path = xlsx(place.dir + "/e.xlsx", [["六月账"], ["日期", "收入", "支出", "摘要", "账户"],
                                        ["2023-06-01", "8.5", "", "利息", "基本户"], ["合计", "8.5", "", "", ""]])
    result = place.run("import", "entries", path, "--region", VILLAGE)
    check("a workbook goes in", "1 entries booked" in result.stdout, result.stdout + result.stderr)
    result = place.run("export", "entries", "--region", VILLAGE, "--output", place.dir + "/out.xlsx")
    check("a workbook comes out", zipfile.is_zipfile(place.dir + "/out.xlsx"), result.stderr)


PLANTED = [
    ("a sum that is off", "sums are off", "UPDATE entry_sum SET amount_fen = amount_fen + 1 WHERE account = (SELECT min(account) FROM entry_sum)"),
    ("a village's total that is off", "its total is off", "UPDATE entry_total SET fen = fen + 1"),
    ("an entry that was changed from outside", "sums are off", "UPDATE entry SET amount_fen = 7 WHERE purpose = '村部房租'"),
    ("an opening balance that was changed", "tally:", "UPDATE fund_account SET opening_fen = opening_fen + 1"),
    ("a closing balance that is off", "closing balance", "UPDATE bank_statement SET closing_fen = closing_fen + 1"),
    ("a line that is gone", "brought 1 lines, has 0", "DELETE FROM bank_match; DELETE FROM bank_line"),
    ("a line whose amount was changed", "add up to", "UPDATE bank_line SET amount_fen = 5"),
    ("a match that is gone", "its entries say else", "DELETE FROM bank_match"),
]


def money_faults(make, fresh, check):
    """check finds what was changed behind the program's back."""
    place = fresh()
    place.run("import", "funds", place.file("funds.csv", FUNDS))
    place.run("import", "entries", place.file("entries.csv", ENTRIES))
    place.run("import", "statements", place.file("may.xml", CAMT), "--region", VILLAGE)
    check("a sound ledger has no findings", place.run("check").returncode == 0, place.run("check").stdout)
    for name, finding, sql in PLANTED:
        wrong = make()
        shutil.copy(place.path, wrong.path)
        with sqlite3.connect(wrong.path) as connection:
            connection.executescript(sql)
        connection.close()
        result = wrong.run("check")
        check(f"check finds {name}", result.returncode == 1 and finding in result.stdout, result.stdout)
