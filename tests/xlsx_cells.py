#!/usr/bin/env python3
"""What stands in an .xlsx, for tests: a line a row, the cells divided by tabs, numbers as they are stored.

    xlsx_cells.py FILE            the sheets' names, each with how many charts it has
    xlsx_cells.py FILE SHEET      the rows of one; nothing when there is no such sheet
    xlsx_cells.py FILE --charts   which cells the charts are of
"""
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOOK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def targets(book, of):
    folder, name = of.rsplit("/", 1)
    path = f"{folder}/_rels/{name}.rels"
    if path not in book.namelist():
        return {}
    return {one.get("Id"): one.get("Target") for one in ElementTree.fromstring(book.read(path))}


def column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def rows(book, path):
    strings = ["".join(text.text or "" for text in one.iter(MAIN + "t"))
               for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    for row in ElementTree.fromstring(book.read(path)).iter(MAIN + "row"):
        cells = []
        for cell in row.iter(MAIN + "c"):
            value = cell.find(MAIN + "v")
            cells += [""] * (column(cell.get("r")) - len(cells))
            text = "" if value is None else value.text
            cells.append(strings[int(text)] if cell.get("t") == "s" else text)
        yield cells


def main():
    book = zipfile.ZipFile(sys.argv[1])
    relations = targets(book, "xl/workbook.xml")
    sheets = {one.get("name"): "xl/" + relations[one.get(BOOK + "id")]
              for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")}
    if sys.argv[2:] == ["--charts"]:
        for name in sorted(one for one in book.namelist() if one.startswith("xl/charts/chart")):
            print(*(one.text for one in ElementTree.fromstring(book.read(name)).iter(CHART + "f")), sep="\t")
    elif len(sys.argv) > 2:
        for cells in rows(book, sheets[sys.argv[2]]) if sys.argv[2] in sheets else ():
            print(*cells, sep="\t")
    else:
        for name, path in sheets.items():
            charts = 0
            for drawing in targets(book, path).values():
                charts += len(targets(book, "xl/" + drawing.removeprefix("../")))
            print(name, charts, sep="\t")


main()
