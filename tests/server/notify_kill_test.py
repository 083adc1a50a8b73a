#!/usr/bin/env python3
"""The keeper is killed while it tells thousands of followers of one disclosure: afterwards each has one notice, and those who
are reached outside one message.  On SQLite and, with MINGBAI_TEST_PG, on PostgreSQL.

    notify_kill_test.py MINGBAI [TEST…]
"""
import os
import random
import signal
import time

from client import run, same
from kills import on_both
from program import VILLAGE

FOLLOWERS = 6000
BOTH_EVERY, MAIL_EVERY, GONE_EVERY = 4, 10, 100  # follow the item, too; have a mail address; are disabled
FIRST = 1000000  # of their accounts
KILLS = 6


def followers(server):
    """Whoever follows the village, or its item, or both, has one subscription each; ids are theirs."""
    numbers = f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {FOLLOWERS}) "
    insert = "INSERT INTO {} " + numbers + "SELECT {} FROM n WHERE {}"
    server.write_rows(
        insert.format("account (id, login, name, password_hash, disabled, created_at, password_changed_at)",
                      f"{FIRST} + i, 'f' || CAST(i AS TEXT), 'f', '', CASE WHEN i % {GONE_EVERY} = 0 THEN 1 ELSE 0 END, 0, 0", "i > 0"),
        insert.format("subscription (account, kind, region, created_at)", f"{FIRST} + i, 'village', {VILLAGE}, 0", "i > 0"),
        insert.format("subscription (account, kind, region, item, created_at)", f"{FIRST} + i, 'item', {VILLAGE}, 'P8', 0",
                      f"i % {BOTH_EVERY} = 0"),
        insert.format("notify_channel (account, channel, address, verified, own, followed)",
                      f"{FIRST} + i, 'mail', 'f' || CAST(i AS TEXT) || '@mingbai.example', 1, 1, 1", f"i % {MAIL_EVERY} = 0"))


def publish(server, clerk, reviewer):
    one = f"/api/v1/disclosures/{server.draft(clerk, 1).json()['id']}"
    for step, token in (("submit", clerk), ("approve", reviewer)):
        lock = server.api("GET", one, token=token).json()["lock"]
        same(server.api("POST", f"{one}/{step}", {"lock": lock}, token).status, 200, step)


def told(server):
    return server.number(f"SELECT count(*) FROM notice WHERE account > {FIRST}")


def kill_in_the_midst(server, wanted, dice):
    """Kills the keeper whenever it has gone on a little; gives at how many told."""
    kills, last = [], 0
    until = time.monotonic() + 90
    while len(kills) < KILLS and time.monotonic() < until:
        before, keeper = told(server), server.keeper()
        if before >= wanted:
            break
        if keeper is None or before <= last:  # one that has done nothing yet is started ever more slowly
            time.sleep(0.002)
            continue
        time.sleep(dice.uniform(0, 0.02))
        try:
            os.kill(keeper, signal.SIGKILL)
        except ProcessLookupError:
            continue
        last = told(server)
        if last < wanted:
            kills.append(last)
    return kills


@on_both
def everybody_is_told_once_whatever_is_killed(server, clerk, reviewer):
    followers(server)
    here = [number for number in range(1, FOLLOWERS + 1) if number % GONE_EVERY != 0]
    mailed = sum(number % MAIL_EVERY == 0 for number in here)
    publish(server, clerk, reviewer)
    kills = kill_in_the_midst(server, len(here), random.Random(20230518))
    print(f"# killed at {kills} of {len(here)}")
    assert kills, "too fast to be killed in the midst"
    server.wait_for(lambda: server.number("SELECT count(*) FROM notice_spread") == 0, 60)
    same(told(server), len(here), "everybody has one")
    same(server.number(f"SELECT count(DISTINCT account) FROM notice WHERE account > {FIRST}"), len(here), "none has two")
    same(server.number(f"SELECT count(*) FROM notice n JOIN account a ON a.id = n.account WHERE a.disabled = 1"), 0)
    same(server.number("SELECT count(*) FROM outbox WHERE channel = 'mail'"), mailed, "one message each")
    same(server.number("SELECT count(DISTINCT address) FROM outbox WHERE channel = 'mail'"), mailed)
    server.command("check")


run()
