"""The registers of the collective's property from outside: a part of command_test.py."""
import csv
import io
import os
import shutil
import sqlite3

VILLAGE, OTHER = "210111010203", "210111010204"
SHEETS = {
    "resources": f"""某街道集体资源登记表,,,,,,,
地区代码,资源名称,资源种类,面积（亩）,坐落四至,用途,使用状态,备注
{VILLAGE},北沟机动地,机动地,"１，０２０.５",村北,种玉米,已发包,
{VILLAGE},南塘,鱼塘,6.25,,,发包,
{OTHER},东山,林地,300,,,闲置,
""",
    "assets": f"""地区代码,资产名称,资产编号,资产类别,数量,单位,取得日期,原值,残值,使用年限,存放地点,管理岗位,使用状态
{VILLAGE},村部房屋,1,固定资产,1,处,2015年6月1日,"￥360,000.00",18000,20,村部,副主任,自用
{VILLAGE},门市房,,固定资产,4,间,2012.3.15,240000,,,村路边,副主任,出租
{OTHER},收割机,,固定资产,1,台,43831,98000,,10,库房,会计,在用
""",
    "contracts": f"""地区代码,合同编号,资源名称,资产名称,面积或数量,承包单位,承包人,发包方式,开始日期,到期日期,交款方式,每次金额,首次交款日期,决议日期,会议决议,收款日期,收款金额,收款说明
{VILLAGE},2020-1,北沟机动地,,1000,,王建国,竞价,2020-01-01,2024-12-31,年付,30000,2020-02-29,2019-12-20,村民代表会议,,,
{VILLAGE},2020-1,北沟机动地,,1000,,王建国,竞价,2020-01-01,2024-12-31,年付,30000,2020-02-29,2019-12-20,村民代表会议,2020-03-01,30000,转账
{VILLAGE},2020-1,北沟机动地,,1000,,王建国,竞价,2020-01-01,2024-12-31,年付,30000,2020-02-29,2019-12-20,村民代表会议,2021-03-01,15000,
{VILLAGE},2023-2,,门市房,2,演示商店,,公开招标,2023-01-01,2023-12-31,每季度,900,,,,,,
""",
    "debts": f"""地区代码,类别,对方单位,对方个人,事由,发生日期,发生金额,变动日期,变动种类,变动金额,变动说明
{VILLAGE},债权,,王建国,欠交承包费,2021-02-28,15000,,,,
{VILLAGE},债权,,王建国,欠交承包费,2021-02-28,15000,2022-01-05,减少,5000,
{VILLAGE},应付,演示路桥队,,修路欠款,2019-10-01,80000,2021-12-30,归还,30000,年底还款
""",
    "special-funds": f"""地区代码,类别,资金或事项,文号,设立日期,用途或整改情况,变动日期,变动种类,变动金额,变动说明
{VILLAGE},专项资金,人居环境整治,财农〔2022〕8号,2022-03-01,清垃圾、修边沟,2022-03-01,收入,46000,拨入
{VILLAGE},专项资金,人居环境整治,财农〔2022〕8号,2022-03-01,清垃圾、修边沟,2022-06-01,支出,20000,修边沟
{VILLAGE},审计整改,白条入账,,2022-05-01,补开发票,2022-06-30,记事,,补齐三张
""",
    "plan": f"""地区代码,年度,收支类别,项目,账本类别,本年计划,本年执行,下年计划,说明
{VILLAGE},2022,收入,承包费和租金,501,28000,,30000,按合同收
{VILLAGE},2022,支出,环境卫生,51402,36000,,36000,
{VILLAGE},2022,支出,其他,,5000,4200,5000,
""",
    "shares": f"""地区代码,年度,类别,职务或组别,干部姓名,户号,户主,数量,单位,标准（元）,金额,发放日期
{VILLAGE},2022,干部报酬,党组织书记,张三,,,12,月,3200,,2022-12-31
{VILLAGE},2022,收益分配,一组,,12,王建国,3.5,股,60,210,
{VILLAGE},2022,误工补贴,一组,,,李四,2,天,,150,2022-07-01
""",
}
COUNTS = {"resources": 3, "assets": 3, "contracts": 2, "debts": 2, "special-funds": 2, "plan": 3, "shares": 3}
MOVES = {"contracts": 2, "debts": 2, "special-funds": 3}


