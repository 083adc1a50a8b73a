#!/usr/bin/env python3
"""The database is locked or away, the disk is full: a plain page with status 503, nothing half-written, and everything
goes on when it is over, without a restart.  (On PostgreSQL: trouble_pg_test.py.)

    trouble_test.py MINGBAI [TEST…]
"""
import contextlib
import os
import sqlite3
import subprocess
import time

from client import multipart, run, same, test
from program import VILLAGE, Program, busy_page, busy_problem

FULL_BYTES = 24 * 1024 * 1024


@test
def a_locked_file():
    with Program() as server:
        clerk, _ = server.settle()
        where = server.written(clerk, 1)
        lock = sqlite3.connect(server.db, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        busy_page(server.sign_in())
        busy_problem(server.draft(clerk, 2))
        assert time.monotonic() - began < 15, "nobody waits for long"
        same(server.api("GET", where, token=clerk).status, 200, "reading goes on")
        same(server.get(f"/r/{VILLAGE}").status, 200)
        lock.execute("ROLLBACK")
        lock.close()
        server.written(clerk, 3)
        same(server.sign_in().status, 303)
        server.nobody_fell()


@test
def a_file_that_is_away_for_a_while():
    with Program() as server:
        clerk, _ = server.settle()
        where = server.written(clerk, 1)
        files = [server.db + ending for ending in ("", "-wal", "-shm") if os.path.exists(server.db + ending)]
        for path in files:
            os.rename(path, path + ".away")
        busy_page(server.sign_in())
        busy_problem(server.draft(clerk, 2))
        assert server.get(f"/r/{VILLAGE}").status in (200, 503)
        assert not os.path.exists(server.db), "nobody makes an empty one"
        for path in files:
            os.rename(path + ".away", path)
        server.wait_for(lambda: server.draft(clerk, 3).status == 201)
        same(server.api("GET", where, token=clerk).status, 200)
        same(server.sign_in().status, 303)
        server.nobody_fell()


# ---- a full disk ----

@contextlib.contextmanager
def small_disk():
    """A file system of its own, or None where nobody may mount one."""
    path = f"/tmp/mingbai-disk-{os.getpid()}"
    os.makedirs(path)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={FULL_BYTES},mode=0777", "none", path],
                             capture_output=True).returncode == 0
    try:
        yield path if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", path], check=True)
        os.rmdir(path)


def fill(path):
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        for size in (65536, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass


@test
def a_full_disk():
    with small_disk() as disk:
        if disk is None:
            print("# nobody may mount here: not tried")
            return
        with Program(db=f"sqlite:{disk}/m.db", state_dir=disk) as server:
            clerk, _ = server.settle()
            where = server.written(clerk, 1)
            fill(f"{disk}/full")
            kind, body = multipart([("file", "voucher.png", b"\x89PNG\r\n\x1a\n" + b"x" * 300_000)])
            for _ in range(3):
                busy_problem(server.draft(clerk, 2))
                busy_page(server.sign_in())
                busy_problem(server.request("POST", where + "/attachments",
                                            [("Authorization", f"Bearer {clerk}"), ("Content-Type", kind)], body))
            same(server.get(f"/r/{VILLAGE}").status, 200, "reading goes on")
            same(server.api("GET", where, token=clerk).json()["attachments"], [])
            os.remove(f"{disk}/full")
            server.wait_for(lambda: server.draft(clerk, 3).status == 201)
            same(server.sign_in().status, 303)
            same([name for name in os.listdir(f"{disk}/tmp") if "upload" in name], [], "nothing is left behind")
            server.nobody_fell()
            server.command("check")  # figures, revisions and files agree


run()
