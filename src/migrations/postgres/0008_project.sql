-- Special projects: relocation, requisition, works; and which households a disclosure is about.

-- The households that read the columns for those affected: of a circle, which is what one matter's
-- disclosures have in common.
CREATE TABLE disclosure_circle (
    disclosure BIGINT NOT NULL PRIMARY KEY,
    circle     BIGINT NOT NULL
);
CREATE INDEX disclosure_circle_circle ON disclosure_circle (circle);

CREATE TABLE circle_household (
    circle    BIGINT NOT NULL,
    household BIGINT NOT NULL REFERENCES household (id),
    PRIMARY KEY (circle, household)
);
CREATE INDEX circle_household_household ON circle_household (household);

CREATE TABLE project (
    id           BIGINT NOT NULL PRIMARY KEY,
    region       BIGINT NOT NULL REFERENCES region (code), -- a village, or a township
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind = 'relocation' OR kind = 'requisition' OR kind = 'works'),
    name         TEXT COLLATE "C" NOT NULL,
    summary      TEXT COLLATE "C" NOT NULL,            -- what it is for
    ground       TEXT COLLATE "C" NOT NULL,            -- the approval behind it
    source       TEXT COLLATE "C" NOT NULL,            -- where the money comes from
    budget_fen   BIGINT CHECK (budget_fen >= 0),
    finished_day BIGINT,
    way          TEXT COLLATE "C" NOT NULL,            -- of the tender; '': none yet
    tender_day   BIGINT,
    contractor   TEXT COLLATE "C" NOT NULL,
    contract_fen BIGINT CHECK (contract_fen >= 0),
    contract_day BIGINT,
    buildings    BIGINT NOT NULL,         -- sums of the rows below
    households   BIGINT NOT NULL,
    signed_households BIGINT NOT NULL,
    paid_households   BIGINT NOT NULL,
    total_fen    BIGINT NOT NULL,
    signed_fen   BIGINT NOT NULL,
    paid_fen     BIGINT NOT NULL,
    changes_fen  BIGINT NOT NULL,
    payments_fen BIGINT NOT NULL,
    reopened     TEXT COLLATE "C" NOT NULL,            -- why it is being changed after publication; '': it is not
    lock         BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   BIGINT,
    UNIQUE (region, name)
);
CREATE INDEX project_region ON project (region, id);

-- The villages that it touches.
CREATE TABLE project_place (
    project BIGINT NOT NULL REFERENCES project (id),
    region  BIGINT NOT NULL REFERENCES region (code),
    PRIMARY KEY (project, region)
);
CREATE INDEX project_place_region ON project_place (region, project);

CREATE TABLE project_stage (
    id            BIGINT NOT NULL PRIMARY KEY,
    project       BIGINT NOT NULL REFERENCES project (id),
    position      BIGINT NOT NULL,
    name          TEXT COLLATE "C" NOT NULL,
    phase         TEXT COLLATE "C" NOT NULL CHECK (phase = 'before' OR phase = 'during' OR phase = 'after'),
    planned_start BIGINT,
    planned_end   BIGINT,
    actual_start  BIGINT,
    actual_end    BIGINT,
    note          TEXT COLLATE "C" NOT NULL
);
CREATE INDEX project_stage_project ON project_stage (project, position);

-- A stage that was handed in at a village, and the day of which its table tells.
CREATE TABLE project_told (
    stage       BIGINT NOT NULL REFERENCES project_stage (id),
    region      BIGINT NOT NULL REFERENCES region (code),
    project     BIGINT NOT NULL REFERENCES project (id),
    disclosure  BIGINT NOT NULL,
    as_of       BIGINT NOT NULL,
    explanation TEXT COLLATE "C" NOT NULL,             -- of what the checks pointed out
    PRIMARY KEY (stage, region)
);
CREATE INDEX project_told_project ON project_told (project);
CREATE INDEX project_told_disclosure ON project_told (disclosure);

