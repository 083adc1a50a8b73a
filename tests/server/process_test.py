#!/usr/bin/env python3
"""The server's processes: slow and broken clients, workers that die, reload and stop, a database
that is locked or gone.

    process_test.py APP [TEST…]
"""
import os
import signal
import sqlite3
import threading
import time

from client import CSRF, Connection, Server, multipart, run, same, test


# ---- slow clients ----

def drip(server, first, seconds):
    """Sends a byte now and then; how long the server bears it."""
    began = time.monotonic()
    with Connection(server) as connection:
        connection.send(first)
        connection.socket.settimeout(0.1)
        while time.monotonic() - began < seconds:
            try:
                if not connection.socket.recv(4096):
                    break
            except TimeoutError:
                pass
            except ConnectionError:
                break
            try:
                connection.send("x")
            except OSError:
                break
    return time.monotonic() - began


@test
def slow_clients_are_cut_off():
    with Server(header_seconds=1, idle_seconds=2, body_bytes_per_second=1000) as server:
        assert drip(server, "", 6) < 4, "nothing but drops"
        assert drip(server, "GET /note HTTP/1.1\r\nHost: a\r\nX-A: ", 6) < 4, "the head"
        body = "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
        assert drip(server, body, 6) < 4, "the body"
        with Connection(server) as connection:
            server.get("/note", connection=connection)
            began = time.monotonic()
            assert connection.ended(5), "idle"
            assert time.monotonic() - began > 1, "an idle connection lives idle_seconds"
        # A slow but steady sender is fine.
        with Connection(server) as connection:
            data = f"csrf={CSRF}&a=" + "x" * 9000
            connection.send("POST /echo HTTP/1.1\r\nHost: a\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\n"
                            f"Cookie: csrf={CSRF}\r\nContent-Length: {len(data)}\r\n\r\n")
            for i in range(0, len(data), 1000):
                connection.send(data[i:i + 1000])
                time.sleep(0.25)
            same(connection.read().status, 200)


