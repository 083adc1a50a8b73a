#!/usr/bin/env python3
"""What people say while processes are killed: every opinion that was acknowledged is there once, with one first event, and
each answer leaves one message; the figures agree with the records.  Whoever got no answer asks again with the same key.  On
SQLite and, with MINGBAI_TEST_PG, on PostgreSQL.

    opinion_kill_test.py MINGBAI [TEST…]
"""
import json
import os
import random
import signal
import threading
import time

from client import run, same
from kills import on_both
from program import VILLAGE

SECONDS = 6  # of writing and killing
WRITERS = 6


class Writer(threading.Thread):
    """Says one thing after the other, each with a key, and asks again with it as long as nobody answers."""

    def __init__(self, server, name, clerk):
        super().__init__(daemon=True)
        self.server, self.name, self.clerk = server, f"w{name}", clerk
        self.said, self.answered, self.unsure, self.wrong = {}, set(), 0, []
        self.dice = random.Random(name)
        self.go_on = True
        self.start()

    def once(self, path, body, **how):
        try:
            return self.server.say(path, body, **how)
        except (OSError, EOFError):
            return None

    def run(self):
        count = 0
        while self.go_on:
            count += 1
            self.speak(count)

    def speak(self, count):
        address = ".".join(str(self.dice.randrange(1, 255)) for _ in range(4))
        words = f"{self.name} 说的第{count}件事"
        key = f"{self.name}-{count}"
        body = json.dumps({"region": VILLAGE, "kind": "complaint", "topic": "roads", "body": words, "sender": "phone",
                           "phone": f"139{self.dice.randrange(10**8):08d}", "key": key})
        until = time.monotonic() + 30
        while time.monotonic() < until:
            answer = self.once("/api/v1/opinions", body, address=address)
            if answer is not None and answer.status == 201:
                self.said[words] = answer.json()["number"]
                break
            if answer is not None and answer.status != 503:
                self.wrong.append(answer)
                return
            self.unsure += answer is None
            time.sleep(0.05)
        if words in self.said and self.dice.random() < 0.5:
            self.reply(words)

    def reply(self, words):
        """The clerk answers; the version makes a second time a conflict, not a second answer."""
        path = f"/api/v1/opinions/{self.said[words]}/reply"
        body = json.dumps({"lock": 1, "answer": f"{words}，已经去看过了"})
        until = time.monotonic() + 30
        while time.monotonic() < until:
            answer = self.once(path, body, token=self.clerk)
            if answer is not None and answer.status in (200, 409):
                self.answered.add(words)
                return
            if answer is not None and answer.status != 503:
                self.wrong.append(answer)
                return
            time.sleep(0.05)

    def end(self):
        self.go_on = False
        self.join(40)
        return self


def kill_at_random(server, dice):
    until = time.monotonic() + SECONDS
    time.sleep(1)  # who dies right after the start is started more slowly
    kills = 0
    while time.monotonic() < until:
        victims = sorted(server.workers()) + [server.keeper()]
        victim = dice.choice(victims)
        if victim is not None:
            try:
                os.kill(victim, signal.SIGKILL)
                kills += 1
            except ProcessLookupError:
                pass
        time.sleep(dice.uniform(0.2, 0.7))
    return kills


def all_there(server, writers):
    said = {words: number for writer in writers for words, number in writer.end().said.items()}
    answered = set().union(*(writer.answered for writer in writers))
    same([answer for writer in writers for answer in writer.wrong], [])
    assert len(said) > 30, f"only {len(said)} were said"
    server.wait_for(lambda: len(server.workers()) == 2)
    stored = dict(server.rows("SELECT body, number FROM opinion"))
    same({words: number for words, number in stored.items() if words in said}, said, "each under its number")
    same(server.number("SELECT count(*) FROM opinion"), len(stored), "none twice")
    same(set(stored) - set(said), set(), "nothing but what was acknowledged, since everybody asked until then")
    same(server.number("SELECT count(*) FROM opinion_event WHERE kind = 'submitted'"), len(stored))
    same(server.number("SELECT count(DISTINCT opinion) FROM opinion_event WHERE kind = 'submitted'"), len(stored))
    same(server.number("SELECT count(*) FROM notice WHERE kind = 'opinion.received'"), len(stored), "the clerk is told once")
    same(server.number("SELECT count(*) FROM opinion WHERE answers <> 0"), len(answered))
    same(server.number("SELECT count(*) FROM opinion_event WHERE kind = 'replied'"), len(answered))
    same(server.number("SELECT count(*) FROM outbox"), len(answered), "one message an answer")
    server.command("check")
    return len(said), len(answered), sum(writer.unsure for writer in writers)


@on_both
def nothing_said_is_lost_or_doubled(server, clerk, _):
    writers = [Writer(server, number, clerk) for number in range(WRITERS)]
    kills = kill_at_random(server, random.Random(20230601))
    said, answered, unsure = all_there(server, writers)
    print(f"# {kills} kills, {said} said, {answered} answered, {unsure} asked again")
    assert kills > 5


run()
