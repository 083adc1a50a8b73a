#!/usr/bin/env python3
"""The command line from outside: import, export, check.  Usage: command_test.py PATH-OF-MINGBAI; runs on SQLite
and, with MINGBAI_TEST_PG, on PostgreSQL.  The region files of the whole province and country stand in
$MINGBAI_DATA (../shared/data beside the project); without them their tests are skipped."""
import csv
import io
import json
import lzma
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from flags_command import flag_faults, flags  # noqa: E402
from money_command import money, money_faults  # noqa: E402
from outside_command import outside  # noqa: E402
from property_command import property_faults, property_registers  # noqa: E402
from report_command import report  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
DATA = pathlib.Path(os.environ.get("MINGBAI_DATA", ROOT.parent / "shared/data"))
FIXTURES = ROOT / "tests/fixtures/sheets"
VILLAGE, OTHER = "210111010203", "210111010204"
COLUMNS = ["region", "item", "period", "kind", "title", "summary", "body", "table", "reason", "review_on",
           "submitted_at", "published_at", "personal_ok"]
count = {"ok": 0, "bad": 0}


def check(name, good, detail=""):
    count["ok" if good else "bad"] += 1
    print(f"{'ok' if good else 'not ok'} {count['ok'] + count['bad']} - {name}", flush=True)
    if not good:
        print("# " + str(detail)[:2000].replace("\n", "\n# "), flush=True)
    return good


def skip(name, why):
    count["ok"] += 1
    print(f"ok {count['ok'] + count['bad']} - {name} # SKIP {why}")


