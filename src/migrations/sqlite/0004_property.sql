-- The collective's property: seven registers of a village, and the disclosures made from them.

CREATE TABLE property_resource (
    id         INTEGER NOT NULL PRIMARY KEY,
    region     INTEGER NOT NULL REFERENCES region (code),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,             -- field, forest, water …
    area_milli INTEGER NOT NULL CHECK (area_milli > 0), -- thousandths of a mu
    place      TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    state      TEXT NOT NULL,             -- own, let, idle, gone
    note       TEXT NOT NULL,
    lock       INTEGER NOT NULL,
    UNIQUE (region, name)
) STRICT;
CREATE INDEX property_resource_region ON property_resource (region, id);

CREATE TABLE property_holding (
    id             INTEGER NOT NULL PRIMARY KEY,
    region         INTEGER NOT NULL REFERENCES region (code),
    name           TEXT NOT NULL,
    number         TEXT NOT NULL,         -- may be empty
    class          TEXT NOT NULL,         -- fixed, stock, biological …
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    unit           TEXT NOT NULL,
    acquired       INTEGER NOT NULL,
    original_fen   INTEGER NOT NULL CHECK (original_fen >= 0),
    residual_fen   INTEGER NOT NULL CHECK (residual_fen >= 0),
    method         TEXT NOT NULL,         -- none, life, yearly
    life_years     INTEGER NOT NULL,
    yearly_fen     INTEGER NOT NULL,
    place          TEXT NOT NULL,
    keeper         TEXT NOT NULL,
    state          TEXT NOT NULL,         -- in_use, let, idle, scrapped
    since          INTEGER NOT NULL,      -- place, keeper and state hold from this day
    note           TEXT NOT NULL,
    lock           INTEGER NOT NULL,
    UNIQUE (region, name, number)
) STRICT;
CREATE INDEX property_holding_region ON property_holding (region, id);

