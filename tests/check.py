#!/usr/bin/env python3
"""Every test there is, stage by stage; `./check` calls it.  The last line is `N passed, N failed`.

A stage counts what its programs report (TAP lines, meson's tests); a program that crashes, hangs or
says nothing counts as a failure.  Logs are in out-check/logs.
"""
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT, CLANG = "out-check", "out-clang"
LOGS = os.path.join(OUT, "logs")
DEMO = os.path.join(OUT, "demo")  # the demonstration on SQLite, as demo_test has loaded it
JOBS = str(os.cpu_count() or 2)
SANITIZERS = {
    "ASAN_OPTIONS": "strict_string_checks=1:detect_stack_use_after_return=1:quarantine_size_mb=32",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    "LSAN_OPTIONS": f"suppressions={ROOT}/tests/leaks.supp:print_suppressions=0",
}
FUZZ_SECONDS = 10


class Count:
    """How many passed, and what did not, by name."""

    def __init__(self, passed=0, failures=()):
        self.passed, self.failures = passed, list(failures)

    def add(self, other):
        self.passed += other.passed
        self.failures += other.failures


def log_path(name):
    return os.path.join(LOGS, name.replace(" ", "-") + ".log")


def shell(name, command, environment=None, timeout=1500):
    """Runs a command with its output in the stage's log; gives (exit code, output)."""
    merged = dict(os.environ, **SANITIZERS, **(environment or {}))
    with open(log_path(name), "ab") as log:
        start = log.tell()
        log.write(("$ " + " ".join(command) + "\n").encode())
        log.flush()
        try:
            code = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, env=merged,
                                  stdin=subprocess.DEVNULL, timeout=timeout).returncode
        except subprocess.TimeoutExpired:
            code = "no end after %d s" % timeout
        except OSError as error:
            code = str(error)
    with open(log_path(name), "rb") as log:
        log.seek(start)
        return code, log.read().decode("utf-8", "replace")


def must(name, what, command, **more):
    """One check: the command succeeds."""
    code, output = shell(name, command, **more)
    if code == 0:
        return Count(1)
    tail = "\n".join(output.rstrip().split("\n")[-30:])
    return Count(0, ["%s (exit %s)\n%s" % (what, code, tail)])


def tap(name, output, code):
    """The lines of a TAP stream."""
    ok = len(re.findall(r"^ok\b(?!.*# SKIP)", output, re.M))
    bad = re.findall(r"^not ok\b.*", output, re.M)
    plan = re.findall(r"^1\.\.(\d+)", output, re.M)
    lines = len(re.findall(r"^(not )?ok\b", output, re.M))
    count = Count(ok, ["%s: %s" % (name, line) for line in bad])
    if not plan or int(plan[-1]) != lines:
        count.failures.append("%s: %d results, the plan says %s" % (name, lines, plan[-1:] or "nothing"))
    elif code not in (0, 1) or (code == 1 and not bad):
        count.failures.append("%s: exit %s" % (name, code))
    return count


# ---- the stages ----

def sources(*endings):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "src", "tools", "tests"],
                            stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    return [path for path in listed if path.endswith(endings) and os.path.exists(path)
            and "/golden" not in path and "/corpus/" not in path]


