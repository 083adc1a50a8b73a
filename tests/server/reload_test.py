#!/usr/bin/env python3
"""SIGHUP: the program reads its settings again; children with the new ones take over, and what is wrong is
refused as a whole.

    reload_test.py MINGBAI [TEST…]
"""
import os
import signal
import subprocess
import time

from client import APP, HOST, free_port, run, same, test
from program import Program


class Reloaded(Program):
    def reload(self, **change):
        """Writes the file and waits until only new workers are there; what the log says about it."""
        before, said = self.workers(), len(self.lines("serve.reload"))
        self.write(**change)
        self.signal(signal.SIGHUP)
        self.wait_for(lambda: len(self.lines("web.renew")) and not self.workers() & before and self.workers())
        return self.lines("serve.reload")[said:]

    def refused(self):
        """The same for a file that is refused: its workers stay."""
        before, said = self.workers(), len(self.lines("serve.reload"))
        self.signal(signal.SIGHUP)
        self.wait_for(lambda: len(self.lines("serve.reload")) > said)
        time.sleep(0.3)
        same(self.workers(), before, "the children stay")
        same(self.get("/healthz").status, 200)
        return self.lines("serve.reload")[said]


@test
def more_and_fewer_workers():
    with Reloaded(workers=2) as server:
        for count in (4, 1, 3):
            lines = server.reload(workers=count)
            server.wait_for(lambda: len(server.workers()) == count)
            same([line.get("changed") for line in lines], ["workers"])
        time.sleep(0.5)
        same(len(server.workers()), 3, "nobody else comes back")
        same(server.metric("child_restarts_total"), 0)
        victim = min(server.workers())
        os.kill(victim, signal.SIGKILL)
        server.wait_for(lambda: len(server.workers()) == 3 and victim not in server.workers())


@test
def the_log_level_changes():
    with Reloaded(log_level="warn") as server:
        server.get("/")
        same(server.lines("web.request"), [], "nothing to warn of")
        server.reload(log_level="debug")
        server.get("/sign-in?x=1")
        server.wait_for(lambda: any(line["path"] == "/sign-in" for line in server.lines("web.request")))
        server.reload(log_level="error")
        count = len(server.lines("web.request"))
        server.get("/sign-in")
        same(len(server.lines("web.request")), count)


@test
def other_settings_change():
    with Reloaded(public_url="https://one.example", session_days=3) as server:
        subprocess.run([APP, "user", "add", "op", "op", "operator", "000000000000", "--config", server.file],
                       input=b"first-password\n", check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

        def age():
            answer = server.form("/sign-in", {"login": "op", "password": "first-password"})
            same(answer.status, 303)
            return [part for cookie in answer.cookies() for part in cookie.split("; ") if part.startswith("Max-Age")]

        def upload(size):
            return server.request("POST", "/desk/accounts/import", [("Content-Type", "text/plain"),
                                                                    ("Content-Length", str(size))]).status

        same(age(), [f"Max-Age={3 * 86400}"])
        assert "https://one.example" in server.get("/sign-in").body.decode()
        lines = server.reload(public_url="https://two.example", session_days=5, upload_bytes_max="64K", trust_proxy="yes")
        same(sorted(lines[0]["changed"].split(", ")), ["public_url", "session_days", "trust_proxy", "upload_bytes_max"])
        page = server.get("/sign-in", ("X-Forwarded-Proto", "https")).body.decode()
        assert "https://two.example" in page and "https://one.example" not in page
        same(age(), [f"Max-Age={5 * 86400}"])
        same(upload(100_000), 413)
        # Without its line a setting is its default again.
        lines = server.reload(session_days=None, upload_bytes_max=None)
        same(age(), [f"Max-Age={7 * 86400}"])


@test
def flags_keep_their_priority():
    with Reloaded("--workers", "2", workers=2) as server:
        same(server.reload(workers=5, session_days=9)[0]["changed"], "session_days")
        time.sleep(0.3)
        same(len(server.workers()), 2)


@test
def a_broken_file_is_refused_as_a_whole():
    with Reloaded(session_days=4) as server:
        for change, problem in (({"workers": "many"}, "workers"), ({"no_such": 1}, "no_such"),
                                ({"upload_bytes_max": "1"}, "upload_bytes_max")):
            server.write(session_days=6, **change)
            line = server.refused()
            same(line["level"], "error")
            assert problem in line["problem"] and "mingbai.conf:" in line["problem"], line
            server.settings = {name: value for name, value in server.settings.items() if name not in change}
            server.settings["workers"] = 2
        os.remove(server.file)
        assert "mingbai.conf" in server.refused()["problem"]
        # A child that comes later has the old settings, too; and a good file is taken.
        os.kill(min(server.workers()), signal.SIGKILL)
        server.wait_for(lambda: len(server.workers()) == 2)
        same(server.reload(session_days=6)[0]["changed"], "session_days")


@test
def what_needs_a_restart_is_named():
    with Reloaded() as server:
        before = dict(server.settings)
        lines = server.reload(listen=f"{HOST}:{free_port()}", db="sqlite:/nowhere/at-all.db", state_dir="/nowhere",
                              session_days=8)
        same([line["level"] for line in lines], ["info", "warn"])
        same(sorted(lines[1]["unchanged"].split(", ")), ["db", "listen", "state_dir"])
        same(lines[0]["changed"], "session_days")
        same(server.get("/healthz").status, 200, "it is where it was, with its database")
        same(len(server.reload(**before)), 1, "nothing left to say")


@test
def nobody_is_refused_meanwhile():
    with Reloaded(workers=2) as server:
        end, bad = time.monotonic() + 3, []
        for turn in range(1000):
            if turn in (20, 60, 100):
                server.write(workers=1 + turn % 3)
                server.signal(signal.SIGHUP)
            if server.get("/healthz").status != 200:
                bad.append(turn)
            if time.monotonic() > end:
                break
            time.sleep(0.01)
        same(bad, [])
        same(server.metric("child_restarts_total"), 0)


run()
