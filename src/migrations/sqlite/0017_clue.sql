-- The inspectors' work: orders, clues, the petition register, patrols.

-- 督办: to a village or township, with a deadline and a report back.
CREATE TABLE work_order (
    id          INTEGER NOT NULL PRIMARY KEY,
    office      INTEGER NOT NULL REFERENCES region (code), -- who has to do it
    issuer      INTEGER NOT NULL,                          -- the office that gave it; 0: the installation
    issuer_role TEXT NOT NULL,
    issued_by   INTEGER NOT NULL,
    issued_at   INTEGER NOT NULL,
    body        TEXT NOT NULL,
    source      TEXT NOT NULL DEFAULT '',                  -- '', instruction, flag, opinion, patrol, disclosure
    source_id   INTEGER NOT NULL DEFAULT 0,
    due_day     INTEGER NOT NULL,                          -- the last day on which it is on time
    state       TEXT NOT NULL,                             -- open, reported, returned, accepted, withdrawn
    busy        INTEGER NOT NULL,                          -- 1: not at an end
    waits       INTEGER NOT NULL,                          -- 1: the office has to act
    report      TEXT NOT NULL DEFAULT '',
    reported_at INTEGER,
    reported_by INTEGER,
    reason      TEXT NOT NULL DEFAULT '',                  -- why it came back or was withdrawn
    closed_at   INTEGER,
    told        INTEGER NOT NULL DEFAULT 0,                -- 1: that it is overdue
    lock        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX work_order_busy ON work_order (office, id) WHERE busy = 1;
CREATE INDEX work_order_done ON work_order (office, id) WHERE busy = 0;
CREATE INDEX work_order_due ON work_order (due_day) WHERE waits = 1 AND told = 0;

CREATE TABLE work_order_event (
    id         INTEGER NOT NULL PRIMARY KEY,
    work_order INTEGER NOT NULL REFERENCES work_order (id),
    at         INTEGER NOT NULL,
    account    INTEGER,                                    -- NULL: the clock
    kind       TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX work_order_event_order ON work_order_event (work_order, id);

-- 问题线索.  All words are sealed with a key that is not in the database (base/sealing.h).
CREATE TABLE clue (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    sealed_for  INTEGER NOT NULL,                          -- whose inspectors read it
    about       TEXT NOT NULL,
    source      TEXT NOT NULL,
    source_id   INTEGER NOT NULL DEFAULT 0,
    kind        TEXT NOT NULL,
    state       TEXT NOT NULL,
    busy        INTEGER NOT NULL,
    found_day   INTEGER NOT NULL,
    due_day     INTEGER,
    body        TEXT NOT NULL,                             -- sealed
    subject     TEXT NOT NULL DEFAULT '',                  -- sealed
    closing     TEXT NOT NULL DEFAULT '',                  -- sealed: why it was closed
    recorded_by INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    closed_at   INTEGER,
    persons     INTEGER NOT NULL DEFAULT 0,
    lock        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX clue_busy ON clue (sealed_for, id) WHERE busy = 1;
CREATE INDEX clue_done ON clue (sealed_for, id) WHERE busy = 0;
CREATE INDEX clue_region ON clue (region);

-- What became of a person; two outcomes of one person have the same mark.
CREATE TABLE clue_person (
    id     INTEGER NOT NULL PRIMARY KEY,
    clue   INTEGER NOT NULL REFERENCES clue (id),
    region INTEGER NOT NULL,                               -- of the clue
    mark   TEXT NOT NULL,                                  -- keyed hash of name and office
    words  TEXT NOT NULL                                   -- sealed: name, office, measure, day, note
) STRICT;
CREATE INDEX clue_person_clue ON clue_person (clue, id);
CREATE INDEX clue_person_region ON clue_person (region, mark);

CREATE TABLE clue_event (
    id      INTEGER NOT NULL PRIMARY KEY,
    clue    INTEGER NOT NULL REFERENCES clue (id),
    at      INTEGER NOT NULL,
    account INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    note    TEXT NOT NULL DEFAULT ''                       -- sealed
) STRICT;
CREATE INDEX clue_event_clue ON clue_event (clue, id);

-- 信访举报: counts from the office's own system, never a case.  month 0: the whole year.
CREATE TABLE petition_count (
    region      INTEGER NOT NULL REFERENCES region (code),
    year        INTEGER NOT NULL,
    month       INTEGER NOT NULL,
    reports     INTEGER NOT NULL,
    accusations INTEGER NOT NULL,
    appeals     INTEGER NOT NULL,
    suggestions INTEGER NOT NULL,
    satisfied   INTEGER NOT NULL,
    asked       INTEGER NOT NULL,
    PRIMARY KEY (region, year, month)
) STRICT, WITHOUT ROWID;

-- 巡查: an inspector's day of looking around.
CREATE TABLE patrol (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    day         INTEGER NOT NULL,
    account     INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    finished_at INTEGER,
    seen        INTEGER NOT NULL DEFAULT 0,
    findings    INTEGER NOT NULL DEFAULT 0,
    due_day     INTEGER                                    -- findings are to be dealt with until then
) STRICT;
CREATE INDEX patrol_region ON patrol (region, id);
CREATE INDEX patrol_account ON patrol (account, day) WHERE finished_at IS NULL;

CREATE TABLE patrol_item (
    id         INTEGER NOT NULL PRIMARY KEY,
    patrol     INTEGER NOT NULL REFERENCES patrol (id),
    at         INTEGER NOT NULL,
    finding    INTEGER NOT NULL,                           -- 0: looked at, nothing found
    place      INTEGER NOT NULL REFERENCES region (code),
    title      TEXT NOT NULL,                              -- what was looked at
    path       TEXT NOT NULL DEFAULT '',                   -- a page of this installation
    words      TEXT NOT NULL DEFAULT '',                   -- sealed: it may become a clue
    work_order INTEGER,
    clue       INTEGER,
    settled    INTEGER NOT NULL DEFAULT 0                  -- 1: nothing more to do
) STRICT;
CREATE INDEX patrol_item_patrol ON patrol_item (patrol, id);
