-- What the bank says, to be held against the ledger.

CREATE TABLE bank_statement (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    account     INTEGER NOT NULL REFERENCES fund_account (id),
    format      TEXT NOT NULL,
    name        TEXT NOT NULL,               -- of the file, as it was called
    from_day    INTEGER NOT NULL,
    to_day      INTEGER NOT NULL,
    opening_fen INTEGER NOT NULL,
    closing_fen INTEGER NOT NULL,
    lines       INTEGER NOT NULL,            -- in the file …
    added       INTEGER NOT NULL,            -- … of which were new
    imported_at INTEGER NOT NULL,
    imported_by INTEGER
) STRICT;
CREATE INDEX bank_statement_account ON bank_statement (account, to_day);

CREATE TABLE bank_line (
    id           INTEGER NOT NULL PRIMARY KEY,
    statement    INTEGER NOT NULL REFERENCES bank_statement (id),
    account      INTEGER NOT NULL REFERENCES fund_account (id),
    position     INTEGER NOT NULL,           -- within its day, as the bank has it
    row_number   INTEGER NOT NULL,           -- in the file
    day          INTEGER NOT NULL,
    direction    INTEGER NOT NULL CHECK (direction = 1 OR direction = -1),
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
    party        TEXT NOT NULL,
    party_number TEXT NOT NULL,              -- staff only
    reference    TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    key          TEXT NOT NULL,              -- the bank's serial number, or a hash of all of the line
    state        TEXT NOT NULL CHECK (state = 'open' OR state = 'matched' OR state = 'explained'),
    explanation  TEXT NOT NULL DEFAULT '',
    UNIQUE (account, key)
) STRICT;
CREATE INDEX bank_line_day ON bank_line (account, day, id);
CREATE INDEX bank_line_open ON bank_line (account, day, id) WHERE state = 'open';

-- Which entries of the ledger a line is: usually one, of a payroll many.
CREATE TABLE bank_match (
    entry   INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    line    INTEGER NOT NULL REFERENCES bank_line (id),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1))
) STRICT;
CREATE INDEX bank_match_line ON bank_match (line);

-- Why an entry has no line at the bank.
CREATE TABLE bank_note (
    entry       INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    explanation TEXT NOT NULL,
    noted_at    INTEGER NOT NULL,
    noted_by    INTEGER
) STRICT;
