#!/usr/bin/env python3
"""Messages that leave the platform, from outside: a webhook that answers as it likes, a mail server, and a keeper that is
killed in the midst of it.  Nothing is lost, and what comes twice can be told by its key.

    outbox_test.py MINGBAI [TEST…]
"""
import email
import email.policy
import hashlib
import hmac
import json
import os
import random
import signal
import socketserver
import sqlite3
import subprocess
import threading
import time

from client import HOST, run, same, test
from program import Program

PG, PG_BIN = os.environ.get("MINGBAI_TEST_PG"), os.environ.get("MINGBAI_TEST_PG_BIN")
SECRET = "a-secret-of-the-gateway"
INSERT = ("INSERT INTO outbox (id, once, channel, address, subject, body, link, hurry, due_at, expires_at, created_at) "
          "VALUES ({id}, '{once}', '{channel}', '{address}', '{subject}', '{body}', '{link}', {hurry}, {due_at}, {expires_at}, {now})")


class Webhook(socketserver.ThreadingTCPServer):
    """behave(key, how often it came before) says what to do with a message: a status, (status, headers), "close" or
    "hang"."""
    allow_reuse_address = daemon_threads = True
    request_queue_size = 128

    def __init__(self, behave=lambda key, before: 200):
        self.behave, self.lock, self.ended = behave, threading.Lock(), threading.Event()
        self.came, self.taken, self.requests = {}, {}, []  # by key: how often it came, how often it was taken
        super().__init__((HOST, 0), WebhookHandler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://{HOST}:{self.server_address[1]}/send"

    def __exit__(self, *_):
        self.ended.set()
        self.shutdown()
        self.server_close()


class WebhookHandler(socketserver.StreamRequestHandler):
    def handle(self):
        while self.one():
            pass

    def one(self):
        try:
            line = self.rfile.readline()
            headers = {}
            while (header := self.rfile.readline()) not in (b"\r\n", b""):
                name, value = header.decode().rstrip("\r\n").split(": ", 1)
                headers[name.lower()] = value
            body = self.rfile.read(int(headers.get("content-length", 0)))
        except OSError:
            return False
        if not line:
            return False
        key = headers["idempotency-key"]
        with self.server.lock:
            before = self.server.came.get(key, 0)
            self.server.came[key] = before + 1
            self.server.requests.append((line.decode().split()[0], headers, body))
        how = self.server.behave(key, before)
        if how == "hang":
            self.server.ended.wait()
            return False
        if how == "close":
            return False
        status, more = how if isinstance(how, tuple) else (how, "")
        if status == 200:
            with self.server.lock:
                self.server.taken[key] = self.server.taken.get(key, 0) + 1
        try:
            self.wfile.write(f"HTTP/1.1 {status} X\r\n{more}Content-Length: 2\r\n\r\nok".encode())
        except OSError:
            return False
        return True


class Mails(socketserver.ThreadingTCPServer):
    """A mail server; answer(mail, how often its Message-ID came before) is what it says to the mail."""
    allow_reuse_address = daemon_threads = True

    def __init__(self, answer=lambda mail, before: "250 taken"):
        self.answer, self.lock, self.mails, self.came = answer, threading.Lock(), [], {}
        super().__init__((HOST, 0), MailsHandler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"smtp://{HOST}:{self.server_address[1]}"

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class MailsHandler(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        sender = to = None
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("EHLO"):
                self.say("250 sink")
            elif word.startswith("MAIL FROM:"):
                sender = line[10:]
                self.say("250 ok")
            elif word.startswith("RCPT TO:"):
                to = line[8:]
                self.say("550 no such box" if "nobody@" in to else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                self.take(sender, to)
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self, sender, to):
        raw = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            assert line.endswith(b"\r\n") and len(line) <= 1000, line
            raw += line
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        with self.server.lock:
            before = self.server.came.get(mail["Message-ID"], 0)
            self.server.came[mail["Message-ID"]] = before + 1
            self.server.mails.append((sender, to, mail))
        self.say(self.server.answer(mail, before))


class Sender(Program):
    def __init__(self, pg_schema=None, **settings):
        if pg_schema:
            settings["db"] = f"{PG}{'&' if '?' in PG else '?'}options=-csearch_path%3D{pg_schema}"
        self.pg_schema = pg_schema
        super().__init__(gateway_secret=SECRET, public_url="https://m.example", **{"workers": 1, **settings})
        self.next = 1

    def sql(self, *statements):
        """Runs them in a transaction; gives the rows of the last."""
        if self.pg_schema:
            text = f"SET search_path = {self.pg_schema}; BEGIN; {'; '.join(statements)}; COMMIT"
            out = subprocess.run([f"{PG_BIN}/psql", "-q", "-A", "-t", "-F", "|", "-d", PG], input=text, text=True, check=True,
                                 capture_output=True).stdout
            return [tuple(row.split("|")) for row in out.splitlines()]
        connection = sqlite3.connect(self.db, timeout=20, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                rows = connection.execute(statement).fetchall()
            connection.execute("COMMIT")
            return [tuple(str(value) for value in row) for row in rows]
        finally:
            connection.close()

    def add(self, *keys, channel="sms", address="13800001234", **more):
        """Rows as outbox_add() writes them; ids as if made now, one after the other."""
        now, statements = int(time.time()), []
        for key in keys:
            statements.append(INSERT.format(**{
                "id": ((now * 1000 - 1577836800000) << 22) + self.next, "once": key, "channel": channel, "address": address,
                "subject": "题目", "body": "您提的意见有了答复", "link": "/o/1", "hurry": 0, "due_at": now, "expires_at": "NULL",
                "now": now, **more}))
            self.next += 1
        self.sql(*statements)

    def time_passes(self, seconds=4000):
        """For what waits, and for what a dead keeper took along."""
        self.sql(f"UPDATE outbox SET due_at = due_at - {seconds} WHERE due_at IS NOT NULL")

    def states(self):
        return {state: int(count) for state, count in self.sql("SELECT state, count(*) FROM outbox GROUP BY state")}

    def row(self, key):
        return self.sql(f"SELECT state, attempts, error, address, body FROM outbox WHERE once = '{key}'")[0]

    def keeper(self):
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            others = {int(child) for child in file.read().split()} - self.workers()
        return others.pop() if len(others) == 1 else None


def on_both(function):
    """Registers the test for each database."""
    def on_sqlite():
        function()
    on_sqlite.__name__ = function.__name__
    test(on_sqlite)
    if PG:
        def on_postgres():
            name = f"outbox_{os.getpid()}_{function.__name__}"
            subprocess.run([f"{PG_BIN}/psql", "-q", "-d", PG, "-c", f"CREATE SCHEMA {name}"], check=True)
            function(pg_schema=name)
        on_postgres.__name__ = function.__name__ + "_on_postgres"
        test(on_postgres)
    return function


@on_both
def a_message_says_who_and_what(pg_schema=None):
    with Webhook() as hook, Sender(pg_schema, sms_gateway=hook.url, wechat_gateway=hook.url) as server:
        server.add("reply:1:2", body="您提的意见\n有了“答复”", address="13912345678")
        server.add("reply:1:3", channel="wechat", address="oAbC-1_2", link="")
        server.wait_for(lambda: server.states() == {"sent": 2})
        by_key = {headers["idempotency-key"]: (method, headers, body) for method, headers, body in hook.requests}
        method, headers, body = by_key["reply:1:2"]
        same((method, headers["content-type"]), ("POST", "application/json"))
        message = json.loads(body)
        same({**message, "id": "?"}, {"id": "?", "channel": "sms", "to": "13912345678", "subject": "题目",
                                      "text": "您提的意见\n有了“答复”", "link": "https://m.example/o/1"})
        assert message["id"].isdigit()
        same(headers["x-mingbai-signature"], "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest())
        same(json.loads(by_key["reply:1:3"][2])["link"], None)
        # What was sent is no longer to be read.
        same(server.row("reply:1:2"), ("sent", "1", "", "139****5678", ""))
        assert "outbox.console" not in server.log_text() and "13912345678" not in server.log_text()


@on_both
def nothing_is_lost_when_the_keeper_is_killed(pg_schema=None):
    dice = random.Random(20260601)
    fate = {}

    def behave(key, before):
        with hook.lock:
            how = fate.setdefault(key, dice.choice([200] * 20 + [500, 503, "close"] * 4 + [(429, "Retry-After: 1\r\n")]))
        return how if before == 0 else 200

    count = 1500
    with Webhook(behave) as hook, Sender(pg_schema, sms_gateway=hook.url, sms_per_day=0) as server:
        server.add(*(f"k{n}" for n in range(count)))
        end, kills = time.monotonic() + 5, 0
        while time.monotonic() < end:
            time.sleep(dice.uniform(0.1, 0.7))
            keeper = server.keeper()
            if keeper:
                os.kill(keeper, signal.SIGKILL)
                kills += 1
            server.time_passes()

        def all_sent():
            server.time_passes()
            time.sleep(0.5)
            return server.states() == {"sent": count}
        server.wait_for(all_sent, 12)
        assert kills >= 3, kills
        same(len(hook.taken), count, "each was taken")
        assert any(times > 1 for times in hook.came.values())
        same({key for key in hook.came}, {f"k{n}" for n in range(count)}, "with its own key each time")


@test
def an_answer_decides_what_happens_next():
    answers = {"fine": 202, "bad": 400, "gone": 410, "moved": (302, "Location: http://127.0.0.1:1/\r\n"), "broken": 500,
               "early": 425, "slow-down": (429, "Retry-After: 1800\r\n"), "late": 408}
    with Webhook(lambda key, before: answers[key]) as hook, Sender(sms_gateway=hook.url) as server:
        server.add(*answers)
        server.wait_for(lambda: len(hook.came) == len(answers))
        server.wait_for(lambda: "sending" not in server.states())
        got = {key: server.row(key)[:3] for key in answers}
        same(got["fine"], ("sent", "1", ""))
        same((got["bad"], got["gone"]), (("failed", "1", "HTTP 400"), ("failed", "1", "HTTP 410")))
        for key, error in (("moved", "HTTP 302"), ("broken", "HTTP 500"), ("early", "HTTP 425"), ("late", "HTTP 408"),
                           ("slow-down", "HTTP 429")):
            same(got[key], ("waiting", "1", error), key)
        waits = {key: int(seconds) for key, seconds in server.sql("SELECT once, due_at - created_at FROM outbox WHERE due_at IS NOT NULL")}
        assert 9 <= waits["broken"] <= 15 and 1795 <= waits["slow-down"] <= 1810, waits
        same(sum(hook.came.values()), len(answers), "no redirect was followed, nothing tried at once again")


@test
def who_fails_too_often_is_given_up():
    with Webhook(lambda key, before: 500) as hook, Sender(sms_gateway=hook.url) as server:
        server.add("k")
        server.wait_for(lambda: server.row("k")[:2] == ("waiting", "1"))
        server.sql("UPDATE outbox SET attempts = 9")

        def failed():
            server.time_passes()
            time.sleep(0.3)
            return server.row("k")[0] == "failed"
        server.wait_for(failed, 25)
        same(server.row("k")[:3], ("failed", "12", "HTTP 500"))
        same(hook.came, {"k": 4})


@test
def a_gateway_that_hangs_holds_up_no_other():
    with Webhook(lambda key, before: "hang") as hook, Sender(sms_gateway=hook.url, wechat_gateway="console") as server:
        server.add(*(f"sms{n}" for n in range(40)))
        server.add("wechat", channel="wechat", address="oAbC")
        server.wait_for(lambda: server.row("wechat")[0] == "sent", 20)
        server.wait_for(lambda: server.row("sms0")[0] == "waiting", 20)
        state, attempts, error, _, _ = server.row("sms0")
        same((state, attempts), ("waiting", "1"))
        assert "imeout" in error, error
        began = time.monotonic()
        server.sql("UPDATE outbox SET due_at = 1 WHERE state = 'waiting'")
        server.add("wechat2", channel="wechat", address="oAbC")
        server.wait_for(lambda: server.row("wechat2")[0] == "sent", 20)
        took = time.monotonic() - began
        hook.ended.set()
        assert took < 20, took
        [first, second] = [line for line in server.lines("outbox.console")]
        same((first["channel"], first["to"], first["body"], first["link"]), ("wechat", "oAbC", "您提的意见有了答复", "/o/1"))
        same(second["level"], "info")


@test
def what_nobody_needs_any_more_is_not_sent():
    with Webhook() as hook, Sender(sms_gateway=hook.url) as server:
        now = int(time.time())
        server.add("old", expires_at=now - 1, due_at=now - 100, hurry=1)
        server.add("good", expires_at=now + 300, hurry=1)
        server.add("tomorrow", due_at=now + 1000)
        server.wait_for(lambda: server.states() == {"expired": 1, "sent": 1, "waiting": 1})
        same(list(hook.came), ["good"])
        same(server.row("old")[4], "", "its words are gone")


@test
def the_days_limit_holds():
    with Webhook() as hook, Sender(sms_gateway=hook.url, sms_per_day=7) as server:
        server.add(*(f"k{n}" for n in range(20)))
        server.wait_for(lambda: server.states().get("sent") == 7)
        time.sleep(1.5)
        same(server.states(), {"sent": 7, "waiting": 13})
        server.sql("UPDATE outbox_day SET day = day - 1")  # tomorrow
        server.wait_for(lambda: server.states().get("sent") == 14)


@test
def without_a_gateway_it_waits_until_there_is_one():
    with Webhook() as hook, Sender() as server:
        server.add("k")
        time.sleep(1.5)
        same(server.row("k")[:2], ("waiting", "0"))
        server.write(sms_gateway=hook.url)
        server.signal(signal.SIGHUP)
        server.wait_for(lambda: server.row("k")[0] == "sent")


@on_both
def mail_goes_by_smtp(pg_schema=None):
    def answer(mail, before):
        return "451 later" if "k2" in mail["Subject"] and before == 0 else "250 taken"

    subject = "第二次提的意见有了答复：230601-482193，请您看看合不合适，还有什么要说的，再告诉我们（k2）"
    with Mails(answer) as mails, Sender(pg_schema, mail_gateway=mails.url, mail_from="notice@m.example") as server:
        server.add("k1", channel="mail", address="wang+1@example.com", body=".\r\n第一行\n" + "长" * 400)
        server.add("k2", channel="mail", address="li@example.com", subject=subject)
        server.add("k3", channel="mail", address="nobody@example.com")
        server.wait_for(lambda: len(mails.mails) == 2 and server.row("k3")[0] == "failed")
        same(server.row("k3")[1], "1", "a box that does not exist is not tried again")
        assert "550" in server.row("k3")[2], server.row("k3")
        server.wait_for(lambda: server.row("k2")[0] == "waiting")
        assert "451" in server.row("k2")[2], server.row("k2")
        server.time_passes()
        server.wait_for(lambda: server.states() == {"sent": 2, "failed": 1})
        sender, to, mail = mails.mails[0] if "wang" in mails.mails[0][1] else mails.mails[1]
        assert sender.startswith("<notice@m.example>") and to.startswith("<wang+1@example.com>"), (sender, to)
        same((mail["From"], mail["To"], mail["Subject"]), ("notice@m.example", "wang+1@example.com", "题目"))
        same(mail.get_content().replace("\r\n", "\n"), ".\n第一行\n" + "长" * 400 + "\n\nhttps://m.example/o/1\n")
        same((mail.get_content_type(), mail["Auto-Submitted"]), ("text/plain", "auto-generated"))
        assert mail["Date"].datetime is not None and mail["Message-ID"].endswith("@m.example>")
        twice = [mail for _, _, mail in mails.mails if mail["Subject"] == subject]
        same((len(twice), len({mail["Message-ID"] for mail in twice})), (2, 1), "the same mail by its Message-ID")
        same(server.row("k1")[3], "w***@example.com")


if __name__ == "__main__":
    run()
