-- Subsidies: what there is, at what standard, and who was paid what.

CREATE TABLE subsidy_programme (
    id           BIGINT NOT NULL PRIMARY KEY,
    region       BIGINT NOT NULL REFERENCES region (code), -- whose programme: villages below use it
    name         TEXT COLLATE "C" NOT NULL,
    source       TEXT COLLATE "C" NOT NULL,            -- where the money comes from: 中央财政
    unit         TEXT COLLATE "C" NOT NULL,            -- what the standard is for: 亩, 人
    standard_fen BIGINT NOT NULL CHECK (standard_fen >= 0),
    ground       TEXT COLLATE "C" NOT NULL,            -- the rule behind it
    retired_day  BIGINT,                     -- no new batches since this day
    UNIQUE (region, name)
);

-- One payment list of a village.
CREATE TABLE subsidy_batch (
    id           BIGINT NOT NULL PRIMARY KEY,
    region       BIGINT NOT NULL REFERENCES region (code),
    programme    BIGINT NOT NULL REFERENCES subsidy_programme (id),
    name         TEXT COLLATE "C" NOT NULL,            -- 第一批; may be empty
    period       TEXT COLLATE "C" NOT NULL,            -- what it is paid for: 2023, 2023Q1
    period_start BIGINT NOT NULL,
    standard_fen BIGINT NOT NULL,            -- the programme's when the batch was begun
    planned_fen  BIGINT,                     -- what the office above gave for it
    state        TEXT COLLATE "C" NOT NULL
                     CHECK (state = 'draft' OR state = 'notice' OR state = 'paid' OR state = 'result'),
    notice       BIGINT,                     -- the disclosure before payment …
    result       BIGINT,                     -- … and after it
    lines        BIGINT NOT NULL,
    total_fen    BIGINT NOT NULL,
    paid_lines   BIGINT NOT NULL,
    paid_fen     BIGINT NOT NULL,
    explanation  TEXT COLLATE "C" NOT NULL,            -- of what the checks point out
    reopened     TEXT COLLATE "C" NOT NULL,            -- why it is being changed after publication; '': it is not
    lock         BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   BIGINT,
    UNIQUE (region, programme, period, name)
);
CREATE INDEX subsidy_batch_region ON subsidy_batch (region, period_start, id);
CREATE INDEX subsidy_batch_programme ON subsidy_batch (programme);

CREATE TABLE subsidy_line (
    id             BIGINT NOT NULL PRIMARY KEY,
    batch          BIGINT NOT NULL REFERENCES subsidy_batch (id),
    position       BIGINT NOT NULL,
    household      BIGINT REFERENCES household (id),
    number         TEXT COLLATE "C" NOT NULL,          -- 户号 as in the list; may be empty
    name           TEXT COLLATE "C" NOT NULL,          -- who receives it
    group_name     TEXT COLLATE "C" NOT NULL,
    quantity_milli BIGINT NOT NULL,
    standard_fen   BIGINT NOT NULL,
    amount_fen     BIGINT NOT NULL,
    card_hash      TEXT COLLATE "C" NOT NULL,          -- keyed, so that one card is known again; '': none
    card_tail      TEXT COLLATE "C" NOT NULL,          -- its last four digits
    state          TEXT COLLATE "C" NOT NULL CHECK (state = 'due' OR state = 'paid' OR state = 'failed'),
    paid_day       BIGINT,
    note           TEXT COLLATE "C" NOT NULL
);
CREATE INDEX subsidy_line_batch ON subsidy_line (batch, position);
CREATE INDEX subsidy_line_household ON subsidy_line (household) WHERE household IS NOT NULL;
CREATE INDEX subsidy_line_card ON subsidy_line (card_hash) WHERE card_hash <> '';
