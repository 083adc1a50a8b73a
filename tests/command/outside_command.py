"""Other offices' lists on the command line: a part of command_test.py."""

DISTRICT, TOWNSHIP = "210111000000", "210111010000"
HEADER = "姓名,身份证号,死亡日期\n"
LONG = 6000  # rows: more than a sheet on the desk may have


def outside(fresh, check):
    """A list goes in whatever its length, takes the place of the old one, and never comes out."""
    place = fresh()
    rows = "".join(f"张三,2101111940{number:08d},2023-01-05\n" for number in range(LONG))
    path, few = place.file("deaths.csv", HEADER + rows), place.file("few.csv", HEADER + rows[:rows.index("\n") + 1])

    def read(path, *more, kind="outside-deaths", region=DISTRICT):
        return place.run("import", kind, path, "--region", region, "--source", "区民政局", *more)

    result = read(path, "--dry-run")
    check("a dry run of a list counts and writes nothing", result.returncode == 0
          and f"{LONG} rows (nothing written)" in result.stdout, result.stdout + result.stderr)
    result = read(path, "--day", "2023-05-31")
    check("a long list goes in", result.returncode == 0 and result.stdout == f"{LONG} rows\n", result.stdout + result.stderr)
    result = read(few)
    check("a new one takes its place", result.returncode == 0 and f"1 rows, in the place of {LONG}" in result.stdout,
          result.stdout + result.stderr)
    wrong = place.file("wrong.csv", HEADER + "张三,12,2023-01-05\n张三,210111194000000001,2023-02-30\n")
    result = read(wrong)
    check("what is wrong is told cell by cell", result.returncode == 1 and "B2: " in result.stderr and "C3: " in result.stderr
          and "2 cells are wrong" in result.stderr, result.stderr)
    result = read(few)
    check("and the old one is there still", "in the place of 1" in result.stdout, result.stdout + result.stderr)
    result = read(few, region=TOWNSHIP)
    check("only a district has lists", result.returncode == 1 and "region: " in result.stderr, result.stderr)
    result = place.run("import", "outside-deaths", few, "--region", DISTRICT)
    check("a list says whose it is", result.returncode == 1 and "source: " in result.stderr, result.stderr)
    check("a day is a day", read(few, "--day", "31.5.").returncode == 2)
    check("it never comes out", place.run("export", "outside-deaths").returncode == 2)
