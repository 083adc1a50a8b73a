"""The monthly report from outside: a part of command_test.py."""
import pathlib

from property_command import VILLAGE, load


def report(fresh, check):
    """By the file's name a workbook or paper; nothing is written when it is refused."""
    place = fresh()
    load(place, lambda *_: None)
    book, paper = place.file("月报.xlsx", ""), place.file("月报.pdf", "")
    for path, begin in ((book, b"PK"), (paper, b"%PDF-")):
        result = place.run("report", "--region", VILLAGE, "--month", "2023-05", "--output", path)
        check(f"{begin.decode()} is written", result.returncode == 0 and pathlib.Path(path).read_bytes().startswith(begin), result.stderr)
    check("of the last whole month unless it is said", place.run("report", "--region", VILLAGE, "--output", book).returncode == 0)
    nowhere = str(pathlib.Path(book).parent / "nowhere.pdf")
    for arguments, code in ((["--output", nowhere, "--month", "2023-13"], 2), (["--output", nowhere, "--month", "2099-01"], 1),
                            (["--output", nowhere, "--region", "999999999999"], 1), (["--output", nowhere + ".doc"], 2), ([], 2),
                            (["--region", VILLAGE, "--output", nowhere + "/x.pdf"], 1)):
        result = place.run("report", *arguments)
        check(f"report {' '.join(arguments[-2:])} answers {code}", result.returncode == code and "mingbai: " in result.stderr,
              result.stderr)
    check("and leaves nothing behind", not pathlib.Path(nowhere).exists())
