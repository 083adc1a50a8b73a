"""A village whose processes are killed, on both databases: for the tests of this folder."""
import os
import sqlite3
import subprocess

from client import test
from program import Program

PG, PG_BIN = os.environ.get("MINGBAI_TEST_PG"), os.environ.get("MINGBAI_TEST_PG_BIN")


class Village(Program):
    def keeper(self):
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            others = {int(child) for child in file.read().split()} - self.workers()
        return others.pop() if len(others) == 1 else None

    def say(self, path, body, address=None, token=None):
        """A POST to the API, until it is answered; None for what is not known after a long while."""
        headers = [("Content-Type", "application/json")]
        headers += [("X-Forwarded-For", address)] if address else []
        headers += [("Authorization", f"Bearer {token}")] if token else []
        return self.request("POST", path, headers, body)

    def rows(self, sql):
        if self.settings["db"].startswith("sqlite:"):
            with sqlite3.connect(f"file:{self.settings['db'][7:]}?mode=ro", uri=True) as db:
                return db.execute(sql).fetchall()
        out = subprocess.run([f"{PG_BIN}/psql", "-qAt", "-F", "\t", "-d", PG, "-c", f"SET search_path = {self.schema}", "-c", sql],
                             check=True, capture_output=True, text=True).stdout
        return [tuple(line.split("\t")) for line in out.splitlines()]

    def write_rows(self, *statements):
        """Past the program: what many people would have to do first."""
        if self.settings["db"].startswith("sqlite:"):
            with sqlite3.connect(self.settings["db"][7:], timeout=20) as db:
                for sql in statements:
                    db.execute(sql)
            return
        words = [word for sql in (f"SET search_path = {self.schema}", *statements) for word in ("-c", sql)]
        subprocess.run([f"{PG_BIN}/psql", "-q1", "-v", "ON_ERROR_STOP=1", "-d", PG, *words], check=True, capture_output=True)

    def number(self, sql):
        return int(self.rows(sql)[0][0])


def on_both(function):
    """A test of a village on SQLite and, with MINGBAI_TEST_PG, in a schema of its own on PostgreSQL: (server, clerk's and
    reviewer's tokens)."""
    def on_sqlite():
        with Village(trust_proxy="yes") as server:
            function(server, *server.settle())
    on_sqlite.__name__ = function.__name__
    test(on_sqlite)
    if PG:
        def on_postgres():
            name = f"kill_{os.getpid()}_{function.__name__}"
            subprocess.run([f"{PG_BIN}/psql", "-q", "-d", PG, "-c", f"CREATE SCHEMA {name}"], check=True)
            Village.schema = name
            with Village(trust_proxy="yes",
                         db=f"{PG}{'&' if '?' in PG else '?'}options=-csearch_path%3D{name}") as server:
                function(server, *server.settle())
        on_postgres.__name__ = function.__name__ + "_on_postgres"
        test(on_postgres)
    return function
