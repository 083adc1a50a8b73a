-- What changed, for whoever looks at it later (region/changed.h): taken out once it was looked at.
CREATE TABLE changed (
    kind    INTEGER NOT NULL,
    region  INTEGER NOT NULL,
    object  INTEGER NOT NULL,             -- an id, or a month; 0: the place
    at      INTEGER NOT NULL,
    PRIMARY KEY (kind, region, object)
) STRICT, WITHOUT ROWID;

-- Red flags: what a rule found (flag/flag.h).
CREATE TABLE flag (
    id          INTEGER NOT NULL PRIMARY KEY,
    rule        TEXT NOT NULL,
    version     INTEGER NOT NULL,         -- of the rule
    region      INTEGER NOT NULL REFERENCES region (code),
    anchor      INTEGER NOT NULL,         -- of what the rule is about: an id, or a month
    key         TEXT NOT NULL,            -- tells the findings of one anchor apart
    level       INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    audience    INTEGER NOT NULL CHECK (audience BETWEEN 0 AND 2),
    state       TEXT NOT NULL CHECK (state = 'open' OR state = 'asked' OR state = 'answered' OR
                    state = 'clue' OR state = 'dismissed' OR state = 'gone'),
    live        INTEGER NOT NULL CHECK (live IN (0, 1)), -- open, asked or answered
    standing    INTEGER NOT NULL CHECK (standing IN (0, 1)), -- the cause is still there
    digest      TEXT NOT NULL,            -- of the facts: the same are not raised twice
    evidence    TEXT NOT NULL,            -- JSON: settings, rows
    row_count   INTEGER NOT NULL,
    sum_fen     INTEGER,
    raised_at   INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,         -- what was found, or what was done about it
    closed_at   INTEGER,
    due_day     INTEGER,                  -- the village is to explain by then
    explanation TEXT NOT NULL DEFAULT '',
    lock        INTEGER NOT NULL DEFAULT 1,
    UNIQUE (rule, region, anchor, key)
) STRICT;
CREATE INDEX flag_live_village ON flag (region, level, id) WHERE live = 1;
CREATE INDEX flag_live_township ON flag (region / 1000, level, id) WHERE live = 1;
CREATE INDEX flag_live_district ON flag (region / 1000000, level, id) WHERE live = 1;
CREATE INDEX flag_done_village ON flag (region, id) WHERE live = 0;
CREATE INDEX flag_done_township ON flag (region / 1000, id) WHERE live = 0;
CREATE INDEX flag_done_district ON flag (region / 1000000, id) WHERE live = 0;
CREATE INDEX flag_due ON flag (due_day, id) WHERE state = 'asked';

-- What was done about it, step by step; a line is never changed.
CREATE TABLE flag_event (
    id      INTEGER NOT NULL PRIMARY KEY,
    flag    INTEGER NOT NULL REFERENCES flag (id),
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    account INTEGER,
    note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX flag_event_flag ON flag_event (flag, id);

-- How many, by place at each level and by rule; `mingbai check` recounts them.
CREATE TABLE flag_sum (
    region    INTEGER NOT NULL,
    rule      TEXT NOT NULL,
    live      INTEGER NOT NULL,
    red       INTEGER NOT NULL,           -- of these
    raised    INTEGER NOT NULL,           -- ever
    clues     INTEGER NOT NULL,           -- of these taken up as a clue
    dismissed INTEGER NOT NULL,
    gone      INTEGER NOT NULL,           -- the cause was mended
    PRIMARY KEY (region, rule)
) STRICT, WITHOUT ROWID;

-- What a district has decided about a rule, from a day on.
CREATE TABLE flag_setting (
    rule   TEXT NOT NULL,
    region INTEGER NOT NULL,               -- the district
    name   TEXT NOT NULL,                 -- of the setting; 'on': whether the rule runs
    day    INTEGER NOT NULL,
    value  INTEGER NOT NULL,
    set_at INTEGER NOT NULL,
    set_by INTEGER,
    PRIMARY KEY (rule, region, name, day)
) STRICT, WITHOUT ROWID;

-- What a rule compares with, worked out once a day: the median of a district's rents, say.
CREATE TABLE flag_figure (
    rule   TEXT NOT NULL,
    region INTEGER NOT NULL,
    name   TEXT NOT NULL,
    value  INTEGER NOT NULL,
    count  INTEGER NOT NULL,              -- of how many
    PRIMARY KEY (rule, region, name)
) STRICT, WITHOUT ROWID;

-- Who bids together with whom.
CREATE INDEX project_bid_bidder ON project_bid (bidder, project);
-- What rules about one place's disclosures and opinions go down.
CREATE INDEX disclosure_place ON disclosure (region, id);
CREATE INDEX disclosure_corrected ON disclosure (region, id) WHERE revision > 1;
CREATE INDEX disclosure_withdrawn ON disclosure (region, id) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX opinion_place ON opinion (region, id) WHERE sealed_for = 0;
CREATE INDEX opinion_received ON opinion (region, received_at) WHERE sealed_for = 0;