class Place:
    """A database with its state directory; run() calls the program on it."""

    def __init__(self, url, directory):
        self.url, self.dir = url, directory

    def run(self, *arguments, text=None, db=True):
        more = ["--db", self.url, "--state-dir", self.dir] if db else []
        environment = dict(os.environ, LC_ALL="zh_CN.UTF-8")
        return subprocess.run([PROGRAM, *arguments, *more], input=text, capture_output=True, text=True, timeout=300,
                              env=environment)

    def exported(self, *arguments):
        """How many disclosures come out."""
        return len(list(csv.reader(io.StringIO(self.run("export", "disclosures", *arguments).stdout)))) - 1

    def file(self, name, content):
        path = os.path.join(self.dir, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path


# ---- databases ----

def sqlite_place(directory):
    directory = tempfile.mkdtemp(dir=directory)
    place = Place(f"sqlite:{directory}/m.db", directory)
    place.path = f"{directory}/m.db"
    return place


def psql():
    for path in sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"), reverse=True):
        return str(path)
    return shutil.which("psql")


def postgres_place(directory, number):
    base = os.environ["MINGBAI_TEST_PG"]
    name = f"command_{os.getpid()}_{number}"
    subprocess.run([psql(), "-q", "-d", base, "-c", f"CREATE SCHEMA {name}"], check=True)
    joiner = "&" if "?" in base else "?"
    return Place(f"{base}{joiner}options=-csearch_path%3D{name}", tempfile.mkdtemp(dir=directory))


def fresh(make):
    place = make()
    result = place.run("migrate")
    if result.returncode != 0:
        sys.exit("migrate: " + result.stderr)
    result = place.run("import", "regions", str(ROOT / "data/regions-210111.csv"))
    if result.returncode != 0:
        sys.exit("import regions: " + result.stderr)
    return place


# ---- regions ----

def regions(make):
    place = make()
    place.run("migrate")
    result = place.run("import", "regions", str(ROOT / "data/regions-210111.csv"), "--dry-run")
    check("a dry run of regions tells what would be", "201 added" in result.stdout, result.stdout + result.stderr)
    check("and writes nothing", place.run("export", "regions").stdout.count("\n") == 1)
    result = place.run("import", "regions", str(ROOT / "data/regions-210111.csv"))
    check("the district has 201 places", "201 read: 201 added" in result.stdout, result.stdout)
    result = place.run("import", "regions", str(ROOT / "data/regions-210111.csv"))
    check("the same file again changes nothing", "0 added, 0 renamed, 201 unchanged" in result.stdout, result.stdout)
    path = place.file("odd.csv", "code,parent,level,name\n210111099000,210111000000,4,新设街道\n"
                                 "210111099201,210111098000,5,孤村\n210111099201,210111099000,5,孤村\nxx,1,2\n")
    result = place.run("import", "regions", path)
    check("orphans, doubles and what makes no sense are counted and told",
          "1 duplicates, 1 without parent, 1 malformed" in result.stdout and "210111098000" in result.stdout
          and result.returncode == 0, result.stdout)
    exported = place.run("export", "regions").stdout
    check("what came in comes out", "210111099000,210111000000,4,新设街道" in exported, exported[-500:])
    other = make()
    other.run("migrate")
    result = other.run("import", "regions", other.file("again.csv", exported.replace(",,\n", "\n")))
    check("and can go in again", "203 added" in result.stdout, result.stdout)
    result = place.run("check")
    check("the tallies of places are right", result.returncode == 0, result.stdout)


def country(make):
    if not (DATA / "regions-21.csv").exists():
        skip("a province", f"no {DATA}/regions-21.csv")
        return
    place = make()
    place.run("migrate")
    result = place.run("import", "regions", str(DATA / "regions-21.csv"))
    check("a province has 18,248 places", "18248 read: 18248 added" in result.stdout, result.stdout)
    result = place.run("export", "regions", "--region", "210111010000")
    check("a township is exported with what stands above it",
          "210000000000,,1,辽宁省" in result.stdout and VILLAGE in result.stdout
          and "210112000000" not in result.stdout, result.stdout[:500])
    if not (DATA / "regions-cn.csv.xz").exists() or "postgresql" in place.url:
        skip("the country", "no file, or PostgreSQL (takes minutes)")
        return
    place = make()
    place.run("migrate")
    path = place.file("cn.csv", lzma.open(DATA / "regions-cn.csv.xz").read())
    result = place.run("import", "regions", path)
    check("the country has 665,276 lines and five doubles",
          "665276 read: 665271 added" in result.stdout and "5 duplicates" in result.stdout, result.stdout)
    check("its tallies are right", place.run("check").returncode == 0)


# ---- users ----

HEAD = "登录名,姓名,电话,角色,地区代码\n"


def users(make):
    place = fresh(make)
    good = HEAD + f"甲1,王一,13800000000,村(社区)管理员,{VILLAGE}\n甲1,王一,,民主理财小组,{OTHER}\n乙2,李二,,township,沙河街道\n"
    bad = good + f"丙3,张三,,街道(乡镇)管理员,{VILLAGE}\n丁 4,赵四,,村长,{VILLAGE}\n"
    result = place.run("import", "users", place.file("bad.csv", bad))
    check("bad lines of a sheet of users are named", result.returncode == 1 and "line 5" in result.stderr
          and "line 6" in result.stderr, result.stderr)
    check("and none of them is written", "甲1" not in place.run("user", "list").stdout)
    result = place.run("import", "users", place.file("good.csv", good.encode("gb18030")), "--dry-run")
    check("a dry run of GB18030 counts", "3 lines, 2 accounts" in result.stdout, result.stdout + result.stderr)
    check("and writes nothing", "甲1" not in place.run("user", "list").stdout)
    result = place.run("import", "users", place.file("good.csv", good.encode("gb18030")))
    check("first passwords are printed once, one an account", result.returncode == 0
          and len(result.stdout.strip().splitlines()) == 3, result.stdout + result.stderr)
    listed = place.run("user", "list").stdout
    check("a login that comes twice has two roles",
          f"village_admin:{VILLAGE},finance_group:{OTHER}" in listed, listed)
    result = place.run("import", "users", place.file("good.csv", good))
    check("who is there is not made again", result.returncode == 1, result.stdout + result.stderr)
    exported = place.run("export", "users")
    other = fresh(make)
    result = other.run("import", "users", other.file("again.csv", exported.stdout))
    check("users that came out go in again, without passwords", result.returncode == 0
          and "argon2" not in exported.stdout and other.run("export", "users").stdout == exported.stdout,
          result.stderr + exported.stdout)
    evil = "=HYPERLINK(0)"
    third, fourth = fresh(make), fresh(make)
    third.run("import", "users", third.file("evil.csv", HEAD + f"戊5,{evil},+8613800000000,村(社区)管理员,{VILLAGE}\n"))
    exported = third.run("export", "users").stdout
    check("no name runs where it is opened", f",'{evil},'+8613800000000," in exported, exported)
    result = fourth.run("import", "users", fourth.file("again.csv", exported))
    check("and what goes in again is the name", evil in fourth.run("user", "list").stdout
          and f"'{evil}" not in fourth.run("user", "list").stdout and fourth.run("export", "users").stdout == exported,
          result.stderr + exported)
    result = place.run("import", "users", place.file("none.csv", "a,b\n1,2\n"))
    check("a sheet without the columns is refused", result.returncode == 1 and "登录名" in result.stderr, result.stderr)


# ---- disclosures ----

def money_table(amount="320.00", person="李建军"):
    return json.dumps({
        "columns": [{"name": "日期", "type": "date", "audience": "public"},
                    {"name": "用途", "type": "text", "audience": "public"},
                    {"name": "金额", "type": "money", "audience": "public", "sum": True},
                    {"name": "经手人", "type": "person", "audience": "public"}],
        "rows": [["2023-05-08", "保洁工具", amount, person], ["2023-05-09", "修\n灯", "12", person]]},
        ensure_ascii=False)


def record(**changes):
    row = {"region": VILLAGE, "item": "F3", "period": "2023-05", "kind": "report", "title": "五月支出",
           "summary": "花了 \"三百\" 元，两笔。", "body": "说明\n\n- 一\n- 二", "table": money_table(),
           "submitted_at": "2023-06-02T09:00:00+08:00", "published_at": "2023-06-03T10:30:00+08:00",
           "personal_ok": "0"}
    row.update(changes)
    return row


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


GOOD = [
    record(),
    record(region=OTHER, item="P3", period="2023Q1", title="", table="", summary="开了会", body="<script>x</script>"),
    record(region=OTHER, item="F3", period="2023-04", kind="nil", title="", summary="", body="", table=""),
]


def disclosures(make):
    place = fresh(make)
    bad = GOOD + [record(region="210111010999"), record(period="2023Q2"), record(table=money_table("多少")),
                  record(published_at="yesterday"), record(published_at="2023-06-01T08:00:00+08:00"),
                  record(body="身份证 11010119900307803X"), record(table="{"), record(item="Z9")]
    result = place.run("import", "disclosures", place.file("bad.csv", as_csv(bad)))
    fields = ["region", "period", "table.1.3", "published_at", "published_at", "personal", "json", "item"]
    lines = result.stderr.splitlines()
    # Records begin where an editor says so: those with texts of several lines take more than one.
    named = [[line for line in lines if f": {field}:" in line] for field in fields]
    check("every fault is told with its line and field", result.returncode == 1 and all(named), result.stderr)
    at = as_csv(bad).split("210111010999")[0].count("\n") + 1
    check("lines are counted as an editor counts them", any(f"line {at}: region" in line for line in lines),
          f"line {at}\n" + result.stderr)
    check("one fault, and nothing is written", place.exported() == 0)
    path = place.file("good.csv", as_csv(GOOD))
    result = place.run("import", "disclosures", path, "--dry-run")
    check("a dry run of disclosures counts", "3 published" in result.stdout
          and place.exported() == 0, result.stdout + result.stderr)
    result = place.run("import", "disclosures", path)
    check("disclosures are published", "3 published, 0 were there" in result.stdout, result.stdout + result.stderr)
    result = place.run("import", "disclosures", path)
    check("the same file again publishes nothing twice", "0 published, 3 were there" in result.stdout, result.stdout)
    result = place.run("check")
    check("figures, digests, search and duties fit", result.returncode == 0, result.stdout)
    first = place.run("export", "disclosures").stdout
    other = fresh(make)
    result = other.run("import", "disclosures", other.file("again.csv", first))
    check("what came out goes in again and comes out the same",
          other.run("export", "disclosures").stdout == first and "3 published" in result.stdout,
          result.stderr + first)
    check("only a village's, with --region",
          place.exported("--region", VILLAGE) == 1)
    result = place.run("import", "disclosures", other.file("again.csv", first), "--region", "210111011000")
    check("what is outside --region is refused", result.returncode == 1 and "--region" in result.stderr, result.stderr)
    third = fresh(make)
    text = "region,item,period,summary,published_at\n" + f"{VILLAGE},P3,2023Q1,开了会,2023-05-01\n"
    result = third.run("import", "disclosures", third.file("gb.csv", text.encode("gb18030")))
    check("GB18030 and columns left out are fine", "1 published" in result.stdout, result.stderr)
    for name, content, line in [("a quote that does not close", text + f'{VILLAGE},P3,2023Q2,"x\n', "3"),
                                ("a NUL", text.replace("开了", "开\0了"), "2"),
                                ("bytes that are no text", text.encode() + b"\xff\xff\xff,\n", "")]:
        result = third.run("import", "disclosures", third.file("broken.csv", content))
        check(f"{name} is refused with its line", result.returncode == 1 and f"第 {line}" in result.stderr,
              result.stderr)
    result = third.run("export", "disclosures", "--output", os.path.join(third.dir, "out.xlsx"))
    check("an .xlsx by its name", result.returncode == 0
          and "xl/workbook.xml" in zipfile.ZipFile(os.path.join(third.dir, "out.xlsx")).namelist(), result.stderr)


# ---- a folder of sheets ----

def sheets(make):
    place = fresh(make)
    folder = os.path.join(place.dir, "sheets")
    os.mkdir(folder)
    shutil.copy(FIXTURES / "f3-2023-05.xlsx", f"{folder}/{VILLAGE}_F3_2023-05.xlsx")
    shutil.copy(FIXTURES / "f3-2023-05-gb18030.csv", f"{folder}/{OTHER}_F3_2023-05.csv")
    shutil.copy(FIXTURES / "f3-2023-05-bad.xlsx", f"{folder}/{OTHER}_F3_2023-04.xlsx")
    shutil.copy(FIXTURES / "f3-2023-05.xlsx", f"{folder}/may.xlsx")
    result = place.run("import", "sheets", folder)
    check("bad sheets are named with their cells", result.returncode == 1 and "may.xlsx: file" in result.stderr
          and f"{OTHER}_F3_2023-04.xlsx: table." in result.stderr, result.stderr)
    os.remove(f"{folder}/may.xlsx")
    os.remove(f"{folder}/{OTHER}_F3_2023-04.xlsx")
    result = place.run("import", "sheets", folder, "--dry-run")
    check("a dry run of sheets", "2 drafts (nothing written)" in result.stdout, result.stdout + result.stderr)
    result = place.run("import", "sheets", folder)
    check("sheets become drafts", "2 drafts" in result.stdout and
          place.exported() == 0, result.stdout + result.stderr)
    result = place.run("import", "sheets", folder, "--publish")
    rows = list(csv.DictReader(io.StringIO(place.run("export", "disclosures").stdout)))
    tables = [json.loads(row["table"])["rows"] for row in rows]
    check("or are published, both ways of writing them alike, without titles and totals",
          result.returncode == 0 and len(rows) == 2 and tables[0] == tables[1]
          and [row[1] for row in tables[0]] == ["记-001", "记-002", "记-003"], str(tables) + result.stderr)


# ---- check ----

def faults(directory):
    place = fresh(lambda: sqlite_place(directory))
    place.run("import", "disclosures", place.file("good.csv", as_csv(GOOD)))
    check("a sound database has no findings", place.run("check").returncode == 0)
    planted = [
        ("a tally that is off", "tally:", "UPDATE tally SET value = value + 1 WHERE measure = 3 AND day <> 0"),
        ("sums of an item that are off", "duty_month:",
         f"INSERT INTO duty_month VALUES ({int(VILLAGE) // 1000 * 1000}, 'F3', 202305, 2, 1, 1, 0)"),
        ("a text changed after publication", "revision:", "UPDATE revision SET body = 'x' WHERE title = '五月支出'"),
        ("a digest that was lost", "revision:", "UPDATE revision SET digest = '' WHERE title = '五月支出'"),
        ("a revision that is gone", "disclosure:", "DELETE FROM revision WHERE title = '五月支出'"),
        ("a disclosure that search does not know", "search:",
         "DELETE FROM search WHERE rowid = (SELECT min(id) FROM disclosure)"),
        ("a word in search of what is not published", "search:", "INSERT INTO search (rowid, title, body) VALUES (1, 'x', 'y')"),
        ("a duty done without a publication", "duty:",
         f"INSERT INTO duty VALUES ({VILLAGE}, 'F2', '2023-05', 19478, 19518, 'on_time', 19510, 7)"),
        ("a duty open in spite of one", "duty:",
         f"INSERT INTO duty SELECT region, item, period, period_start, 19518, 'open', NULL, NULL FROM disclosure"
         f" WHERE item = 'F3' AND period = '2023-05'"),
        ("a file that is gone", "file:",
         "INSERT INTO attachment SELECT 5, id, 'a.jpg', 'image', 'safe', '', 'public', '', "
         "'aa00000000000000000000000000000000000000000000000000000000000000', '', 1, 1, 1, 0, NULL FROM disclosure LIMIT 1"),
    ]
    for name, finding, sql in planted:
        wrong = sqlite_place(directory)
        shutil.copy(place.path, wrong.path)
        with sqlite3.connect(wrong.path) as connection:
            connection.execute(sql)
        connection.close()
        result = wrong.run("check")
        check(f"check finds {name}", result.returncode == 1 and finding in result.stdout, result.stdout)
        if finding in ("tally:", "duty_month:"):
            result = wrong.run("check", "--repair")
            check("--repair puts figures right", result.returncode == 0 and wrong.run("check").returncode == 0,
                  result.stdout)


def usage(make):
    place = fresh(make)
    for arguments, code in [(["import"], 2), (["import", "things", "x"], 2), (["export", "things"], 2),
                            (["import", "regions", "/nowhere.csv"], 1), (["import", "sheets", "/nowhere"], 1),
                            (["export", "users", "--region", "x"], 2), (["check", "--frobnicate"], 2)]:
        result = place.run(*arguments)
        check(f"mingbai {' '.join(arguments)} answers {code}", result.returncode == code and result.stderr,
              f"{result.returncode} {result.stderr}")
    for command in ["import", "export", "check", "flags", "report"]:
        result = place.run(command, "--help", db=False)
        check(f"{command} has help", result.returncode == 0 and "usage: mingbai " + command in result.stdout)


def all_of(make):
    for part in [usage, regions, users, disclosures, sheets, country]:
        part(make)
    money(lambda: fresh(make), check)
    property_registers(lambda: fresh(make), check)
    flags(lambda: fresh(make), check)
    report(lambda: fresh(make), check)
    outside(lambda: fresh(make), check)


with tempfile.TemporaryDirectory(prefix="mingbai-command-") as top:
    print("# SQLite")
    all_of(lambda: sqlite_place(top))
    faults(top)
    money_faults(lambda: sqlite_place(top), lambda: fresh(lambda: sqlite_place(top)), check)
    property_faults(lambda: sqlite_place(top), lambda: fresh(lambda: sqlite_place(top)), check)
    flag_faults(lambda: sqlite_place(top), lambda: fresh(lambda: sqlite_place(top)), check)
    if os.environ.get("MINGBAI_TEST_PG") and psql():
        print("# PostgreSQL")
        numbers = iter(range(1000))
        all_of(lambda: postgres_place(top, next(numbers)))
print(f"1..{count['ok'] + count['bad']}")
sys.exit(1 if count["bad"] else 0)