-- Where it was, who kept it and how, before.
CREATE TABLE property_holding_past (
    holding INTEGER NOT NULL REFERENCES property_holding (id),
    since   INTEGER NOT NULL,
    place   TEXT NOT NULL,
    keeper  TEXT NOT NULL,
    state   TEXT NOT NULL,
    PRIMARY KEY (holding, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE property_contract (
    id           INTEGER NOT NULL PRIMARY KEY,
    region       INTEGER NOT NULL REFERENCES region (code),
    number       TEXT NOT NULL,
    kind         TEXT NOT NULL,           -- lease, works, purchase, other
    resource     INTEGER REFERENCES property_resource (id),
    holding      INTEGER REFERENCES property_holding (id),
    subject      TEXT NOT NULL,
    area_milli   INTEGER NOT NULL,        -- of the resource; of an asset: thousandths of its unit
    party        TEXT NOT NULL,
    person       INTEGER NOT NULL,        -- 1: the party is a person
    way          TEXT NOT NULL,           -- tender, bidding, negotiation …
    price_fen    INTEGER NOT NULL,
    price_unit   TEXT NOT NULL,
    signed_day   INTEGER,
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,        -- the last day as agreed …
    ended        INTEGER,                 -- … and of one that ended early
    terms        TEXT NOT NULL,           -- none, once, yearly …
    rent_fen     INTEGER NOT NULL,
    first_due    INTEGER NOT NULL,
    decision_day INTEGER,
    decision     TEXT NOT NULL,
    tender       TEXT NOT NULL,
    note         TEXT NOT NULL,
    received_fen INTEGER NOT NULL,        -- sum of its movements
    next_due     INTEGER,                 -- the earliest due day that is not covered by them
    lock         INTEGER NOT NULL,
    CHECK (begins <= ends),
    UNIQUE (region, number)
) STRICT;
CREATE INDEX property_contract_region ON property_contract (region, id);
CREATE INDEX property_contract_resource ON property_contract (resource, begins);
CREATE INDEX property_contract_holding ON property_contract (holding, begins);
CREATE INDEX property_contract_due ON property_contract (next_due, region);

CREATE TABLE property_debt (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    side        TEXT NOT NULL CHECK (side = 'receivable' OR side = 'payable'),
    party       TEXT NOT NULL,
    person      INTEGER NOT NULL,
    cause       TEXT NOT NULL,
    day         INTEGER NOT NULL,         -- since when
    opening_fen INTEGER NOT NULL CHECK (opening_fen >= 0),
    note        TEXT NOT NULL,
    balance_fen INTEGER NOT NULL CHECK (balance_fen >= 0), -- opening and all movements
    lock        INTEGER NOT NULL,
    UNIQUE (region, side, party, cause, day)
) STRICT;
CREATE INDEX property_debt_region ON property_debt (region, id);

CREATE TABLE property_special (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    kind        TEXT NOT NULL,            -- earmarked, land, levy, collected, audit
    name        TEXT NOT NULL,
    document    TEXT NOT NULL,            -- may be empty
    day         INTEGER NOT NULL,         -- kept since
    opening_fen INTEGER NOT NULL CHECK (opening_fen >= 0),
    purpose     TEXT NOT NULL,
    note        TEXT NOT NULL,
    balance_fen INTEGER NOT NULL CHECK (balance_fen >= 0),
    lock        INTEGER NOT NULL,
    UNIQUE (region, kind, name, document)
) STRICT;
CREATE INDEX property_special_region ON property_special (region, id);

-- Rent received for a contract, movements of a debt or a special fund.
CREATE TABLE property_move (
    id         INTEGER NOT NULL PRIMARY KEY,
    owner      INTEGER NOT NULL,          -- contract, debt or special fund
    day        INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind = 'in' OR kind = 'out' OR kind = 'note'),
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    entry      INTEGER,                   -- of the ledger
    note       TEXT NOT NULL
) STRICT;
CREATE INDEX property_move_owner ON property_move (owner, day, id);
CREATE INDEX property_move_entry ON property_move (entry);

CREATE TABLE property_plan (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    year        INTEGER NOT NULL,
    direction   INTEGER NOT NULL CHECK (direction = 1 OR direction = -1),
    category    INTEGER NOT NULL,         -- of the ledger, or an account of it; 0: by hand
    item        TEXT NOT NULL,
    planned_fen INTEGER NOT NULL,
    done_fen    INTEGER NOT NULL,
    next_fen    INTEGER NOT NULL,
    note        TEXT NOT NULL,
    lock        INTEGER NOT NULL,
    UNIQUE (region, year, direction, item)
) STRICT;

CREATE TABLE property_share (
    id             INTEGER NOT NULL PRIMARY KEY,
    region         INTEGER NOT NULL REFERENCES region (code),
    year           INTEGER NOT NULL,
    kind           TEXT NOT NULL,         -- income, pay, allowance
    post           TEXT NOT NULL,         -- or group
    person         TEXT NOT NULL,         -- who holds the office
    household      TEXT NOT NULL,         -- its head
    number         TEXT NOT NULL,         -- of the household, as in the list
    household_id   INTEGER,               -- of the register of households
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    unit           TEXT NOT NULL,
    standard_fen   INTEGER NOT NULL,
    amount_fen     INTEGER NOT NULL,
    paid_day       INTEGER,
    lock           INTEGER NOT NULL
) STRICT;
CREATE INDEX property_share_year ON property_share (region, year, id);
CREATE INDEX property_share_household ON property_share (household_id, year);

-- A disclosure that was made from the rows.
CREATE TABLE property_statement (
    region       INTEGER NOT NULL REFERENCES region (code),
    item         TEXT NOT NULL,
    period       TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    period_end   INTEGER NOT NULL,
    disclosure   INTEGER NOT NULL,
    changed      INTEGER NOT NULL,        -- 1: the rows say something else since
    PRIMARY KEY (region, item, period)
) STRICT, WITHOUT ROWID;
CREATE INDEX property_statement_end ON property_statement (region, item, period_end);
CREATE INDEX property_statement_disclosure ON property_statement (disclosure);

-- What the registers of a village hold: figures of a district need no walk over its rows.
CREATE TABLE property_sum (
    region         INTEGER NOT NULL PRIMARY KEY,
    resources      INTEGER NOT NULL,
    area_milli     INTEGER NOT NULL,
    assets         INTEGER NOT NULL,
    original_fen   INTEGER NOT NULL,
    contracts      INTEGER NOT NULL,
    receivable_fen INTEGER NOT NULL,
    payable_fen    INTEGER NOT NULL,
    funds_fen      INTEGER NOT NULL
) STRICT;
