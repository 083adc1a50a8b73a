"""The red-flag rules from outside: a part of command_test.py."""
import csv
import io
import pathlib
import re
import shutil
import sqlite3

from property_command import OTHER, VILLAGE, load

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def ran(place, *arguments):
    """What each rule came to: {name: (found, new, closed)}."""
    result = place.run("flags", "run", *arguments)
    lines = re.findall(r"^(?:R\d\d|all) +(\S*) +(\d+) found, +(\d+) new, +(\d+) closed, +\d+ ms$", result.stdout, re.M)
    return {name: tuple(map(int, counts)) for name, *counts in lines}


def listed(place, *arguments):
    text = place.run("flags", "list", *arguments).stdout.lstrip("\ufeff")
    return list(csv.reader(io.StringIO(text)))[1:]


def flags(fresh, check):
    """Rent of two contracts is not paid in full: found once, listed, tried out with other settings."""
    place = fresh()
    load(place, lambda *_: None)
    first = ran(place)
    check("overdue rent is found", first["rent_overdue"] == (2, 2, 0), first)
    check("and counted among all", first[""][0] == sum(counts[0] for name, counts in first.items() if name), first)
    check("a second look finds it again and nothing new", ran(place)["rent_overdue"] == (2, 0, 0))
    check("only the rule that was named, only the place",
          ran(place, "--rule", "rent_overdue", "--region", OTHER) == {"rent_overdue": (0, 0, 0), "": (0, 0, 0)})
    rows = [row for row in listed(place) if row[1] == "rent_overdue"]
    check("it is listed with its place and sentence", len(rows) == 2 and rows[0][5:7] == [VILLAGE, "鲍家洼子社区"]
          and "{" not in rows[0][8] and len(rows[0][8]) > 10, rows)
    check("only those of --region", listed(place, "--region", OTHER) == [])
    path = place.file("flags.xlsx", "")
    place.run("flags", "list", "--output", path)
    check("an .xlsx by its name", pathlib.Path(path).read_bytes()[:2] == b"PK")
    result = place.run("flags", "try", "--rule", "rent_overdue")
    check("a trial tells what would be found", VILLAGE in result.stdout and "2 would have been found" in result.stdout,
          result.stdout + result.stderr)
    result = place.run("flags", "try", "--rule", "rent_overdue", "--to", "2020-01-01")
    check("only evidence of the days that were named", "0 would have been found" in result.stdout, result.stdout)
    result = place.run("flags", "try", "--rule", "rent_overdue", "--set", "late=366")
    check("a value out of bounds is refused", result.returncode == 1 and "365" in result.stderr, result.stdout + result.stderr)
    check("nothing of it was kept", ran(place)["rent_overdue"] == (2, 0, 0))
    for arguments in (["frobnicate"], ["try"], ["run", "--rule", "nothing"], ["try", "--rule", "rent_overdue", "--set", "x=1"],
                      ["try", "--rule", "rent_overdue", "--set", "late"], ["try", "--rule", "rent_overdue", "--from", "x"],
                      ["list", "--region", "x"]):
        result = place.run("flags", *arguments)
        check(f"mingbai flags {' '.join(arguments)} answers 2", result.returncode == 2 and result.stderr, result.stdout)
    result = place.run("flags", "rules", db=False)
    check("docs/rules.md is what the rules say", result.stdout == (ROOT / "docs/rules.md").read_text(encoding="utf-8"),
          "write it with: mingbai flags rules > docs/rules.md")


def flag_faults(sqlite_place, fresh, check):
    place = fresh()
    load(place, lambda *_: None)
    ran(place)
    for name, sql in (("a sum that is off", "UPDATE flag_sum SET live = live + 1, red = red + 2 WHERE rule = 'rent_overdue'"),
                      ("a sum of nothing", "INSERT INTO flag_sum VALUES (210111000000, 'gone', 1, 0, 1, 0, 0, 0)"),
                      ("a sum that is gone", "DELETE FROM flag_sum WHERE region = 210111000000")):
        wrong = sqlite_place()
        shutil.copy(place.path, wrong.path)
        with sqlite3.connect(wrong.path) as connection:
            connection.execute(sql)
        connection.close()
        result = wrong.run("check")
        check(f"check finds {name}", result.returncode == 1 and "flags: " in result.stdout, result.stdout)
        result = wrong.run("check", "--repair")
        check("--repair puts it right", result.returncode == 0 and wrong.run("check").returncode == 0, result.stdout)
    with sqlite3.connect(place.path) as connection:
        connection.execute("UPDATE flag SET state = 'clue', live = 0")
    connection.close()
    check("what became a clue is not listed", listed(place) == [])
