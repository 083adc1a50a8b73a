#!/usr/bin/env python3
"""The house linter: what the compiler cannot see, but a reader relies on.

Who may include whom, which calls stand where, SQL in .sql and HTML in .html, small files and
functions, and CSS and JavaScript that the oldest supported browsers (Chrome 61, iOS 12) understand.

    tools/house_lint.py [FILE…]      every file of the project, or these; exit 1 with file:line: message
    tools/house_lint.py --self-test  each rule fires on a sample and keeps quiet on its counterpart
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDERS = ("assets", "docs", "locale", "packaging", "src", "tests", "tools")
ENDINGS = (".c", ".h", ".tbl", ".sql", ".html", ".css", ".js", ".mjs", ".py", ".sh", ".md", ".po", ".build")

# ---- who may include whom: a room sees itself and those on lines above its own ----
ORDER = [
    ["base"],
    ["store"],
    ["web"],
    ["sheet", "media", "prose"],
    ["actor"],
    ["outbox"],
    ["region"],
    ["account"],
    ["notify"],
    ["resident"],
    ["organisation"],
    ["catalogue"],
    ["duty"],
    ["disclosure"],
    ["ledger"],
    ["bank"],
    ["property"],
    ["subsidy"],
    ["project"],
    ["opinion"],
    ["open311"],
    ["outside"],
    ["flag"],
    ["clue"],
    ["search"],
    ["stats"],
    ["screen"],
    ["outreach"],
    ["demo"],
    ["home"],
    ["command"],
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
MACHINERY = RANK["actor"]  # rooms below are not features
TOP = ("home", "command")  # pages and commands that put features together: no model in them
TOOLS_SEE = ("base", "store")  # sqlgen writes against the store's types

# What faces people; everything else in a feature is its model, and knows no web.
FACE = re.compile(r"^(pages?|desk|api|cli|views?|feed|screen|charts?|identify|detail)([_.].*)?$")

# ---- libraries live in one room; its header is what the others see ----
LIBRARIES = [
    (r"sqlite3\.h", ("src/store/", "tools/sqlgen/")),
    (r"libpq-fe\.h", ("src/store/",)),
    (r"microhttpd\.h", ("src/web/",)),
    (r"vips/.*|magic\.h", ("src/media/",)),
    (r"xlsxwriter.*|archive.*\.h|expat\.h|csv\.h|iconv\.h", ("src/sheet/",)),
    (r"cmark\.h", ("src/prose/",)),
    (r"curl/.*", ("src/outbox/",)),
    (r"libxml/.*", ("src/bank/",)),
    (r"jansson\.h|sodium\.h|openssl/.*|ini\.h", ("src/base/",)),
]

# ---- calls that stand in few places: (calls, why, files or folders where they may) ----
CALLS = [
    (r"malloc|calloc|realloc|reallocarray|strdup|strndup|v?asprintf|alloca",
     "memory comes from an arena (base/arena.h)", ("src/base/arena.c",)),
    (r"free", "memory comes from an arena (base/arena.h)",
     ("src/base/arena.c",
      "src/sheet/", "src/prose/", "src/media/")),  # what libraries hand over for free()
    (r"strcpy|strncpy|strcat|strncat|v?sprintf|gets|strtok|strtok_r|sscanf|scanf",
     "unbounded or confusing; use Text and Buf", ("tests/",)),
    (r"atoi|atol|atoll|atof", "cannot tell an error; use text_to_i64 or base/money.h", ()),
    (r"system|popen|execlp|execvp", "no shell, no search path", ("tests/",)),
    (r"time|localtime|localtime_r|gmtime|gmtime_r|mktime|ctime|asctime|gettimeofday"
     r"|clock_gettime(?=\s*\(\s*CLOCK_REALTIME)",
     "the time is ctx->now (base/clock.h)",
     ("src/base/clock.c", "src/base/id.c", "tests/")),
    (r"rand|srand|random|srandom|drand48", "use base/crypto.h", ()),
    (r"setjmp|longjmp|sigsetjmp|siglongjmp", "functions return a Status", ("src/media/",)),
    (r"printf|puts|putchar|putc|fputs|fprintf|perror",
     "only commands talk to the terminal; the program logs (base/log.h)",
     ("src/main.c", "src/command/", "src/base/arena.c", "tests/", "tools/", "*/cli")),
    (r"sqlite3_\w+", "the door to a database is store/store.h", ("src/store/", "tools/sqlgen/", "tests/")),
    (r"PQ[a-z]\w+", "the door to a database is store/store.h", ("src/store/", "tests/")),
    (r"MHD_\w+", "the web server is hidden behind web/web.h", ("src/web/",)),
]
CALLS = [(re.compile(r"(?<![\w.])(?<!->)(" + calls + r")\s*\("), why, where) for calls, why, where in CALLS]

SQL = re.compile(r"\b(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s"
                 r"|(create|drop|alter)\s+(table|index|view)\s)", re.I)
SQL_ALLOWED = ("src/store/",  # its own book-keeping: migrations, PRAGMA, health
               "tools/sqlgen/", "tests/")
TAG = re.compile(r"</?[a-z][a-z0-9-]*(\s[^<>]*)?/?>|<[a-z][a-z0-9-]*(\s+[a-z-]+=(\\\"|')|$|\s*$)|</[a-z]+|<!doctype", re.I)
TAG_ALLOWED = ("src/web/html.c",        # the two pieces that every template shares: csrf field, icon
               "src/web/icons.c",       # the sprite
               "src/prose/",            # Markdown becomes markup, escaped by its own writer
               "src/stats/chart",       # SVG computed from numbers
               "src/sheet/",            # reads the XML inside .xlsx
               "src/media/",            # posters as SVG
               "tools/", "tests/")

LIMITS = {"file": 460, "function": 75}  # about 400 and 60; the rest is grace, not room
LONG_ALLOWED = ("src/migrations/", "docs/", "locale/", "assets/vendor/", "assets/icons", ".css")

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")

CSS_DECLARATIONS = [
    (re.compile(r"^(row-)?gap$"), "flex gap needs Chrome 84; margins, or grid-gap in a grid"),
    (re.compile(r"^aspect-ratio$"), "aspect-ratio needs Chrome 88; use a padding box"),
    (re.compile(r"^inset$"), "inset needs Chrome 87; name the four sides"),
]
CSS_VALUES = [
    (re.compile(r"\bcolor-mix\("), "color-mix needs Chrome 111"),
    (re.compile(r"\boklch\(|\boklab\("), "oklch needs Chrome 111"),
    (re.compile(r"\b\d+(d|s|l)v(h|w)\b"), "dynamic viewport units need Chrome 108; give vh before it"),
    (re.compile(r"(?<![-\w])(clamp|min|max)\("), "clamp/min/max need Chrome 79; give a plain value before it"),
]
CSS_SELECTORS = [
    (re.compile(r":has\("), ":has needs Chrome 105"),
    (re.compile(r":(is|where)\("), ":is/:where need Chrome 88"),
    (re.compile(r":focus-visible.*,|,.*:focus-visible"), ":focus-visible in a list drops the whole list"),
]
CSS_AT = re.compile(r"^@(container|layer|property|scope|starting-style)\b")
CSS_FALLBACK = ("clamp", "dynamic")  # fine after another declaration of the same property

JS = [
    (re.compile(r"\?\.(?!\d)"), "?. needs Chrome 80"),
    (re.compile(r"\?\?"), "?? needs Chrome 80"),
    (re.compile(r"(\|\||&&|\?\?)="), "logical assignment needs Chrome 85"),
    (re.compile(r"[.\s{;]#[a-zA-Z_]"), "private members need Chrome 74"),
    (re.compile(r"\.at\("), "Array.at needs Chrome 92"),
    (re.compile(r"\.(flat|flatMap|matchAll|replaceAll|trimStart|trimEnd|replaceChildren|findLast|"
                r"toSorted|toReversed|allSettled|toggleAttribute|requestSubmit)\("), "newer than Chrome 61"),
    (re.compile(r"\b(structuredClone|globalThis|queueMicrotask|BigInt)\b"), "newer than Chrome 61"),
    (re.compile(r"\bObject\.fromEntries\b"), "Object.fromEntries needs Chrome 73"),
    (re.compile(r"\bcatch\s*\{"), "catch without a name needs Chrome 66"),
    (re.compile(r"\bfor\s+await\b|\basync\s*\*|\basync\s+function\s*\*"), "async iteration needs Chrome 63"),
    (re.compile(r"\bimport\s*\("), "import() needs Chrome 63"),
    (re.compile(r"\b\d+_\d+\b|\b\d+n\b"), "such numbers need Chrome 67 or later"),
]


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def blanked(text):
    return re.sub(r"[^\n]", " ", text)


TOKENS = {
    "c": re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S),
    "js": re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
                     r"|(?<=[=(,:!&|?{};\n])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/[a-z]*", re.S),
    "css": re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S),
}


def split(text, language):
    """The text with comments and strings blanked, and the strings with their lines."""
    literals = []

    def blank(match):
        token = match.group()
        if token[0] == '"':
            literals.append((line_of(text, match.start()), token[1:-1]))
        return blanked(token)

    return TOKENS[language].sub(blank, text), literals


def may(path, allowed):
    name = os.path.basename(path)
    return any(path.startswith(place) or (place.startswith("*/") and name.startswith(place[2:]))
               for place in allowed)


def lint_includes(path, text):
    parts = path.split("/")
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]+(?:"([^"]+)"|<([^>]+)>)', text, re.M):
        line = line_of(text, match.start())
        ours, theirs = match.groups()
        if theirs:
            for pattern, where in LIBRARIES:
                if re.fullmatch(pattern, theirs) and not may(path, where + ("tests/", "tools/")):
                    yield line, "library", f"<{theirs}> belongs to {where[0]}; include its header"
            continue
        target = ours.split("/")
        if parts[0] == "tools" and target[0] in RANK and target[0] not in TOOLS_SEE:
            yield line, "layer", f"a build-time tool sees base/ and store/store.h only, not {ours}"
        if parts[0] != "src" or len(parts) < 3 or len(target) < 2:
            continue
        room, other = parts[1], target[0]
        if room not in RANK or other not in RANK:
            unknown = other if room in RANK else room
            yield line, "layer", f"room {unknown}/ has no place in ORDER (tools/house_lint.py)"
            return
        elif room != other and RANK[other] >= RANK[room]:
            yield line, "layer", f"{room}/ stands below or beside {other}/ and must not include {ours}"
        elif RANK[room] >= MACHINERY and room not in TOP and not FACE.match(parts[-1]):
            if other == "web":
                yield line, "model", f"the model of {room}/ knows no web; only pages, desk, api, views and cli do"
            elif FACE.match(target[-1]):
                yield line, "model", f"a model includes no pages: {ours}"


def lint_c(path, text):
    code, literals = split(text, "c")
    yield from lint_includes(path, text)
    for pattern, why, where in CALLS:
        if may(path, where):
            continue
        for match in pattern.finditer(code):
            yield line_of(code, match.start()), "call", f"{match.group(1)}(): {why}"
    for line, literal in literals:
        if SQL.search(literal) and not may(path, SQL_ALLOWED):
            yield line, "sql", "SQL stands in .sql files (docs/sql.md)"
        if TAG.search(literal) and not may(path, TAG_ALLOWED):
            yield line, "html", "HTML stands in .html files (docs/templates.md)"
    if path.endswith(".h"):
        if not re.search(r"^#pragma once$", text, re.M):
            yield 1, "header", "a header has #pragma once"
        if not text.startswith("/*"):
            yield 1, "header", "a header opens with what it is for"
    if not path.startswith("tests/"):
        yield from lint_functions(code)


def lint_functions(code):
    name, start = "", 0
    for number, line in enumerate(code.split("\n"), 1):
        match = re.match(r"(\w+)\(", line)
        if match and not start:
            name = match.group(1)
        elif line == "{":
            start = number
        elif line == "}" and start:
            if number - start - 1 > LIMITS["function"]:
                yield start, "function", f"{name}() has {number - start - 1} lines; about 60 at most"
            start = 0


def lint_css(path, text):
    code, _ = split(text, "css")
    blocks = []  # (is a style rule, inside @supports, properties declared so far)
    begin = 0
    for match in re.finditer(r"[{};]", code):
        piece, at = code[begin:match.start()], begin
        at += len(piece) - len(piece.lstrip())
        piece, line, begin = piece.strip(), line_of(code, at), match.end()
        supported = any(block[1] for block in blocks)
        if match.group() == "{":
            if CSS_AT.match(piece) and not supported:
                yield line, "css", f"{piece.split()[0]} is newer than the supported browsers"
            if not piece.startswith("@"):
                if any(block[0] for block in blocks):
                    yield line, "css", "nested rules need Chrome 120"
                for pattern, why in CSS_SELECTORS:
                    if pattern.search(piece) and not supported:
                        yield line, "css", why
            blocks.append((not piece.startswith("@"), piece.startswith("@supports"), set()))
            continue
        if ":" in piece and blocks and not supported:
            yield from lint_declaration(line, piece, blocks[-1][2])
        elif CSS_AT.match(piece):
            yield line, "css", f"{piece.split()[0]} is newer than the supported browsers"
        if match.group() == "}" and blocks:
            blocks.pop()


def lint_declaration(line, piece, before):
    name, value = (part.strip() for part in piece.split(":", 1))
    for pattern, why in CSS_DECLARATIONS:
        if pattern.search(name):
            yield line, "css", why
    for pattern, why in CSS_VALUES:
        if pattern.search(value) and not (why.startswith(CSS_FALLBACK) and name in before):
            yield line, "css", why
    before.add(name)


def lint_js(path, text):
    code, _ = split(text, "js")
    for pattern, why in JS:
        for match in pattern.finditer(code):
            yield line_of(code, match.start()), "js", why


def lint_any(path, text):
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "space", "a TAB; four spaces"
        if line != line.rstrip():
            yield number, "space", "white space at the end of the line"
        if UNFINISHED.search(line):
            yield number, "unfinished", "finish it, or write an issue"
    if not any(place in path for place in LONG_ALLOWED) and len(lines) - 1 > LIMITS["file"]:
        yield LIMITS["file"], "file", f"{len(lines) - 1} lines; about 400 at most"


def lint(path, text):
    yield from lint_any(path, text)
    if path.endswith((".c", ".h")):
        yield from lint_c(path, text)
    if path.startswith("assets/") and path.endswith(".css"):
        yield from lint_css(path, text)
    if path.startswith("assets/") and path.endswith(".js"):
        yield from lint_js(path, text)


def project_files():
    yield "meson.build"
    for folder in FOLDERS:
        for where, folders, names in os.walk(os.path.join(ROOT, folder)):
            folders[:] = [f for f in folders if f not in ("node_modules", "vendor", "golden", "bad", "__pycache__")]
            for name in sorted(names):
                if name.endswith(ENDINGS):
                    yield os.path.relpath(os.path.join(where, name), ROOT)


# ---- the self-test: (rule, path, what breaks it, what does not) ----
LONG_FUNCTION = "static int\nf(void)\n{\n" + "    x();\n" * 76 + "}\n"
SAMPLES = [
    ("layer", "src/base/a.c", '#include "store/store.h"\n', '#include "base/text.h"\n'),
    ("layer", "src/store/a.c", '#include "duty/duty.h"\n', '#include "base/text.h"\n'),
    ("layer", "src/sheet/a.c", '#include "prose/b.h"\n', '#include "sheet/b.h"\n'),
    ("layer", "src/region/a.c", '#include "duty/duty.h"\n', '#include "actor/actor.h"\n'),
    ("layer", "src/nowhere/a.c", '#include "base/text.h"\n', ""),
    ("layer", "tools/a.c", '#include "web/html.h"\n', '#include "base/buf.h"\n'),
    ("model", "src/duty/duty.c", '#include "web/html.h"\n', '#include "store/store.h"\n'),
    ("model", "src/duty/duty.h", '/* x */\n#pragma once\n#include "duty/views.h"\n', "/* x */\n#pragma once\n"),
    ("library", "src/duty/a.c", "#include <sqlite3.h>\n", "#include <string.h>\n"),
    ("library", "src/web/a.c", "#include <openssl/evp.h>\n", "#include <microhttpd.h>\n"),
    ("call", "src/duty/a.c", "x = malloc(3);\n", "x = arena_malloc(3); /* malloc(3) */ y = \"malloc(3)\";\n"),
    ("call", "src/duty/a.c", "free (x);\n", "arena_free(x); free_all(x);\n"),
    ("call", "src/duty/a.c", "strcpy(a, b);\n", "memcpy(a, b, 3);\n"),
    ("call", "src/duty/a.c", "now = time(NULL);\n", "now = job->time(NULL); then.time(0); Time time;\n"),
    ("call", "src/duty/a.c", "clock_gettime(CLOCK_REALTIME, &t);\n", "clock_gettime(CLOCK_MONOTONIC, &t);\n"),
    ("call", "src/duty/a.c", "system(\"ls\");\n", "file_system(x);\n"),
    ("call", "src/duty/a.c", "printf(\"x\");\n", "text_printf(arena, \"x\");\n"),
    ("call", "src/duty/a.c", "sqlite3_open(x);\n", "store_open(x);\n"),
    ("call", "src/duty/a.c", "PQexec(x);\n", "PQ(x);\n"),
    ("call", "src/duty/a.c", "MHD_start_daemon(x);\n", "web_serve(x);\n"),
    ("sql", "src/duty/a.c", 'q = "SELECT id FROM duty";\n', 's = "select a district";\n'),
    ("sql", "src/duty/a.c", 'q = "insert into duty values";\n', '/* "insert into duty" */\n'),
    ("html", "src/duty/a.c", 's = "<b>x</b>";\n', 's = "a < b and c > d, <80";\n'),
    ("html", "src/duty/a.c", 's = "<input type=\\"text\\"";\n', '/* "<b>" */\n'),
    ("header", "src/duty/a.h", "/* x */\nint f(void);\n", "/* x */\n#pragma once\n"),
    ("header", "src/duty/a.h", "#pragma once\n", "/* x */\n#pragma once\n"),
    ("function", "src/duty/a.c", LONG_FUNCTION, LONG_FUNCTION.replace("    x();\n", "", 1)),
    ("file", "src/duty/a.c", "x\n" * 461, "x\n" * 460),
    ("space", "src/duty/a.c", "\tx\n", "    x\n"),
    ("space", "docs/a.md", "x \n", "x\n"),
    ("unfinished", "src/duty/a.c", "/* TO" "DO: x */\n", "/* to do */\n"),
    ("css", "assets/a.css", "a { gap: 1px; }", "a { grid-gap: 1px; margin: 0 }"),
    ("css", "assets/a.css", "a:has(b) { x: 1 }", "a:not(.b) { x: 1 }"),
    ("css", "assets/a.css", "a { aspect-ratio: 1 }", "@media (min-aspect-ratio: 1/1) { a { x: 1 } }"),
    ("css", "assets/a.css", "a { aspect-ratio: 1 }", "@supports (aspect-ratio: 1) { a { aspect-ratio: 1 } }"),
    ("css", "assets/a.css", "a { color: color-mix(in srgb, red, blue) }", "a { color: red }"),
    ("css", "assets/a.css", "a { b { x: 1 } }", "@media print { a { x: 1 } }"),
    ("css", "assets/a.css", "@container (width > 1px) { a { x: 1 } }", "@media print { a { x: 1 } }"),
    ("css", "assets/a.css", "@layer a, b;", "@import 'x';"),
    ("css", "assets/a.css", "a { width: clamp(1px, 2vw, 3px) }", "a { width: 2px; width: clamp(1px, 2vw, 3px) }"),
    ("css", "assets/a.css", "a:is(b) { x: 1 }", '/* a:is(b) */ a::after { content: ":is(" }'),
    ("js", "assets/a.js", "a = b?.c;", "a = b ?.5 : c; s = 'a?.b'; r = /a?.b/;"),
    ("js", "assets/a.js", "a = b ?? c;", "a = b || c; // ??"),
    ("js", "assets/a.js", "class A { #x = 1; }", "q = document.querySelector('#x');"),
    ("js", "assets/a.js", "a.at(-1)", "a.charAt(1)"),
    ("js", "assets/a.js", "structuredClone(a)", "clone(a)"),
    ("js", "assets/a.js", "try { a(); } catch { b(); }", "try { a(); } catch (e) { b(); }"),
    ("js", "assets/a.js", "x.replaceAll('a', 'b')", "x.replace(/a/g, 'b')"),
]


def self_test():
    failures = 0
    rules = {"layer", "model", "library", "call", "sql", "html", "header", "function", "file", "space",
             "unfinished", "css", "js"}
    for rule, path, bad, good in SAMPLES:
        if rule not in {found for _, found, _ in lint(path, bad)}:
            failures += 1
            print(f"self-test: {rule} keeps quiet on {path}: {bad[:60]!r}")
        wrong = [message for _, found, message in lint(path, good) if found == rule]
        if wrong:
            failures += 1
            print(f"self-test: {rule} fires on {path}: {good[:60]!r}: {wrong[0]}")
    for rule in sorted(rules - {sample[0] for sample in SAMPLES}):
        failures += 1
        print(f"self-test: {rule} has no sample")
    print(f"house_lint: {len(SAMPLES)} samples, {failures} failures")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    faults = 0
    for path in arguments or project_files():
        path = os.path.relpath(os.path.abspath(path), ROOT) if arguments else path
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            text = file.read()
        for line, rule, message in sorted(lint(path, text)):
            faults += 1
            print(f"{path}:{line}: {message} [{rule}]")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
