#!/usr/bin/env python3
"""kill -9 in the midst of work: what was acknowledged is there, what was not is there as a whole or not at all, and somebody
else takes over within a second.  On SQLite and, with MINGBAI_TEST_PG, on PostgreSQL.

    kill_test.py MINGBAI [TEST…]
"""
import os
import signal
import struct
import subprocess
import threading
import time
import zlib

from client import multipart, run, same, test
from program import VILLAGE, Program

PG, PG_BIN = os.environ.get("MINGBAI_TEST_PG"), os.environ.get("MINGBAI_TEST_PG_BIN")
BACK_SECONDS = 3 if "ASAN_OPTIONS" in os.environ else 1  # sanitizers start slowly


class Killed(Program):
    def keeper(self):
        """The child that listens to nobody; None while there is none."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            others = {int(child) for child in file.read().split()} - self.workers()
        return others.pop() if len(others) == 1 else None

    def back(self, what, count):
        """Waits until so many are there, none of those that were; they have a second."""
        began = time.monotonic()
        self.wait_for(lambda: len(self.workers() - what) >= count)
        took = time.monotonic() - began
        assert took < BACK_SECONDS, f"it took {took:.2f} s"


class Writer(threading.Thread):
    """Makes one draft after the other, and remembers which ones were acknowledged."""

    def __init__(self, server, token, first):
        super().__init__(daemon=True)
        self.server, self.token, self.number = server, token, first
        self.acknowledged, self.unknown, self.go_on = {}, 0, True
        self.start()

    def run(self):
        while self.go_on:
            self.number += 1
            try:
                answer = self.server.draft(self.token, self.number)
            except (OSError, EOFError):
                answer = None
            if answer is not None and answer.status == 201:
                self.acknowledged[answer.json()["id"]] = self.number
            elif answer is None or answer.status != 503:
                self.unknown += 1
                time.sleep(0.02)

    def end(self):
        self.go_on = False
        self.join(30)
        return self


def all_there(server, token, writers):
    """Each acknowledged draft with its title; the figures agree with the records."""
    made = {id_: number for writer in writers for id_, number in writer.end().acknowledged.items()}
    assert len(made) > 20, f"only {len(made)} were made"
    for id_, number in made.items():
        answer = server.api("GET", f"/api/v1/disclosures/{id_}", token=token)
        same((answer.status, answer.json().get("title")), (200, f"第{number}件"))
    server.command("check")


def photo(side=900):
    """Large enough to keep the keeper busy for a moment."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + os.urandom(side * 3) for _ in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def on_both(function):
    """Registers the test for each database."""
    def on_sqlite():
        with Killed() as server:
            function(server, *server.settle())
    on_sqlite.__name__ = function.__name__
    test(on_sqlite)
    if PG:
        def on_postgres():
            name = f"kill_{os.getpid()}_{function.__name__}"
            subprocess.run([f"{PG_BIN}/psql", "-q", "-d", PG, "-c", f"CREATE SCHEMA {name}"], check=True)
            with Killed(db=f"{PG}{'&' if '?' in PG else '?'}options=-csearch_path%3D{name}") as server:
                function(server, *server.settle())
        on_postgres.__name__ = function.__name__ + "_on_postgres"
        test(on_postgres)
    return function


@on_both
def a_worker(server, clerk, _):
    time.sleep(1)  # who dies right after the start is started more slowly
    writers = [Writer(server, clerk, first) for first in (0, 100_000, 200_000)]
    for turn in range(3):
        time.sleep(0.8)
        before = server.workers()
        os.kill(sorted(before)[turn % 2], signal.SIGKILL)
        server.back(before, 1)
        time.sleep(0.3)
    all_there(server, clerk, writers)
    assert sum(writer.unknown for writer in writers) <= 3 * 3, "one request each at most"


@on_both
def all_workers_at_once(server, clerk, _):
    time.sleep(1)
    writers = [Writer(server, clerk, first) for first in (0, 100_000)]
    time.sleep(0.5)
    before = server.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    server.back(before, 2)
    time.sleep(0.5)
    all_there(server, clerk, writers)


@on_both
def the_keeper_at_its_work(server, clerk, _):
    where = f"/api/v1/disclosures/{server.draft(clerk, 1).json()['id']}"
    kind, body = multipart([("file", "voucher.png", photo())])
    for _ in range(3):
        same(server.request("POST", where + "/attachments", [("Authorization", f"Bearer {clerk}"), ("Content-Type", kind)], body).status, 201)
    for pause in (0.05, 0.3):
        server.wait_for(server.keeper)
        victim = server.keeper()
        time.sleep(pause)
        os.kill(victim, signal.SIGKILL)
        began = time.monotonic()
        server.wait_for(lambda: server.keeper() not in (victim, None))
        assert time.monotonic() - began < BACK_SECONDS

    def states():
        return [file["state"] for file in server.api("GET", where, token=clerk).json()["attachments"]]

    server.wait_for(lambda: states() == ["safe"] * 3, 30)
    server.command("check")
    assert not [name for name in os.listdir(f"{server.dir}/tmp") if "upload" in name]


@on_both
def the_supervisor(server, clerk, _):
    writers = [Writer(server, clerk, first) for first in (0, 100_000)]
    time.sleep(1)
    children = server.workers() | {server.keeper()}
    server.process.kill()
    server.process.wait()
    began = time.monotonic()
    server.log.close()

    def gone(pid):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                return file.read().rsplit(")", 1)[1].split()[0] == "Z"
        except FileNotFoundError:
            return True

    server.wait_for(lambda: all(gone(pid) for pid in children), 3)
    server.serve()
    assert time.monotonic() - began < 3, "the port is free, nothing is in the way"
    time.sleep(0.3)
    all_there(server, clerk, writers)


@on_both
def everybody_at_once(server, clerk, _):
    """As when the machine's memory runs out; or, but for the disk, its power."""
    writers = [Writer(server, clerk, first) for first in (0, 100_000)]
    time.sleep(1)
    for pid in [server.process.pid, *server.workers(), server.keeper()]:
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
    server.log.close()
    time.sleep(0.2)
    server.serve()
    all_there(server, clerk, writers)


@test
def a_count_that_nobody_ended():
    """Everybody died between a commit and its second count: the pages are kept again, and the keeper wakes for work."""
    with Killed() as server:
        clerk, _ = server.settle()
        for pid in [server.process.pid, *server.workers(), server.keeper()]:
            os.kill(pid, signal.SIGKILL)
        server.process.wait()
        server.log.close()
        path = server.db + "-versions"
        with open(path, "rb") as file:
            table = bytearray(file.read())
        for slot in range(128, len(table), 8):  # begun, ended
            struct.pack_into("<I", table, slot, struct.unpack_from("<I", table, slot)[0] + 1)
        with open(path, "r+b") as file:
            file.write(table)
        server.serve()
        for _ in range(8):
            same(server.get(f"/r/{VILLAGE}").status, 200)
        assert server.metric("page_cache_hits_total") > 0
        where = f"/api/v1/disclosures/{server.draft(clerk, 1).json()['id']}"
        kind, body = multipart([("file", "voucher.png", photo(20))])
        same(server.request("POST", where + "/attachments", [("Authorization", f"Bearer {clerk}"), ("Content-Type", kind)], body).status, 201)
        server.wait_for(lambda: server.api("GET", where, token=clerk).json()["attachments"][0]["state"] == "safe", 5)


run()
