-- The village's money, entry by entry.  A month is year × 12 + (month − 1).

-- 资金账户: where a village keeps its money.
CREATE TABLE fund_account (
    id          INTEGER NOT NULL PRIMARY KEY,
    region      INTEGER NOT NULL REFERENCES region (code),
    kind        TEXT NOT NULL CHECK (kind = 'bank' OR kind = 'cash'),
    name        TEXT NOT NULL,
    bank        TEXT NOT NULL DEFAULT '',
    number      TEXT NOT NULL DEFAULT '',  -- of the bank account: staff only
    opening_day INTEGER NOT NULL,          -- entries begin on this day …
    opening_fen INTEGER NOT NULL,          -- … with this balance
    closed_day  INTEGER
) STRICT;
CREATE INDEX fund_account_region ON fund_account (region, id, opening_day, opening_fen);

CREATE TABLE entry (
    id           INTEGER NOT NULL PRIMARY KEY,
    region       INTEGER NOT NULL REFERENCES region (code),
    account      INTEGER NOT NULL REFERENCES fund_account (id),
    month        INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    direction    INTEGER NOT NULL CHECK (direction = 1 OR direction = -1), -- in, out
    amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0 OR corrects IS NOT NULL),
    category     INTEGER NOT NULL,         -- ledger/category.tbl
    counterparty TEXT NOT NULL DEFAULT '',
    person       INTEGER NOT NULL DEFAULT 0 CHECK (person IN (0, 1)), -- the counterparty is a person
    purpose      TEXT NOT NULL,
    voucher      TEXT NOT NULL DEFAULT '',
    means        TEXT NOT NULL DEFAULT '', -- 转账, 现金, …
    handler      TEXT NOT NULL DEFAULT '',
    approver     TEXT NOT NULL DEFAULT '',
    corrects     INTEGER REFERENCES entry (id), -- 红字冲销 or its replacement
    reason       TEXT NOT NULL DEFAULT '', -- of a correcting entry
    lock         INTEGER NOT NULL DEFAULT 1,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER
) STRICT;
CREATE INDEX entry_month ON entry (region, month, day, id);
CREATE INDEX entry_voucher ON entry (region, voucher);
CREATE INDEX entry_corrects ON entry (corrects) WHERE corrects IS NOT NULL;

-- Photographs of vouchers; an upload is pending until the keeper has made it safe.
CREATE TABLE entry_photo (
    id         INTEGER NOT NULL PRIMARY KEY,
    entry      INTEGER NOT NULL REFERENCES entry (id),
    position   INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state = 'pending' OR state = 'safe' OR state = 'refused'),
    refused    TEXT NOT NULL DEFAULT '',
    source     TEXT NOT NULL,              -- file name below files/incoming/; '' once safe
    sha256     TEXT NOT NULL DEFAULT '',
    thumb      TEXT NOT NULL DEFAULT '',
    bytes      INTEGER NOT NULL,
    width      INTEGER NOT NULL DEFAULT 0,
    height     INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    created_by INTEGER
) STRICT;
CREATE INDEX entry_photo_entry ON entry_photo (entry, position);

-- Sums of entries, kept in the transaction of the entry; `mingbai check` recounts them.
CREATE TABLE entry_sum (
    region     INTEGER NOT NULL,
    month      INTEGER NOT NULL,
    account    INTEGER NOT NULL,
    direction  INTEGER NOT NULL,
    category   INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    entries    INTEGER NOT NULL,
    PRIMARY KEY (region, month, account, direction, category)
) STRICT, WITHOUT ROWID;

-- What all entries of a village come to: a balance of today needs no walk over its months.
CREATE TABLE entry_total (
    region INTEGER NOT NULL PRIMARY KEY,
    fen    INTEGER NOT NULL                 -- in less out
) STRICT;

-- A month that has been handed in or closed; without a row it is open.
CREATE TABLE ledger_month (
    region         INTEGER NOT NULL REFERENCES region (code),
    month          INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'confirming' OR state = 'returned' OR state = 'closed'),
    disclosure_in  INTEGER,                -- F2 of the period that ends with this month
    disclosure_out INTEGER,                -- F3
    handed_in_at   INTEGER NOT NULL,
    handed_in_by   INTEGER,
    confirmed_at   INTEGER,
    confirmed_by   INTEGER,                -- the finance group
    return_reason  TEXT NOT NULL DEFAULT '',
    lock           INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (region, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_month_waiting ON ledger_month (state, region) WHERE state <> 'closed';

-- What somebody asks about an entry (问这一笔).
CREATE TABLE entry_question (
    id      INTEGER NOT NULL PRIMARY KEY,
    entry   INTEGER NOT NULL REFERENCES entry (id),
    region  INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    name    TEXT NOT NULL,               -- may be empty: anonymous
    contact TEXT NOT NULL,
    body    TEXT NOT NULL,
    seen_at INTEGER,
    seen_by INTEGER
) STRICT;
CREATE INDEX entry_question_entry ON entry_question (entry, id);
CREATE INDEX entry_question_region ON entry_question (region, id);
