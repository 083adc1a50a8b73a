-- What the bank says, to be held against the ledger.

CREATE TABLE bank_statement (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    account     BIGINT NOT NULL REFERENCES fund_account (id),
    format      TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,               -- of the file, as it was called
    from_day    BIGINT NOT NULL,
    to_day      BIGINT NOT NULL,
    opening_fen BIGINT NOT NULL,
    closing_fen BIGINT NOT NULL,
    lines       BIGINT NOT NULL,            -- in the file …
    added       BIGINT NOT NULL,            -- … of which were new
    imported_at BIGINT NOT NULL,
    imported_by BIGINT
);
CREATE INDEX bank_statement_account ON bank_statement (account, to_day);

CREATE TABLE bank_line (
    id           BIGINT NOT NULL PRIMARY KEY,
    statement    BIGINT NOT NULL REFERENCES bank_statement (id),
    account      BIGINT NOT NULL REFERENCES fund_account (id),
    position     BIGINT NOT NULL,           -- within its day, as the bank has it
    row_number   BIGINT NOT NULL,           -- in the file
    day          BIGINT NOT NULL,
    direction    BIGINT NOT NULL CHECK (direction = 1 OR direction = -1),
    amount_fen   BIGINT NOT NULL CHECK (amount_fen > 0),
    party        TEXT COLLATE "C" NOT NULL,
    party_number TEXT COLLATE "C" NOT NULL,              -- staff only
    reference    TEXT COLLATE "C" NOT NULL,
    purpose      TEXT COLLATE "C" NOT NULL,
    key          TEXT COLLATE "C" NOT NULL,              -- the bank's serial number, or a hash of all of the line
    state        TEXT COLLATE "C" NOT NULL CHECK (state = 'open' OR state = 'matched' OR state = 'explained'),
    explanation  TEXT COLLATE "C" NOT NULL DEFAULT '',
    UNIQUE (account, key)
);
CREATE INDEX bank_line_day ON bank_line (account, day, id);
CREATE INDEX bank_line_open ON bank_line (account, day, id) WHERE state = 'open';

-- Which entries of the ledger a line is: usually one, of a payroll many.
CREATE TABLE bank_match (
    entry   BIGINT NOT NULL PRIMARY KEY REFERENCES entry (id),
    line    BIGINT NOT NULL REFERENCES bank_line (id),
    by_hand BIGINT NOT NULL CHECK (by_hand IN (0, 1))
);
CREATE INDEX bank_match_line ON bank_match (line);

-- Why an entry has no line at the bank.
CREATE TABLE bank_note (
    entry       BIGINT NOT NULL PRIMARY KEY REFERENCES entry (id),
    explanation TEXT COLLATE "C" NOT NULL,
    noted_at    BIGINT NOT NULL,
    noted_by    BIGINT
);
