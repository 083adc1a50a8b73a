-- The village's money, entry by entry.  A month is year × 12 + (month − 1).

-- 资金账户: where a village keeps its money.
CREATE TABLE fund_account (
    id          BIGINT NOT NULL PRIMARY KEY,
    region      BIGINT NOT NULL REFERENCES region (code),
    kind        TEXT COLLATE "C" NOT NULL CHECK (kind = 'bank' OR kind = 'cash'),
    name        TEXT COLLATE "C" NOT NULL,
    bank        TEXT COLLATE "C" NOT NULL DEFAULT '',
    number      TEXT COLLATE "C" NOT NULL DEFAULT '',  -- of the bank account: staff only
    opening_day BIGINT NOT NULL,          -- entries begin on this day …
    opening_fen BIGINT NOT NULL,          -- … with this balance
    closed_day  BIGINT
);
CREATE INDEX fund_account_region ON fund_account (region, id, opening_day, opening_fen);

CREATE TABLE entry (
    id           BIGINT NOT NULL PRIMARY KEY,
    region       BIGINT NOT NULL REFERENCES region (code),
    account      BIGINT NOT NULL REFERENCES fund_account (id),
    month        BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    direction    BIGINT NOT NULL CHECK (direction = 1 OR direction = -1), -- in, out
    amount_fen   BIGINT NOT NULL CHECK (amount_fen > 0 OR corrects IS NOT NULL),
    category     BIGINT NOT NULL,         -- ledger/category.tbl
    counterparty TEXT COLLATE "C" NOT NULL DEFAULT '',
    person       BIGINT NOT NULL DEFAULT 0 CHECK (person IN (0, 1)), -- the counterparty is a person
    purpose      TEXT COLLATE "C" NOT NULL,
    voucher      TEXT COLLATE "C" NOT NULL DEFAULT '',
    means        TEXT COLLATE "C" NOT NULL DEFAULT '', -- 转账, 现金, …
    handler      TEXT COLLATE "C" NOT NULL DEFAULT '',
    approver     TEXT COLLATE "C" NOT NULL DEFAULT '',
    corrects     BIGINT REFERENCES entry (id), -- 红字冲销 or its replacement
    reason       TEXT COLLATE "C" NOT NULL DEFAULT '', -- of a correcting entry
    lock         BIGINT NOT NULL DEFAULT 1,
    created_at   BIGINT NOT NULL,
    created_by   BIGINT
);
CREATE INDEX entry_month ON entry (region, month, day, id);
CREATE INDEX entry_voucher ON entry (region, voucher);
CREATE INDEX entry_corrects ON entry (corrects) WHERE corrects IS NOT NULL;

-- Photographs of vouchers; an upload is pending until the keeper has made it safe.
CREATE TABLE entry_photo (
    id         BIGINT NOT NULL PRIMARY KEY,
    entry      BIGINT NOT NULL REFERENCES entry (id),
    position   BIGINT NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state = 'pending' OR state = 'safe' OR state = 'refused'),
    refused    TEXT COLLATE "C" NOT NULL DEFAULT '',
    source     TEXT COLLATE "C" NOT NULL,              -- file name below files/incoming/; '' once safe
    sha256     TEXT COLLATE "C" NOT NULL DEFAULT '',
    thumb      TEXT COLLATE "C" NOT NULL DEFAULT '',
    bytes      BIGINT NOT NULL,
    width      BIGINT NOT NULL DEFAULT 0,
    height     BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    created_by BIGINT
);
CREATE INDEX entry_photo_entry ON entry_photo (entry, position);

-- Sums of entries, kept in the transaction of the entry; `mingbai check` recounts them.
CREATE TABLE entry_sum (
    region     BIGINT NOT NULL,
    month      BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    direction  BIGINT NOT NULL,
    category   BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    entries    BIGINT NOT NULL,
    PRIMARY KEY (region, month, account, direction, category)
);

-- What all entries of a village come to: a balance of today needs no walk over its months.
CREATE TABLE entry_total (
    region BIGINT NOT NULL PRIMARY KEY,
    fen    BIGINT NOT NULL                 -- in less out
);

-- A month that has been handed in or closed; without a row it is open.
CREATE TABLE ledger_month (
    region         BIGINT NOT NULL REFERENCES region (code),
    month          BIGINT NOT NULL,
    state          TEXT COLLATE "C" NOT NULL CHECK (state = 'confirming' OR state = 'returned' OR state = 'closed'),
    disclosure_in  BIGINT,                -- F2 of the period that ends with this month
    disclosure_out BIGINT,                -- F3
    handed_in_at   BIGINT NOT NULL,
    handed_in_by   BIGINT,
    confirmed_at   BIGINT,
    confirmed_by   BIGINT,                -- the finance group
    return_reason  TEXT COLLATE "C" NOT NULL DEFAULT '',
    lock           BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (region, month)
);
CREATE INDEX ledger_month_waiting ON ledger_month (state, region) WHERE state <> 'closed';

-- What somebody asks about an entry (问这一笔).
CREATE TABLE entry_question (
    id      BIGINT NOT NULL PRIMARY KEY,
    entry   BIGINT NOT NULL REFERENCES entry (id),
    region  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    name    TEXT COLLATE "C" NOT NULL,               -- may be empty: anonymous
    contact TEXT COLLATE "C" NOT NULL,
    body    TEXT COLLATE "C" NOT NULL,
    seen_at BIGINT,
    seen_by BIGINT
);
CREATE INDEX entry_question_entry ON entry_question (entry, id);
CREATE INDEX entry_question_region ON entry_question (region, id);