def formatted(path):
    """A file a process: clang-format 14 crashes on some tables of structs (a signal: nothing to say about those)."""
    return subprocess.run(["clang-format", "--dry-run", "--Werror", path],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode <= 0


def style(name):
    count = must(name, "house rules", ["tools/house_lint.py"])
    count.add(must(name, "house rules find what they should", ["tools/house_lint.py", "--self-test"]))
    paths = sources(".c", ".h")
    with concurrent.futures.ThreadPoolExecutor(int(JOBS)) as pool:
        bad = [path for path, fine in zip(paths, pool.map(formatted, paths)) if not fine]
    count.add(Count(0, ["clang-format -i\n" + "\n".join(bad)]) if bad else Count(1))
    return count


def setup(name, where, options, environment=None):
    if not os.path.exists(os.path.join(where, "build.ninja")):
        return must(name, "meson setup", ["meson", "setup", where] + options, environment=environment)
    return Count()


def build(name):
    count = setup(name, OUT, ["-Ddebug=true", "-Doptimization=1", "-Dwerror=true",
                              "-Db_sanitize=address,undefined",
                              "-Dc_args=-fno-sanitize-recover=undefined -fno-var-tracking -g1",
                              "-Dc_link_args=-fuse-ld=gold"])
    if not count.failures:
        count.add(must(name, "gcc, warnings are errors", ["ninja", "-k", "0", "-C", OUT]))
    return count


def meson_tests(name):
    """All of meson's tests, on SQLite and on a PostgreSQL that lives as long as they do."""
    log = os.path.join(OUT, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    shutil.rmtree(DEMO, ignore_errors=True)
    code, output = shell(name, ["tests/pg.sh", "meson", "test", "-C", OUT, "--no-suite", "lint",
                                "--no-rebuild", "--num-processes", JOBS, "--print-errorlogs"],
                         {"MINGBAI_TEST_DEMO": os.path.abspath(DEMO)})
    count = Count()
    if not os.path.exists(log):
        return Count(0, ["meson test (exit %s)\n%s" % (code, output[-3000:])])
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            count.add(meson_test(one))
    if code != 0 and not count.failures:
        count.failures.append("meson test: exit %s" % code)
    if count.failures:
        shutil.rmtree(DEMO, ignore_errors=True)  # it may be half a one
    return count


def meson_test(one):
    out = one.get("stdout") or ""
    ok = len(re.findall(r"^ok\b(?!.*# SKIP)", out, re.M))
    bad = re.findall(r"^not ok\b.*", out, re.M)
    count = Count(ok, ["%s: %s" % (one["name"], line) for line in bad])
    fine = one["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    if fine and ok == 0 and one["result"] == "OK":
        count.passed = 1  # an exit code is all it says
    if not fine and not bad:
        why = (out + (one.get("stderr") or "")).rstrip().split("\n")[-25:]
        count.failures.append("%s: %s\n%s" % (one["name"], one["result"], "\n".join(why)))
    return count


def clang(name):
    """The other compiler, its warnings as errors; with what the fuzzers need."""
    count = setup(name, CLANG, ["-Ddebug=true", "-Doptimization=0", "-Dwerror=true",
                                "-Db_sanitize=address,undefined", "-Db_lundef=false",
                                "-Dc_args=-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined -g1",
                                "-Dc_link_args=-fsanitize=address -fuse-ld=gold"],
                  {"CC": "clang"})
    if not count.failures:
        count.add(must(name, "clang, warnings are errors", ["ninja", "-k", "0", "-C", CLANG]))
    return count


# What each fuzzer starts from, besides tests/fuzz/corpus/NAME.
SEEDS = {
    "sql": ["tests/sqlgen"],
    "template": ["tests/htmlgen/bad", "tests/htmlgen/golden"],
    "sheet": ["tests/fixtures"],
}


def fuzzer(name, kind):
    corpus = os.path.join(CLANG, "corpus", kind)
    os.makedirs(corpus, exist_ok=True)
    seeds = [seed for seed in ["tests/fuzz/corpus/" + kind] + SEEDS.get(kind, []) if os.path.isdir(seed)]
    return must(name + " " + kind, "fuzzer " + kind, [
        os.path.join(CLANG, "tests", "fuzz", kind + "_fuzz"), "-max_total_time=%d" % FUZZ_SECONDS,
        "-timeout=10", "-rss_limit_mb=4096", "-print_final_stats=1",
        "-artifact_prefix=%s/" % corpus, corpus] + seeds, timeout=FUZZ_SECONDS + 120)


def fuzz(name):
    kinds = [os.path.basename(path)[:-len("_fuzz.c")] for path in sources("_fuzz.c") if path.startswith("tests/fuzz/")]
    count = Count()
    with concurrent.futures.ThreadPoolExecutor(int(JOBS)) as pool:
        for one in pool.map(lambda kind: fuzzer(name, kind), kinds):
            count.add(one)
    if not kinds:
        count.failures.append("there are no fuzzers")
    return count


def npm(name):
    stamp = "tests/browser/node_modules/.stamp"
    lock = "tests/browser/package-lock.json"
    if os.path.exists(stamp) and os.path.getmtime(stamp) >= os.path.getmtime(lock):
        return Count()
    print("Installing the packages of tests/browser with npm ci")
    count = must(name, "npm ci", ["npm", "ci", "--prefix", "tests/browser", "--no-audit", "--no-fund"])
    if not count.failures:
        with open(stamp, "w", encoding="utf-8"):
            pass
    return count


def node_tap(name, script, *arguments, environment=None):
    code, output = shell(name, ["node", script] + list(arguments), environment)
    return tap(name, output, code)


def openapi(name):
    return node_tap(name, "tests/browser/openapi.mjs", "assets/openapi.json")


def browser(name):
    """With the demonstration that the tests have left, or with one of its own."""
    program = os.path.join(OUT, "mingbai")
    kept = os.path.join(DEMO, "mingbai.db")
    fresh = os.path.exists(kept) and os.path.getmtime(kept) >= os.path.getmtime(program)
    return node_tap(name, "tests/browser/run.mjs", program,
                    environment={"MINGBAI_BROWSER_DEMO": os.path.abspath(DEMO)} if fresh else None)


STAGES = [
    ("style", style),
    ("build", build),
    ("tests", meson_tests),
    ("npm", npm),
    ("openapi", openapi),
    ("clang", clang),
    ("fuzz", fuzz),
    ("browser", browser),
]


def run_stage(name, stage, total):
    start = time.monotonic()
    for old in glob.glob(log_path(name + "*")):
        os.remove(old)
    try:
        count = stage(name)
    except Exception as error:  # a stage that breaks is a failure, and the others go on
        count = Count(0, ["%s: %r" % (name, error)])
    total.add(count)
    print("%-8s %6.1f s  %5d passed  %d failed" % (
        name, time.monotonic() - start, count.passed, len(count.failures)), flush=True)
    for failure in count.failures:
        print("    " + failure.replace("\n", "\n      "), flush=True)


def main(chosen):
    os.chdir(ROOT)
    names = [name for name, _ in STAGES]
    if chosen == ["--list"]:
        print("\n".join(names))
        return 0
    if set(chosen) - set(names):
        print("no such stage; there are: " + " ".join(names), file=sys.stderr)
        return 2
    total = Count()
    os.makedirs(LOGS, exist_ok=True)
    start = time.monotonic()
    for name, stage in STAGES:
        if not chosen or name in chosen:
            run_stage(name, stage, total)
    print("%.0f s, logs in %s" % (time.monotonic() - start, LOGS))
    print("%d passed, %d failed" % (total.passed, len(total.failures)))
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
