-- Special projects: relocation, requisition, works; and which households a disclosure is about.

-- The households that read the columns for those affected: of a circle, which is what one matter's
-- disclosures have in common.
CREATE TABLE disclosure_circle (
    disclosure INTEGER NOT NULL PRIMARY KEY,
    circle     INTEGER NOT NULL
) STRICT;
CREATE INDEX disclosure_circle_circle ON disclosure_circle (circle);

CREATE TABLE circle_household (
    circle    INTEGER NOT NULL,
    household INTEGER NOT NULL REFERENCES household (id),
    PRIMARY KEY (circle, household)
) STRICT, WITHOUT ROWID;
CREATE INDEX circle_household_household ON circle_household (household);

CREATE TABLE project (
    id           INTEGER NOT NULL PRIMARY KEY,
    region       INTEGER NOT NULL REFERENCES region (code), -- a village, or a township
    kind         TEXT NOT NULL CHECK (kind = 'relocation' OR kind = 'requisition' OR kind = 'works'),
    name         TEXT NOT NULL,
    summary      TEXT NOT NULL,            -- what it is for
    ground       TEXT NOT NULL,            -- the approval behind it
    source       TEXT NOT NULL,            -- where the money comes from
    budget_fen   INTEGER CHECK (budget_fen >= 0),
    finished_day INTEGER,
    way          TEXT NOT NULL,            -- of the tender; '': none yet
    tender_day   INTEGER,
    contractor   TEXT NOT NULL,
    contract_fen INTEGER CHECK (contract_fen >= 0),
    contract_day INTEGER,
    buildings    INTEGER NOT NULL,         -- sums of the rows below
    households   INTEGER NOT NULL,
    signed_households INTEGER NOT NULL,
    paid_households   INTEGER NOT NULL,
    total_fen    INTEGER NOT NULL,
    signed_fen   INTEGER NOT NULL,
    paid_fen     INTEGER NOT NULL,
    changes_fen  INTEGER NOT NULL,
    payments_fen INTEGER NOT NULL,
    reopened     TEXT NOT NULL,            -- why it is being changed after publication; '': it is not
    lock         INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER,
    UNIQUE (region, name)
) STRICT;
CREATE INDEX project_region ON project (region, id);

-- The villages that it touches.
CREATE TABLE project_place (
    project INTEGER NOT NULL REFERENCES project (id),
    region  INTEGER NOT NULL REFERENCES region (code),
    PRIMARY KEY (project, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_place_region ON project_place (region, project);

CREATE TABLE project_stage (
    id            INTEGER NOT NULL PRIMARY KEY,
    project       INTEGER NOT NULL REFERENCES project (id),
    position      INTEGER NOT NULL,
    name          TEXT NOT NULL,
    phase         TEXT NOT NULL CHECK (phase = 'before' OR phase = 'during' OR phase = 'after'),
    planned_start INTEGER,
    planned_end   INTEGER,
    actual_start  INTEGER,
    actual_end    INTEGER,
    note          TEXT NOT NULL
) STRICT;
CREATE INDEX project_stage_project ON project_stage (project, position);

-- A stage that was handed in at a village, and the day of which its table tells.
CREATE TABLE project_told (
    stage       INTEGER NOT NULL REFERENCES project_stage (id),
    region      INTEGER NOT NULL REFERENCES region (code),
    project     INTEGER NOT NULL REFERENCES project (id),
    disclosure  INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    explanation TEXT NOT NULL,             -- of what the checks pointed out
    PRIMARY KEY (stage, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_told_project ON project_told (project);
CREATE INDEX project_told_disclosure ON project_told (disclosure);

-- What one unit is worth.
CREATE TABLE project_standard (
    id           INTEGER NOT NULL PRIMARY KEY,
    project      INTEGER NOT NULL REFERENCES project (id),
    position     INTEGER NOT NULL,
    item         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    standard_fen INTEGER NOT NULL CHECK (standard_fen >= 0),
    note         TEXT NOT NULL,
    UNIQUE (project, item)
) STRICT;

-- A building, or a plot of land.
CREATE TABLE project_building (
    id         INTEGER NOT NULL PRIMARY KEY,
    project    INTEGER NOT NULL REFERENCES project (id),
    region     INTEGER NOT NULL REFERENCES region (code),
    name       TEXT NOT NULL,
    households INTEGER NOT NULL,           -- sums of its households
    signed_households INTEGER NOT NULL,
    paid_households   INTEGER NOT NULL,
    total_fen  INTEGER NOT NULL,
    signed_fen INTEGER NOT NULL,
    paid_fen   INTEGER NOT NULL,
    UNIQUE (project, region, name)
) STRICT;

CREATE TABLE project_household (
    id         INTEGER NOT NULL PRIMARY KEY,
    project    INTEGER NOT NULL REFERENCES project (id),
    region     INTEGER NOT NULL REFERENCES region (code),
    position   INTEGER NOT NULL,
    household  INTEGER REFERENCES household (id),
    building   INTEGER NOT NULL REFERENCES project_building (id),
    number     TEXT NOT NULL,
    head       TEXT NOT NULL,
    group_name TEXT NOT NULL,
    agreement  TEXT NOT NULL,
    signed_day INTEGER,
    paid_day   INTEGER,
    note       TEXT NOT NULL,
    total_fen  INTEGER NOT NULL,           -- sum of its lines
    UNIQUE (project, region, number)
) STRICT;
CREATE INDEX project_household_building ON project_household (building);
CREATE INDEX project_household_household ON project_household (household) WHERE household IS NOT NULL;

CREATE TABLE project_line (
    id             INTEGER NOT NULL PRIMARY KEY,
    household      INTEGER NOT NULL REFERENCES project_household (id),
    position       INTEGER NOT NULL,
    item           TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL,
    standard_fen   INTEGER NOT NULL,
    amount_fen     INTEGER NOT NULL
) STRICT;
CREATE INDEX project_line_household ON project_line (household, position);

CREATE TABLE project_bid (
    id         INTEGER NOT NULL PRIMARY KEY,
    project    INTEGER NOT NULL REFERENCES project (id),
    position   INTEGER NOT NULL,
    bidder     TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    valid      INTEGER NOT NULL,
    note       TEXT NOT NULL
) STRICT;
CREATE INDEX project_bid_project ON project_bid (project, position);

CREATE TABLE project_payment (
    id         INTEGER NOT NULL PRIMARY KEY,
    project    INTEGER NOT NULL REFERENCES project (id),
    day        INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    voucher    TEXT NOT NULL,
    entry      INTEGER,                    -- of the ledger
    note       TEXT NOT NULL
) STRICT;
CREATE INDEX project_payment_project ON project_payment (project, day);

CREATE TABLE project_change (
    id         INTEGER NOT NULL PRIMARY KEY,
    project    INTEGER NOT NULL REFERENCES project (id),
    day        INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    decision   TEXT NOT NULL
) STRICT;
CREATE INDEX project_change_project ON project_change (project, day);
