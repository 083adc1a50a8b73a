#!/usr/bin/env python3
"""The database is locked, cut off, gone or full on PostgreSQL: a plain page with status 503, and everything goes on when it
is over, without a restart.

    tests/pg.sh trouble_pg_test.py MINGBAI [TEST…]       the server is this test's alone: it is stopped and started
"""
import os
import subprocess
import time

from client import run, same, test
from program import VILLAGE, Program, busy_page, busy_problem

PG, PG_BIN, PG_DIR = (os.environ[name] for name in ("MINGBAI_TEST_PG", "MINGBAI_TEST_PG_BIN", "MINGBAI_TEST_PG_DIR"))


def sql(*statements):
    subprocess.run([f"{PG_BIN}/psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", PG, *[part for each in statements for part in ("-c", each)]],
                   check=True, capture_output=True)


class Held:
    """A psql that keeps a transaction open."""

    def __init__(self, statement):
        self.process = subprocess.Popen([f"{PG_BIN}/psql", "-q", "-d", PG], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(f"BEGIN; {statement};\n\\echo begun\n")
        self.process.stdin.flush()
        same(self.process.stdout.readline(), "begun\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate("ROLLBACK;\n")


def control(*words):
    """pg_ctl, as whoever the server belongs to."""
    command = [f"{PG_BIN}/pg_ctl", "-D", f"{PG_DIR}/data", "-w", *words]
    if os.getuid() == 0:
        owner = os.stat(f"{PG_DIR}/data")
        command = ["setpriv", f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def on_postgres(function):
    """The test with an empty database."""
    def alone():
        sql("SET lock_timeout = '20s'", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        with Program(db=PG) as server:
            function(server, server.settle()[0])
            server.nobody_fell()
    alone.__name__ = function.__name__
    return test(alone)


@on_postgres
def a_locked_table(server, clerk):
    server.written(clerk, 1)
    with Held("LOCK TABLE disclosure, session IN ACCESS EXCLUSIVE MODE"):
        began = time.monotonic()
        busy_page(server.sign_in())
        busy_problem(server.draft(clerk, 2))
        assert time.monotonic() - began < 30, "nobody waits for long"
    server.written(clerk, 3)
    same(server.sign_in().status, 303)


@on_postgres
def connections_that_are_cut(server, clerk):
    for number in range(4):
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        assert server.draft(clerk, number).status in (201, 503)
        same(server.get(f"/r/{VILLAGE}?n={number}").status, 200)
    server.wait_for(lambda: server.draft(clerk, 9).status == 201)


@on_postgres
def a_server_that_is_gone(server, clerk):
    where = server.written(clerk, 1)
    for way in ("immediate", "fast"):
        control("stop", "-m", way)
        try:
            busy_problem(server.draft(clerk, 2))
            busy_page(server.sign_in())
            busy_page(server.get(f"/r/{VILLAGE}?never=asked-{way}"))
            busy_page(server.get("/search?q=%E5%85%AC%E5%BC%80"))
            same(server.get("/healthz").status, 503)
            same(server.get("/static/nothing.css").status, 404, "what needs no database")
        finally:
            control("start", "-l", f"{PG_DIR}/server.log")
        began = time.monotonic()
        server.wait_for(lambda: server.draft(clerk, 3).status == 201)
        assert time.monotonic() - began < 5
        server.wait_for(lambda: server.get("/healthz").status == 200)
        same(server.api("GET", where, token=clerk).status, 200)


@on_postgres
def a_disk_that_is_full_for_the_server(server, clerk):
    """As the server says it: SQLSTATE 53100."""
    sql("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION full_disk()")
    busy_problem(server.draft(clerk, 1))
    busy_page(server.sign_in())
    same(server.get(f"/r/{VILLAGE}").status, 200)
    sql("DROP TRIGGER full_disk ON audit")
    server.written(clerk, 2)
    same(server.sign_in().status, 303)


run()
