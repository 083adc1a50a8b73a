-- Subsidies: what there is, at what standard, and who was paid what.

CREATE TABLE subsidy_programme (
    id           INTEGER NOT NULL PRIMARY KEY,
    region       INTEGER NOT NULL REFERENCES region (code), -- whose programme: villages below use it
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,            -- where the money comes from: 中央财政
    unit         TEXT NOT NULL,            -- what the standard is for: 亩, 人
    standard_fen INTEGER NOT NULL CHECK (standard_fen >= 0),
    ground       TEXT NOT NULL,            -- the rule behind it
    retired_day  INTEGER,                     -- no new batches since this day
    UNIQUE (region, name)
) STRICT;

-- One payment list of a village.
CREATE TABLE subsidy_batch (
    id           INTEGER NOT NULL PRIMARY KEY,
    region       INTEGER NOT NULL REFERENCES region (code),
    programme    INTEGER NOT NULL REFERENCES subsidy_programme (id),
    name         TEXT NOT NULL,            -- 第一批; may be empty
    period       TEXT NOT NULL,            -- what it is paid for: 2023, 2023Q1
    period_start INTEGER NOT NULL,
    standard_fen INTEGER NOT NULL,            -- the programme's when the batch was begun
    planned_fen  INTEGER,                     -- what the office above gave for it
    state        TEXT NOT NULL
                     CHECK (state = 'draft' OR state = 'notice' OR state = 'paid' OR state = 'result'),
    notice       INTEGER,                     -- the disclosure before payment …
    result       INTEGER,                     -- … and after it
    lines        INTEGER NOT NULL,
    total_fen    INTEGER NOT NULL,
    paid_lines   INTEGER NOT NULL,
    paid_fen     INTEGER NOT NULL,
    explanation  TEXT NOT NULL,            -- of what the checks point out
    reopened     TEXT NOT NULL,            -- why it is being changed after publication; '': it is not
    lock         INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER,
    UNIQUE (region, programme, period, name)
) STRICT;
CREATE INDEX subsidy_batch_region ON subsidy_batch (region, period_start, id);
CREATE INDEX subsidy_batch_programme ON subsidy_batch (programme);

CREATE TABLE subsidy_line (
    id             INTEGER NOT NULL PRIMARY KEY,
    batch          INTEGER NOT NULL REFERENCES subsidy_batch (id),
    position       INTEGER NOT NULL,
    household      INTEGER REFERENCES household (id),
    number         TEXT NOT NULL,          -- 户号 as in the list; may be empty
    name           TEXT NOT NULL,          -- who receives it
    group_name     TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL,
    standard_fen   INTEGER NOT NULL,
    amount_fen     INTEGER NOT NULL,
    card_hash      TEXT NOT NULL,          -- keyed, so that one card is known again; '': none
    card_tail      TEXT NOT NULL,          -- its last four digits
    state          TEXT NOT NULL CHECK (state = 'due' OR state = 'paid' OR state = 'failed'),
    paid_day       INTEGER,
    note           TEXT NOT NULL
) STRICT;
CREATE INDEX subsidy_line_batch ON subsidy_line (batch, position);
CREATE INDEX subsidy_line_household ON subsidy_line (household) WHERE household IS NOT NULL;
CREATE INDEX subsidy_line_card ON subsidy_line (card_hash) WHERE card_hash <> '';