-- What one unit is worth.
CREATE TABLE project_standard (
    id           BIGINT NOT NULL PRIMARY KEY,
    project      BIGINT NOT NULL REFERENCES project (id),
    position     BIGINT NOT NULL,
    item         TEXT COLLATE "C" NOT NULL,
    unit         TEXT COLLATE "C" NOT NULL,
    standard_fen BIGINT NOT NULL CHECK (standard_fen >= 0),
    note         TEXT COLLATE "C" NOT NULL,
    UNIQUE (project, item)
);

-- A building, or a plot of land.
CREATE TABLE project_building (
    id         BIGINT NOT NULL PRIMARY KEY,
    project    BIGINT NOT NULL REFERENCES project (id),
    region     BIGINT NOT NULL REFERENCES region (code),
    name       TEXT COLLATE "C" NOT NULL,
    households BIGINT NOT NULL,           -- sums of its households
    signed_households BIGINT NOT NULL,
    paid_households   BIGINT NOT NULL,
    total_fen  BIGINT NOT NULL,
    signed_fen BIGINT NOT NULL,
    paid_fen   BIGINT NOT NULL,
    UNIQUE (project, region, name)
);

CREATE TABLE project_household (
    id         BIGINT NOT NULL PRIMARY KEY,
    project    BIGINT NOT NULL REFERENCES project (id),
    region     BIGINT NOT NULL REFERENCES region (code),
    position   BIGINT NOT NULL,
    household  BIGINT REFERENCES household (id),
    building   BIGINT NOT NULL REFERENCES project_building (id),
    number     TEXT COLLATE "C" NOT NULL,
    head       TEXT COLLATE "C" NOT NULL,
    group_name TEXT COLLATE "C" NOT NULL,
    agreement  TEXT COLLATE "C" NOT NULL,
    signed_day BIGINT,
    paid_day   BIGINT,
    note       TEXT COLLATE "C" NOT NULL,
    total_fen  BIGINT NOT NULL,           -- sum of its lines
    UNIQUE (project, region, number)
);
CREATE INDEX project_household_building ON project_household (building);
CREATE INDEX project_household_household ON project_household (household) WHERE household IS NOT NULL;

CREATE TABLE project_line (
    id             BIGINT NOT NULL PRIMARY KEY,
    household      BIGINT NOT NULL REFERENCES project_household (id),
    position       BIGINT NOT NULL,
    item           TEXT COLLATE "C" NOT NULL,
    quantity_milli BIGINT NOT NULL,
    standard_fen   BIGINT NOT NULL,
    amount_fen     BIGINT NOT NULL
);
CREATE INDEX project_line_household ON project_line (household, position);

CREATE TABLE project_bid (
    id         BIGINT NOT NULL PRIMARY KEY,
    project    BIGINT NOT NULL REFERENCES project (id),
    position   BIGINT NOT NULL,
    bidder     TEXT COLLATE "C" NOT NULL,
    amount_fen BIGINT NOT NULL,
    valid      BIGINT NOT NULL,
    note       TEXT COLLATE "C" NOT NULL
);
CREATE INDEX project_bid_project ON project_bid (project, position);

CREATE TABLE project_payment (
    id         BIGINT NOT NULL PRIMARY KEY,
    project    BIGINT NOT NULL REFERENCES project (id),
    day        BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    voucher    TEXT COLLATE "C" NOT NULL,
    entry      BIGINT,                    -- of the ledger
    note       TEXT COLLATE "C" NOT NULL
);
CREATE INDEX project_payment_project ON project_payment (project, day);

CREATE TABLE project_change (
    id         BIGINT NOT NULL PRIMARY KEY,
    project    BIGINT NOT NULL REFERENCES project (id),
    day        BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    decision   TEXT COLLATE "C" NOT NULL
);
CREATE INDEX project_change_project ON project_change (project, day);
