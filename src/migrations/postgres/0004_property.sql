-- The collective's property: seven registers of a village, and the disclosures made from them.

CREATE TABLE property_resource (
    id         BIGINT NOT NULL PRIMARY KEY,
    region     BIGINT NOT NULL REFERENCES region (code),
    name       TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,             -- field, forest, water …
    area_milli BIGINT NOT NULL CHECK (area_milli > 0), -- thousandths of a mu
    place      TEXT COLLATE "C" NOT NULL,
    purpose    TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,             -- own, let, idle, gone
    note       TEXT COLLATE "C" NOT NULL,
    lock       BIGINT NOT NULL,
    UNIQUE (region, name)
);
CREATE INDEX property_resource_region ON property_resource (region, id);

CREATE TABLE property_holding (
    id             BIGINT NOT NULL PRIMARY KEY,
    region         BIGINT NOT NULL REFERENCES region (code),
    name           TEXT COLLATE "C" NOT NULL,
    number         TEXT COLLATE "C" NOT NULL,         -- may be empty
    class          TEXT COLLATE "C" NOT NULL,         -- fixed, stock, biological …
    quantity_milli BIGINT NOT NULL CHECK (quantity_milli > 0),
    unit           TEXT COLLATE "C" NOT NULL,
    acquired       BIGINT NOT NULL,
    original_fen   BIGINT NOT NULL CHECK (original_fen >= 0),
    residual_fen   BIGINT NOT NULL CHECK (residual_fen >= 0),
    method         TEXT COLLATE "C" NOT NULL,         -- none, life, yearly
    life_years     BIGINT NOT NULL,
    yearly_fen     BIGINT NOT NULL,
    place          TEXT COLLATE "C" NOT NULL,
    keeper         TEXT COLLATE "C" NOT NULL,
    state          TEXT COLLATE "C" NOT NULL,         -- in_use, let, idle, scrapped
    since          BIGINT NOT NULL,      -- place, keeper and state hold from this day
    note           TEXT COLLATE "C" NOT NULL,
    lock           BIGINT NOT NULL,
    UNIQUE (region, name, number)
);
CREATE INDEX property_holding_region ON property_holding (region, id);

-- Where it was, who kept it and how, before.
CREATE TABLE property_holding_past (
    holding BIGINT NOT NULL REFERENCES property_holding (id),
    since   BIGINT NOT NULL,
    place   TEXT COLLATE "C" NOT NULL,
    keeper  TEXT COLLATE "C" NOT NULL,
    state   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (holding, since)
);

CREATE TABLE property_contract (
    id           BIGINT NOT NULL PRIMARY KEY,
    region       BIGINT NOT NULL REFERENCES region (code),
    number       TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,           -- lease, works, purchase, other
    resource     BIGINT REFERENCES property_resource (id),
    holding      BIGINT REFERENCES property_holding (id),
    subject      TEXT COLLATE "C" NOT NULL,
    area_milli   BIGINT NOT NULL,        -- of the resource; of an asset: thousandths of its unit
    party        TEXT COLLATE "C" NOT NULL,
    person       BIGINT NOT NULL,        -- 1: the party is a person
    way          TEXT COLLATE "C" NOT NULL,           -- tender, bidding, negotiation …
    price_fen    BIGINT NOT NULL,
    price_unit   TEXT COLLATE "C" NOT NULL,
    signed_day   BIGINT,
    begins       BIGINT NOT NULL,
    ends         BIGINT NOT NULL,        -- the last day as agreed …
    ended        BIGINT,                 -- … and of one that ended early
    terms        TEXT COLLATE "C" NOT NULL,           -- none, once, yearly …
    rent_fen     BIGINT NOT NULL,
    first_due    BIGINT NOT NULL,
    decision_day BIGINT,
    decision     TEXT COLLATE "C" NOT NULL,
    tender       TEXT COLLATE "C" NOT NULL,
    note         TEXT COLLATE "C" NOT NULL,
    received_fen BIGINT NOT NULL,        -- sum of its movements
    next_due     BIGINT,                 -- the earliest due day that is not covered by them
    lock         BIGINT NOT NULL,
    CHECK (begins <= ends),
    UNIQUE (region, number)
);
CREATE INDEX property_contract_region ON property_contract (region, id);
CREATE INDEX property_contract_resource ON property_contract (resource, begins);
CREATE INDEX property_contract_holding ON property_contract (holding, begins);
CREATE INDEX property_contract_due ON property_contract (next_due, region);

