-- What changed, for whoever looks at it later (region/changed.h): taken out once it was looked at.
CREATE TABLE changed (
    kind    BIGINT NOT NULL,
    region  BIGINT NOT NULL,
    object  BIGINT NOT NULL,             -- an id, or a month; 0: the place
    at      BIGINT NOT NULL,
    PRIMARY KEY (kind, region, object)
);

-- Red flags: what a rule found (flag/flag.h).
CREATE TABLE flag (
    id          BIGINT NOT NULL PRIMARY KEY,
    rule        TEXT COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,         -- of the rule
    region      BIGINT NOT NULL REFERENCES region (code),
    anchor      BIGINT NOT NULL,         -- of what the rule is about: an id, or a month
    key         TEXT COLLATE "C" NOT NULL,            -- tells the findings of one anchor apart
    level       BIGINT NOT NULL CHECK (level BETWEEN 1 AND 3),
    audience    BIGINT NOT NULL CHECK (audience BETWEEN 0 AND 2),
    state       TEXT COLLATE "C" NOT NULL CHECK (state = 'open' OR state = 'asked' OR state = 'answered' OR
                    state = 'clue' OR state = 'dismissed' OR state = 'gone'),
    live        BIGINT NOT NULL CHECK (live IN (0, 1)), -- open, asked or answered
    standing    BIGINT NOT NULL CHECK (standing IN (0, 1)), -- the cause is still there
    digest      TEXT COLLATE "C" NOT NULL,            -- of the facts: the same are not raised twice
    evidence    TEXT COLLATE "C" NOT NULL,            -- JSON: settings, rows
    row_count   BIGINT NOT NULL,
    sum_fen     BIGINT,
    raised_at   BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,         -- what was found, or what was done about it
    closed_at   BIGINT,
    due_day     BIGINT,                  -- the village is to explain by then
    explanation TEXT COLLATE "C" NOT NULL DEFAULT '',
    lock        BIGINT NOT NULL DEFAULT 1,
    UNIQUE (rule, region, anchor, key)
);
CREATE INDEX flag_live_village ON flag (region, level, id) WHERE live = 1;
CREATE INDEX flag_live_township ON flag ((region / 1000), level, id) WHERE live = 1;
CREATE INDEX flag_live_district ON flag ((region / 1000000), level, id) WHERE live = 1;
CREATE INDEX flag_done_village ON flag (region, id) WHERE live = 0;
CREATE INDEX flag_done_township ON flag ((region / 1000), id) WHERE live = 0;
CREATE INDEX flag_done_district ON flag ((region / 1000000), id) WHERE live = 0;
CREATE INDEX flag_due ON flag (due_day, id) WHERE state = 'asked';

-- What was done about it, step by step; a line is never changed.
CREATE TABLE flag_event (
    id      BIGINT NOT NULL PRIMARY KEY,
    flag    BIGINT NOT NULL REFERENCES flag (id),
    at      BIGINT NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    account BIGINT,
    note    TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX flag_event_flag ON flag_event (flag, id);

-- How many, by place at each level and by rule; `mingbai check` recounts them.
CREATE TABLE flag_sum (
    region    BIGINT NOT NULL,
    rule      TEXT COLLATE "C" NOT NULL,
    live      BIGINT NOT NULL,
    red       BIGINT NOT NULL,           -- of these
    raised    BIGINT NOT NULL,           -- ever
    clues     BIGINT NOT NULL,           -- of these taken up as a clue
    dismissed BIGINT NOT NULL,
    gone      BIGINT NOT NULL,           -- the cause was mended
    PRIMARY KEY (region, rule)
);

-- What a district has decided about a rule, from a day on.
CREATE TABLE flag_setting (
    rule   TEXT COLLATE "C" NOT NULL,
    region BIGINT NOT NULL,               -- the district
    name   TEXT COLLATE "C" NOT NULL,                 -- of the setting; 'on': whether the rule runs
    day    BIGINT NOT NULL,
    value  BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by BIGINT,
    PRIMARY KEY (rule, region, name, day)
);

-- What a rule compares with, worked out once a day: the median of a district's rents, say.
CREATE TABLE flag_figure (
    rule   TEXT COLLATE "C" NOT NULL,
    region BIGINT NOT NULL,
    name   TEXT COLLATE "C" NOT NULL,
    value  BIGINT NOT NULL,
    count  BIGINT NOT NULL,              -- of how many
    PRIMARY KEY (rule, region, name)
);

-- Who bids together with whom.
CREATE INDEX project_bid_bidder ON project_bid (bidder, project);
-- What rules about one place's disclosures and opinions go down.
CREATE INDEX disclosure_place ON disclosure (region, id);
CREATE INDEX disclosure_corrected ON disclosure (region, id) WHERE revision > 1;
CREATE INDEX disclosure_withdrawn ON disclosure (region, id) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX opinion_place ON opinion (region, id) WHERE sealed_for = 0;
CREATE INDEX opinion_received ON opinion (region, received_at) WHERE sealed_for = 0;