@test
def a_reader_that_does_not_read_is_cut_off():
    with Server(header_seconds=1, idle_seconds=1) as server:
        with Connection(server) as connection:
            connection.send("GET /big?n=15000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            time.sleep(3)
            try:
                connection.read()
                raise AssertionError("all of it was waited for")
            except (EOFError, ConnectionError):
                pass


@test
def slow_clients_hold_nobody_up():
    with Server(workers=1) as server:
        slow = [Connection(server) for _ in range(100)]
        for connection in slow:
            connection.send("GET /note HTTP/1.1\r\nHo")
        began = time.monotonic()
        same(server.get("/note").status, 200)
        assert time.monotonic() - began < 0.5
        for connection in slow:
            connection.close()


@test
def one_address_has_a_share():
    with Server(workers=1, connections_per_address=10) as server:
        many = [Connection(server, 2) for _ in range(30)]
        served = sum(server.try_get("/note", connection) is not None for connection in many)
        assert 5 <= served <= 10, served
        for connection in many:
            connection.close()
        server.wait_for(lambda: server.get("/note").status == 200)


@test
def a_body_that_breaks_off_does_nothing():
    with Server() as server:
        data = f"csrf={CSRF}&note=half"
        with Connection(server) as connection:
            connection.send("POST /note HTTP/1.1\r\nHost: a\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\n"
                            f"Cookie: csrf={CSRF}\r\nContent-Length: {len(data) + 10}\r\n\r\n{data}")
        kind, body = multipart([("f", "a.png", b"x" * 100_000)])
        with Connection(server) as connection:
            connection.send(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\n"
                            f"Content-Length: {len(body)}\r\n\r\n")
            connection.send(body[:50_000])
            server.wait_for(lambda: os.listdir(os.path.join(server.dir, "tmp")))
        server.wait_for(lambda: not os.listdir(os.path.join(server.dir, "tmp")))
        same(server.get("/note").json()["note"], "first")


# ---- children ----

class Load(threading.Thread):
    """Asks again and again; counts what went wrong."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.good, self.bad, self.go_on = server, 0, [], True
        self.start()

    def run(self):
        while self.go_on:
            try:
                answer = self.server.get("/note")
                if answer is not None and answer.status == 200:
                    self.good += 1
                else:
                    self.bad.append(answer)
            except (OSError, EOFError) as error:
                self.bad.append(error)

    def end(self):
        self.go_on = False
        self.join()
        return self


@test
def a_killed_worker_is_replaced():
    with Server() as server:
        server.wait_for(lambda: len(server.workers()) == 2)
        before = server.workers()
        loads = [Load(server) for _ in range(4)]
        time.sleep(0.3)
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        time.sleep(1.2)
        for load in loads:
            load.end()
        assert sum(load.good for load in loads) > 100
        assert sum(len(load.bad) for load in loads) <= 8, [load.bad for load in loads]
        server.wait_for(lambda: len(server.workers()) == 2)
        assert victim not in server.workers()
        same(server.metric("child_restarts_total"), 1)
        assert '"signal":9' in server.log_text()


@test
def all_workers_killed_at_once():
    with Server() as server:
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        server.wait_for(lambda: server.get("/note").status == 200)
        assert time.monotonic() - began < 1.5


@test
def a_death_in_a_transaction_leaves_nothing_behind():
    """Rolled back, and the page cache works again afterwards."""
    with Server(workers=2) as server:
        for _ in range(6):
            server.get("/note")
        same(server.form("/note", {"note": "die before the end"}), None)
        server.wait_for(lambda: server.get("/note").json()["note"] == "first")
        server.wait_for(lambda: "web.settled" in server.log_text())
        same(server.form("/note", {"note": "later"}).status, 303)
        for _ in range(12):
            same(server.get("/note").json()["note"], "later")
        hits = server.metric("page_cache_hits_total")
        server.get("/note")
        server.get("/note")
        same(server.metric("page_cache_hits_total"), hits + 2)


@test
def reload_refuses_nobody():
    with Server() as server:
        server.wait_for(lambda: len(server.workers()) == 2)
        before = server.workers()
        loads = [Load(server) for _ in range(3)]
        for _ in range(2):
            server.signal(signal.SIGHUP)
            time.sleep(1)
        server.wait_for(lambda: not server.workers() & before)
        bad = [b for load in loads for b in load.end().bad]
        same(bad, [])
        assert server.process.poll() is None
        server.wait_for(lambda: len(server.workers()) == 2)
        same(server.metric("child_restarts_total"), 0, "a reload is no restart")


@test
def stopping_finishes_what_runs():
    with Server() as server:
        with Connection(server) as slow, Connection(server) as idle:
            server.get("/note", connection=idle)
            slow.send("GET /slow?ms=800 HTTP/1.1\r\nHost: a\r\n\r\n")
            time.sleep(0.2)
            began = time.monotonic()
            server.signal(signal.SIGTERM)
            same(slow.read().json()["slept"], 800)
            assert idle.ended(2)
            server.process.wait(5)
            assert time.monotonic() - began < 2.5, "idle connections do not hold it up"


@test
def stopping_has_an_end():
    with Server(drain_seconds=1, header_seconds=30) as server:
        with Connection(server) as connection:
            connection.send("GET /note HTTP/1.1\r\nHost: a\r\n")
            time.sleep(0.2)
            began = time.monotonic()
            server.signal(signal.SIGTERM)
            server.process.wait(8)
            assert time.monotonic() - began < 4


def gone(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().split()[2] == "Z"
    except FileNotFoundError:
        return True


def kill_the_supervisor(server):
    """Its children go with it."""
    pids = server.workers()
    server.process.kill()
    server.process.wait()
    server.wait_for(lambda: all(gone(pid) for pid in pids), 6)
    server.log.close()


@test
def children_die_with_the_supervisor():
    server = Server()
    server.start()
    kill_the_supervisor(server)


@test
def it_starts_fast():
    server = Server()
    began = time.monotonic()
    with server:
        assert time.monotonic() - began < 1.0
    # A second start, with the schema in place.


@test
def a_unix_socket():
    with Server(unix=True, connections_per_address=2) as server:
        connections = [Connection(server) for _ in range(5)]
        for connection in connections:
            same(server.get("/note", connection=connection).status, 200)
            connection.close()
        same(server.get("/request").json()["address"], "unix")
        path = server.unix
        os.stat(path)
    assert not os.path.exists(path)


@test
def a_socket_that_was_left_behind_is_taken_over():
    with Server(unix=True) as server:
        kill_the_supervisor(server)
        os.stat(server.unix)
        server.start()
        same(server.get("/note").status, 200)


@test
def a_port_in_use_is_said():
    with Server() as first:
        second = Server()
        second.port = first.port
        try:
            second.start()
        except AssertionError:
            pass
        second.process.wait(5)
        same(second.stop(), 1)
        assert "Address already in use" in second.log_text() or first.get("/note")


# ---- the database ----

@test
def a_locked_database_is_503_and_passes():
    with Server() as server:
        lock = sqlite3.connect(server.db, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        answer = server.form("/note", {"note": "while locked"})
        same((answer.status, answer.header("Retry-After")), (503, "5"))
        assert "系统正忙" in answer.body.decode()
        same(server.get("/note").json()["note"], "first", "reading goes on")
        lock.execute("ROLLBACK")
        lock.close()
        same(server.form("/note", {"note": "after"}).status, 303)
        same(server.get("/note").json()["note"], "after")


@test
def a_database_that_is_gone_is_503_and_comes_back():
    with Server(workers=1) as server:
        away = server.db + ".away"
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(server.db + ending):
                os.rename(server.db + ending, away + ending)
        os.mkdir(server.db)  # so that no new one is made
        server.signal(signal.SIGHUP)  # workers that have to open it anew
        server.wait_for(lambda: server.get("/healthz").status == 503)
        answer = server.get("/note")
        same((answer.status, answer.header("Retry-After")), (503, "5"))
        os.rmdir(server.db)
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(away + ending):
                os.rename(away + ending, server.db + ending)
        server.wait_for(lambda: server.get("/note").json()["note"] == "first")


# ---- the keeper ----

@test
def the_keeper_wakes_when_work_is_written():
    with Server() as server:
        json = [("Content-Type", "application/json")]
        for turn in ("one", "two"):
            began = time.monotonic()
            same(server.request("POST", "/api/todo", json, turn).status, 200)
            server.wait_for(lambda: server.get("/api/done").json()["done"] == turn)
            assert time.monotonic() - began < 1.5, "not only once a minute"
        assert server.metric("keeper_runs_total") >= 2
        same(server.metric("keeper_failures_total"), 0)


@test
def there_is_one_keeper_at_a_time():
    """A reload in the middle of a job: the next keeper waits for the end."""
    with Server() as server:
        def steps():
            return [line.split('"step":"')[1].split('"')[0] for line in server.log_text().splitlines() if "app.job" in line]

        server.request("POST", "/api/todo", [("Content-Type", "application/json")], "long")
        server.wait_for(lambda: steps() == ["begin"])
        server.signal(signal.SIGHUP)
        server.wait_for(lambda: len(steps()) >= 4)
        same(steps()[:4], ["begin", "end"] * 2)


run()
