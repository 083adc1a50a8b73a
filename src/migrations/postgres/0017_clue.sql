-- The inspectors' work: orders, clues, the petition register, patrols.

-- 督办: to a village or township, with a deadline and a report back.
CREATE TABLE work_order (
    id          BIGINT NOT NULL PRIMARY KEY,
    office      BIGINT NOT NULL REFERENCES region (code), -- who has to do it
    issuer      BIGINT NOT NULL,                          -- the office that gave it; 0: the installation
    issuer_role TEXT COLLATE "C" NOT NULL,
    issued_by   BIGINT NOT NULL,
    issued_at   BIGINT NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    source      TEXT COLLATE "C" NOT NULL DEFAULT '',                  -- '', instruction, flag, opinion, patrol, disclosure
    source_id   BIGINT NOT NULL DEFAULT 0,
    due_day     BIGINT NOT NULL,                          -- the last day on which it is on time
    state       TEXT COLLATE "C" NOT NULL,                             -- open, reported, returned, accepted, withdrawn
    busy        BIGINT NOT NULL,                          -- 1: not at an end
    waits       BIGINT NOT NULL,                          -- 1: the office has to act
    report      TEXT COLLATE "C" NOT NULL DEFAULT '',
    reported_at BIGINT,
    reported_by BIGINT,
    reason      TEXT COLLATE "C" NOT NULL DEFAULT '',                  -- why it came back or was withdrawn
    closed_at   BIGINT,
    told        BIGINT NOT NULL DEFAULT 0,                -- 1: that it is overdue
    lock        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX work_order_busy ON work_order (office, id) WHERE busy = 1;
CREATE INDEX work_order_done ON work_order (office, id) WHERE busy = 0;
CREATE INDEX work_order_due ON work_order (due_day) WHERE waits = 1 AND told = 0;

CREATE TABLE work_order_event (
    id         BIGINT NOT NULL PRIMARY KEY,
    work_order BIGINT NOT NULL REFERENCES work_order (id),
    at         BIGINT NOT NULL,
    account    BIGINT,                                    -- NULL: the clock
    kind       TEXT COLLATE "C" NOT NULL,
    note       TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX work_order_event_order ON work_order_event (work_order, id);

-- 问题线索.  All words are sealed with a key that is not in the database (base/sealing.h).
CREATE TABLE clue (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    sealed_for  BIGINT NOT NULL,                          -- whose inspectors read it
    about       TEXT COLLATE "C" NOT NULL,
    source      TEXT COLLATE "C" NOT NULL,
    source_id   BIGINT NOT NULL DEFAULT 0,
    kind        TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    busy        BIGINT NOT NULL,
    found_day   BIGINT NOT NULL,
    due_day     BIGINT,
    body        TEXT COLLATE "C" NOT NULL,                             -- sealed
    subject     TEXT COLLATE "C" NOT NULL DEFAULT '',                  -- sealed
    closing     TEXT COLLATE "C" NOT NULL DEFAULT '',                  -- sealed: why it was closed
    recorded_by BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    closed_at   BIGINT,
    persons     BIGINT NOT NULL DEFAULT 0,
    lock        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX clue_busy ON clue (sealed_for, id) WHERE busy = 1;
CREATE INDEX clue_done ON clue (sealed_for, id) WHERE busy = 0;
CREATE INDEX clue_region ON clue (region);

-- What became of a person; two outcomes of one person have the same mark.
CREATE TABLE clue_person (
    id     BIGINT NOT NULL PRIMARY KEY,
    clue   BIGINT NOT NULL REFERENCES clue (id),
    region BIGINT NOT NULL,                               -- of the clue
    mark   TEXT COLLATE "C" NOT NULL,                                  -- keyed hash of name and office
    words  TEXT COLLATE "C" NOT NULL                                   -- sealed: name, office, measure, day, note
);
CREATE INDEX clue_person_clue ON clue_person (clue, id);
CREATE INDEX clue_person_region ON clue_person (region, mark);

CREATE TABLE clue_event (
    id      BIGINT NOT NULL PRIMARY KEY,
    clue    BIGINT NOT NULL REFERENCES clue (id),
    at      BIGINT NOT NULL,
    account BIGINT NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    note    TEXT COLLATE "C" NOT NULL DEFAULT ''                       -- sealed
);
CREATE INDEX clue_event_clue ON clue_event (clue, id);

-- 信访举报: counts from the office's own system, never a case.  month 0: the whole year.
CREATE TABLE petition_count (
    region      BIGINT NOT NULL REFERENCES region (code),
    year        BIGINT NOT NULL,
    month       BIGINT NOT NULL,
    reports     BIGINT NOT NULL,
    accusations BIGINT NOT NULL,
    appeals     BIGINT NOT NULL,
    suggestions BIGINT NOT NULL,
    satisfied   BIGINT NOT NULL,
    asked       BIGINT NOT NULL,
    PRIMARY KEY (region, year, month)
);

-- 巡查: an inspector's day of looking around.
CREATE TABLE patrol (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    day         BIGINT NOT NULL,
    account     BIGINT NOT NULL,
    started_at  BIGINT NOT NULL,
    finished_at BIGINT,
    seen        BIGINT NOT NULL DEFAULT 0,
    findings    BIGINT NOT NULL DEFAULT 0,
    due_day     BIGINT                                    -- findings are to be dealt with until then
);
CREATE INDEX patrol_region ON patrol (region, id);
CREATE INDEX patrol_account ON patrol (account, day) WHERE finished_at IS NULL;

CREATE TABLE patrol_item (
    id         BIGINT NOT NULL PRIMARY KEY,
    patrol     BIGINT NOT NULL REFERENCES patrol (id),
    at         BIGINT NOT NULL,
    finding    BIGINT NOT NULL,                           -- 0: looked at, nothing found
    place      BIGINT NOT NULL REFERENCES region (code),
    title      TEXT COLLATE "C" NOT NULL,                              -- what was looked at
    path       TEXT COLLATE "C" NOT NULL DEFAULT '',                   -- a page of this installation
    words      TEXT COLLATE "C" NOT NULL DEFAULT '',                   -- sealed: it may become a clue
    work_order BIGINT,
    clue       BIGINT,
    settled    BIGINT NOT NULL DEFAULT 0                  -- 1: nothing more to do
);
CREATE INDEX patrol_item_patrol ON patrol_item (patrol, id);