def table(place, kind, *arguments):
    text = place.run("export", kind, *arguments).stdout.lstrip("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def load(place, check, told=False):
    for kind, text in SHEETS.items():
        path = place.file(f"{kind}.csv", text)
        if told:
            result = place.run("import", kind, path, "--dry-run")
            check(f"a dry run of {kind} counts and writes nothing",
                  result.returncode == 0 and f"{COUNTS[kind]} new" in result.stdout
                  and "(nothing written)" in result.stdout and len(table(place, kind)) == 1, result.stdout + result.stderr)
        result = place.run("import", kind, path)
        check(f"{kind} go in", result.returncode == 0 and f"{COUNTS[kind]} new, 0 changed, {MOVES.get(kind, 0)} movements"
              in result.stdout, result.stdout + result.stderr)
        if told:
            result = place.run("import", kind, path)
            check(f"the same {kind} again change nothing", "0 new, 0 changed, 0 movements" in result.stdout,
                  result.stdout + result.stderr)


def round_trip(fresh, check, place):
    again, book = fresh(), fresh()
    for kind in SHEETS:
        first = place.run("export", kind).stdout
        result = again.run("import", kind, again.file(f"{kind}.csv", first))
        check(f"{kind} that came out go in again and come out the same",
              result.returncode == 0 and again.run("export", kind).stdout == first, result.stderr + first)
        path = os.path.join(book.dir, f"{kind}.xlsx")
        place.run("export", kind, "--output", path)
        result = book.run("import", kind, path)
        check(f"{kind} also as .xlsx", result.returncode == 0 and book.run("export", kind).stdout == first,
              result.stderr + book.run("export", kind).stdout)


def details(check, place):
    rows = {row[1]: row for row in table(place, "resources")}
    check("kinds and numbers as people write them", rows["北沟机动地"][2:4] == ["耕地", "1020.5"]
          and rows["南塘"][2] == "水面", rows)
    rows = table(place, "assets")
    check("days as people and spreadsheets write them", [row[6] for row in rows[1:]]
          == ["2015-06-01", "2012-03-15", "2020-01-01"], rows)
    check("a life without a method is straight line", rows[1][9] == "平均年限" and rows[2][9] == "不计提", rows)
    rows = table(place, "contracts")
    check("one row a contract and one a payment", [row[24] for row in rows[1:]]
          == ["", "2020-03-01", "2021-03-01", ""], rows)
    check("--region keeps to one place", len(table(place, "resources", "--region", OTHER)) == 2)


def bad(check, place):
    before = place.run("export", "contracts").stdout
    head = "地区代码,合同编号,资源名称,承包人,发包方式,开始日期,到期日期,交款方式,每次金额\n"
    lines = [
        (f"{VILLAGE},9,北沟机动地,李四,公开竞价,2024-01-01,2025-12-31,每年,100", "面积或数量", "只剩 20.5 亩：合同 2020-1"),
        (f"{VILLAGE},9,没有的地,李四,公开竞价,2024-01-01,2025-12-31,每年,100", "资源名称", "没有这一项"),
        (f"{VILLAGE},9,南塘,李四,公开竞价,2024-01-01,2023-12-31,每年,100", "到期日期", "早于"),
        (f"{VILLAGE},9,南塘,李四,公开竞价,2024-01-01,2024-13-31,每年,100", "到期日期", ""),
        (f"{VILLAGE},9,南塘,李四,公开竞价,2024-01-01,2024-12-31,每年,99999999999999999999", "每次金额", ""),
        (f"{VILLAGE},9,南塘,李四,抽签,2024-01-01,2024-12-31,每年,100", "发包方式", "没有这种方式"),
        ("12345,9,南塘,李四,公开竞价,2024-01-01,2024-12-31,每年,100", "", "12 位"),
    ]
    good = f"{VILLAGE},8,南塘,李四,公开竞价,2022-01-01,2022-12-31,每年,100\n"
    for line, column, why in lines:
        result = place.run("import", "contracts", place.file("bad.csv", head + good + line + "\n"))
        check(f"refused with line and column: {line.split(',', 1)[1]}",
              result.returncode == 1 and "line 3" in result.stderr and column in result.stderr and why in result.stderr
              and "nothing was written" in result.stderr, result.stdout + result.stderr)
    check("and nothing is half-written", place.run("export", "contracts").stdout == before)
    result = place.run("import", "resources", place.file("bad.csv", f"地区代码,资源名称\n{VILLAGE},x\n"))
    check("a sheet without its columns is refused", result.returncode == 1 and "资源种类" in result.stderr, result.stderr)
    result = place.run("import", "resources", place.file("bad.csv", "资源名称,资源种类,面积,使用状态\nx,耕地,-1,自用\n"),
                       "--region", VILLAGE)
    check("a negative area is refused", result.returncode == 1 and "要大于 0" in result.stderr, result.stderr)


def property_registers(fresh, check):
    """Every register goes in, again without harm, comes out, and goes in elsewhere the same."""
    place = fresh()
    load(place, check, told=True)
    details(check, place)
    bad(check, place)
    round_trip(fresh, check, place)
    result = place.run("check")
    check("registers add up", result.returncode == 0, result.stdout)


def property_faults(sqlite_place, fresh, check):
    place = fresh()
    load(place, lambda *_: None)
    for name, sql in [("a sum that is not its rows'", "UPDATE property_sum SET assets = assets + 1"),
                      ("a balance that is not its movements'", "UPDATE property_debt SET balance_fen = balance_fen + 1"),
                      ("rent that is gone", "DELETE FROM property_move WHERE amount_fen = 3000000")]:
        wrong = sqlite_place()
        shutil.copy(place.path, wrong.path)
        with sqlite3.connect(wrong.path) as connection:
            connection.execute(sql)
        connection.close()
        result = wrong.run("check")
        check(f"check finds {name}", result.returncode == 1 and "property" in result.stdout, result.stdout)
