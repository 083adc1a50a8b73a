#!/usr/bin/env python3
"""Files that are not what they say, sheets and requests that want more than their share of time and memory.
Usage: uploads_test.py PATH-OF-MINGBAI"""
import io
import os
import pathlib
import re
import sys
import time
import zipfile
import zlib

from district import VILLAGE, District, check, finish, multipart, png


# ---- files that are not what they say ----

def pdf(objects, page=b"", root=b"", behind=b""):
    body = b"%PDF-1.7\n"
    places = []
    head = [b"<</Type/Catalog/Pages 2 0 R" + root + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]" + page + b">>"]
    for number, content in enumerate(head + objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % at for at in places)
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start) + behind


LINK = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 4 0 R>>]"
FILES = [  # name, content, what becomes of it, what must not be in it
    ("page.html", b"<html><script>alert(1)</script>", 422, None),
    ("picture.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 422, None),
    ("page.png", b"<html><script>alert(1)</script>", 422, None),
    ("behind.png", png() + b"<script>alert(1)</script>", "refused", None),
    ("archive.png", png() + b"PK\x05\x06" + b"\0" * 18, "refused", None),
    ("huge.png", png().replace(b"\0\0\0\3\0\0\0\3", b"\0\0\xc3\x50\0\0\xc3\x50"), "refused", None),
    ("before.pdf", b"<html>" + pdf([]), 422, None),
    ("behind.pdf", pdf([], behind=b"<script>alert(1)</script>"), "refused", None),
    ("script.pdf", pdf([b"<</S/JavaScript/JS(app.alert\\(1\\))>>"], b"/AA<</O 4 0 R>>",
                       b"/OpenAction 4 0 R/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"), "safe", b"alert"),
    ("hidden-script.pdf", pdf([b"<</S/Java#53cript/J#53(app.alert\\(1\\))>>"], LINK), "safe", b"alert"),
    ("next.pdf", pdf([b"<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(app.alert\\(7\\))>>>>"], LINK), "safe", b"alert"),
    ("address.pdf", pdf([b"<</S/URI/URI(javascript:alert\\(1\\))>>"], LINK), "safe", b"javascript"),
    ("launch.pdf", pdf([b"<</S/Launch/F(/bin/sh)>>"], root=b"/OpenAction 4 0 R"), "safe", b"/bin/sh"),
    ("circle.pdf", pdf([b"4 0 R"], root=b"/Names 4 0 R"), "safe", None),
    ("deep.pdf", pdf([b"[" * 50000 + b"]" * 50000], root=b"/X 4 0 R"), "safe", b"[[[["),
    ("table.xlsx", b"PK\x03\x04" + b"x" * 100, 422, None),
    ("table.csv", png(), 422, None),
]


def unpacked(content):
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            content += zlib.decompressobj().decompress(stream, 1 << 20)
        except zlib.error:
            pass
    return content


def files(place):
    draft = place.write(period="2023-05-27")
    for name, content, wanted, gone in FILES:
        file = place.attach(draft, name, content)
        became = file["state"] if isinstance(file, dict) else file.status
        shown = b"" if became != "safe" else unpacked(place.people["village"].get(file["url"]).body)
        check(f"{name}: {wanted}", became == wanted and (gone is None or gone not in shown), (became, shown[:300]))
    for name in ("../../x.png", "a\\..\\x.png", "/etc/passwd.png"):
        other = place.write(period="2023-05-28")
        file = place.attach(other, name, png(9))
        check(f"a name is no path: {name}", isinstance(file, dict) and not re.search(r"[/\\]", file["name"]), file)


def xlsx(sheet, more=()):
    made = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in [
                ("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="xml" ContentType="application/xml"/></Types>'),
                ("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 f'<Relationship Id="r" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
                ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets><sheet name="S" sheetId="1" r:id="r"/>'
                 "</sheets></workbook>"),
                ("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                 f'relationships"><Relationship Id="r" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
                ("xl/worksheets/sheet1.xml", sheet.replace("<W>", f'<worksheet xmlns="{main}"><sheetData>').replace(
                    "</W>", "</sheetData></worksheet>")), *more]:
            file.writestr(name, content)
    return made.getvalue()


def cells(text, times=1):
    return "".join(f'<row r="{row + 1}"><c t="inlineStr"><is><t>{text}</t></is></c></row>' for row in range(times))


def look_hidden(place, village, draft, path):
    """What a workbook hides is said before anything of it is taken, on both pages."""
    hide = ' hidden="1"'
    heads = ("日期", "凭证号", "用途", "支出类别", "金额", "身份证号")
    rows = [heads, ("2023-04-02", "记-1", "买扫把", "公益支出", "20", "暗处"), ("2023-04-03", "记-2", "藏着的", "公益支出", "21", "暗处")]
    body = "".join(f'<row r="{number + 1}"{hide if number == 2 else ""}>'
                   + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
                   + ('<c><f>SUM(E1)</f></c>' if number == 1 else "") + "</row>" for number, row in enumerate(rows))
    book = xlsx("<W>" + body + "</W>")
    page = xlsx_with(book, {"xl/workbook.xml": ('<sheet name="S"', '<sheet name="底" sheetId="2" state="hidden" r:id="r"/><sheet name="S"'),
                            "xl/worksheets/sheet1.xml": ("<sheetData>", '<cols><col min="5" max="6" hidden="1"/></cols><sheetData>')})
    page = xlsx_with(page, {"xl/worksheets/sheet1.xml": ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="G1:H1"/></mergeCells>')})

    def send(content):
        return village.ask("POST", path, multipart([("csrf", village.csrf), ("lock", place.lock(draft)), ("do", "read")],
                                                   [("file", "t.xlsx", content)]))
    shown = send(page).text
    for words in ("有 1 个工作表是隐藏的", "这些列在表里是隐藏的：E 金额、F 身份证号", "其中 E 金额 对上了要公开的列", "有 1 行是隐藏的",
                  "有 1 格公式没有算出结果", "有 1 处合并的格子"):
        check(f"before it is taken: {words}", words in shown, shown[:3000])
    check("nothing of it is in the draft yet", "买扫把" not in village.get(f"/desk/d/{draft['id']}").text)
    check("a plain workbook has nothing to point out", "隐藏" not in send(xlsx("<W>" + body.replace(hide, "") + "</W>")).text)
    macros = send(xlsx("<W>" + body + "</W>", [("xl/vbaProject.bin", "x")]))
    check("a sheet with macros is refused", macros.status == 422 and "带宏" in macros.text, macros.text[:2000])


def xlsx_with(book, changes):
    """The same workbook with one text for another in some members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name in changes:
                text = text.replace(*changes[name])
            new.writestr(name, text)
    return made.getvalue()


def sheets(place):
    draft = place.write(item="F3", period="2023-04")
    path = f"/desk/d/{draft['id']}/sheet"
    village = place.people["village"]
    tries = [
        ("a page of 200 MB of spaces", xlsx("<W>" + " " * 200_000_000 + "</W>")),
        ("entities within entities", xlsx('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><W>'
                                          + cells("&b;") + "</W>")),
        ("a file of the server", xlsx('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><W>' + cells("&a;") + "</W>")),
        ("a million open tags", xlsx("<a>" * 1_000_000)),
        ("rows and columns beyond all", xlsx('<W><row r="99999999999999999999"><c r="ZZZZZZZZ1"><v>1e309</v></c></row></W>')),
        ("strings that are not there", xlsx('<W><row r="1"><c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c></row></W>')),
        ("three thousand members", xlsx("<W>" + cells("a") + "</W>", [(f"x{number}", "") for number in range(3000)])),
        ("half a zip", xlsx("<W>" + cells("a", 50) + "</W>")[:-80]),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000),
        ("quotes, quotes, quotes", b'"a""b' * 1_600_000),
        ("one cell of 8 MB", b"x" * 8_000_000),
        ("eight million commas", b"," * 8_000_000),
    ]
    for name, content in tries:
        began = time.monotonic()
        answer = village.ask("POST", path, multipart([("csrf", village.csrf), ("lock", place.lock(draft)), ("do", "read")],
                                                     [("file", "t.csv" if content[:1] in b'"x,' else "t.xlsx", content)]))
        took = time.monotonic() - began
        check(f"a sheet of {name}: a sentence, soon", answer.status in (200, 422) and "root:" not in answer.text and took < 15,
              (answer.status, took))
    look_hidden(place, village, draft, path)
    packed = [("0\\,S\\,0\\,0\\,0\\,\\;" + "".join(f"{row + 1}\\," + "-\\," * 64 + "\\;" for row in range(5000)), "header"),
              ("0\\,S\\,0\\,0\\,0\\,\\;" + "1\\,\\;" * 5000, "header"), ("0\\,S\\,0\\,0\\,0\\,\\;1\\,=a", "match"),
              ("0\\,S\\,0\\,0\\,0\\,\\;99999999999\\,=a\\,\\;", "put"), ("\\" * 100000, "match")]
    for sheet, wish in packed:
        answer = village.post(path, {"lock": place.lock(draft), "do": wish, "sheet": sheet, "map[18446744073709551615]": "0",
                                     "fix[9223372036854775807][1]": "x", "header": "99999999999999999999"})
        check("a forged sheet is refused or shown, no more", answer.status in (200, 422), answer.status)


# ---- requests that want a lot ----

def heavy_requests(place):
    form = "application/x-www-form-urlencoded"
    edge = "multipart/form-data; boundary=X"
    empty = b'--X\r\nContent-Disposition: form-data; name="a"; filename=""\r\n\r\n\r\n'
    tries = [
        ("a million brackets", "/api/v1/sessions", b"[" * 1_000_000, "application/json"),
        ("half a million items", "/api/v1/sessions", b"[" + b"0," * 500_000 + b"0]", "application/json"),
        ("objects in objects' places", "/api/v1/sessions", b"[" + b"{}," * 340_000 + b"{}]", "application/json"),
        ("lists of lists", "/api/v1/sessions", b"[" + b"[[[[[0]]]]]," * 80_000 + b"0]", "application/json"),
        ("keys and keys", "/api/v1/sessions", ("{" + ",".join(f'"{n}":0' for n in range(90_000)) + "}").encode(), "application/json"),
        ("two million ampersands", "/sign-in", b"&" * 2_000_000, form),
        ("a form of escapes", "/sign-in", b"a=" + b"%41" * 1_300_000, form),
        ("nine thousand fields", "/sign-in", b"&".join(b"a=b" for _ in range(9000)), form),
        ("60,000 empty parts", "/sign-in", empty * 60_000 + b"--X--\r\n", edge),
        ("parts without an end", "/desk/d/1", empty * 1000, edge),
        ("names and names", "/desk/d/1", (b'--X\r\nContent-Disposition: form-data; name="' + b"a" * 3500 + b'"; filename=""\r\n\r\n\r\n')
         * 4000 + b"--X--\r\n", edge),
    ]
    for name, path, body, kind in tries:
        began = time.monotonic()
        answer = place.client().ask("POST", path, (body, kind))
        took = time.monotonic() - began
        check(f"{name}: refused, soon", answer.status in (303, 400, 403, 413, 422) and took < 10, (answer.status, took))
    nested = ["> " * 20000, "[" * 20000, "*a " * 8000, "- " * 10000, "`" * 19999, "<" * 20000, "![" * 10000, "_a__b" * 4000, "\\" * 20000]
    for body in nested:
        began = time.monotonic()
        answer = place.api["village"].ask("POST", "/api/v1/disclosures", [{
            "item": "P8", "region": VILLAGE, "period": "2023-05-29", "body": body}])
        if answer.status == 201:
            place.people["village"].get(f"/desk/d/{answer.json['id']}/preview")
        took = time.monotonic() - began
        check(f"a text of {body[:6]!r}: soon", answer.status in (201, 422) and took < 5, (answer.status, took))


def nobody_elses(place):
    kept = [path for path in pathlib.Path(place.state).rglob("*") if path.is_file() and path.name not in ("log", "regions.csv")]
    bad = [(str(path.relative_to(place.state)), oct(path.stat().st_mode)) for path in kept if path.stat().st_mode & 0o007]
    check("what is kept is nobody else's on the machine to read", not bad and len(kept) > 5, bad)


os.umask(0o022)
with District(sys.argv[1]) as there:
    files(there)
    sheets(there)
    heavy_requests(there)
    nobody_elses(there)
sys.exit(finish())