CREATE TABLE property_debt (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    side        TEXT COLLATE "C" NOT NULL CHECK (side = 'receivable' OR side = 'payable'),
    party       TEXT COLLATE "C" NOT NULL,
    person      BIGINT NOT NULL,
    cause       TEXT COLLATE "C" NOT NULL,
    day         BIGINT NOT NULL,         -- since when
    opening_fen BIGINT NOT NULL CHECK (opening_fen >= 0),
    note        TEXT COLLATE "C" NOT NULL,
    balance_fen BIGINT NOT NULL CHECK (balance_fen >= 0), -- opening and all movements
    lock        BIGINT NOT NULL,
    UNIQUE (region, side, party, cause, day)
);
CREATE INDEX property_debt_region ON property_debt (region, id);

CREATE TABLE property_special (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    kind        TEXT COLLATE "C" NOT NULL,            -- earmarked, land, levy, collected, audit
    name        TEXT COLLATE "C" NOT NULL,
    document    TEXT COLLATE "C" NOT NULL,            -- may be empty
    day         BIGINT NOT NULL,         -- kept since
    opening_fen BIGINT NOT NULL CHECK (opening_fen >= 0),
    purpose     TEXT COLLATE "C" NOT NULL,
    note        TEXT COLLATE "C" NOT NULL,
    balance_fen BIGINT NOT NULL CHECK (balance_fen >= 0),
    lock        BIGINT NOT NULL,
    UNIQUE (region, kind, name, document)
);
CREATE INDEX property_special_region ON property_special (region, id);

-- Rent received for a contract, movements of a debt or a special fund.
CREATE TABLE property_move (
    id         BIGINT NOT NULL PRIMARY KEY,
    owner      BIGINT NOT NULL,          -- contract, debt or special fund
    day        BIGINT NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind = 'in' OR kind = 'out' OR kind = 'note'),
    amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0),
    entry      BIGINT,                   -- of the ledger
    note       TEXT COLLATE "C" NOT NULL
);
CREATE INDEX property_move_owner ON property_move (owner, day, id);
CREATE INDEX property_move_entry ON property_move (entry);

CREATE TABLE property_plan (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    year        BIGINT NOT NULL,
    direction   BIGINT NOT NULL CHECK (direction = 1 OR direction = -1),
    category    BIGINT NOT NULL,         -- of the ledger, or an account of it; 0: by hand
    item        TEXT COLLATE "C" NOT NULL,
    planned_fen BIGINT NOT NULL,
    done_fen    BIGINT NOT NULL,
    next_fen    BIGINT NOT NULL,
    note        TEXT COLLATE "C" NOT NULL,
    lock        BIGINT NOT NULL,
    UNIQUE (region, year, direction, item)
);

CREATE TABLE property_share (
    id             BIGINT NOT NULL PRIMARY KEY,
    region         BIGINT NOT NULL REFERENCES region (code),
    year           BIGINT NOT NULL,
    kind           TEXT COLLATE "C" NOT NULL,         -- income, pay, allowance
    post           TEXT COLLATE "C" NOT NULL,         -- or group
    person         TEXT COLLATE "C" NOT NULL,         -- who holds the office
    household      TEXT COLLATE "C" NOT NULL,         -- its head
    number         TEXT COLLATE "C" NOT NULL,         -- of the household, as in the list
    household_id   BIGINT,               -- of the register of households
    quantity_milli BIGINT NOT NULL CHECK (quantity_milli > 0),
    unit           TEXT COLLATE "C" NOT NULL,
    standard_fen   BIGINT NOT NULL,
    amount_fen     BIGINT NOT NULL,
    paid_day       BIGINT,
    lock           BIGINT NOT NULL
);
CREATE INDEX property_share_year ON property_share (region, year, id);
CREATE INDEX property_share_household ON property_share (household_id, year);

-- A disclosure that was made from the rows.
CREATE TABLE property_statement (
    region       BIGINT NOT NULL REFERENCES region (code),
    item         TEXT COLLATE "C" NOT NULL,
    period       TEXT COLLATE "C" NOT NULL,
    period_start BIGINT NOT NULL,
    period_end   BIGINT NOT NULL,
    disclosure   BIGINT NOT NULL,
    changed      BIGINT NOT NULL,        -- 1: the rows say something else since
    PRIMARY KEY (region, item, period)
);
CREATE INDEX property_statement_end ON property_statement (region, item, period_end);
CREATE INDEX property_statement_disclosure ON property_statement (disclosure);

-- What the registers of a village hold: figures of a district need no walk over its rows.
CREATE TABLE property_sum (
    region         BIGINT NOT NULL PRIMARY KEY,
    resources      BIGINT NOT NULL,
    area_milli     BIGINT NOT NULL,
    assets         BIGINT NOT NULL,
    original_fen   BIGINT NOT NULL,
    contracts      BIGINT NOT NULL,
    receivable_fen BIGINT NOT NULL,
    payable_fen    BIGINT NOT NULL,
    funds_fen      BIGINT NOT NULL
);
