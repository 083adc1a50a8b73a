-- The schema of Mingbai.  Days are days since 1970-01-01 in the installation's zone, times seconds since
-- 1970 in UTC, money fen, flags 0 or 1.  A region is its 12-digit statistical code as a number, so that a
-- subtree is a range.  CHECKs are ORs, because for an IN of three and more values SQLite builds a table at
-- every write.  The twin of this file is ../postgres/0001_start.sql.

-- ---- the installation ----

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Days that differ from Monday-to-Friday: State Council holidays and make-up working days.
CREATE TABLE calendar_day (
    day     INTEGER NOT NULL PRIMARY KEY,
    working INTEGER NOT NULL CHECK (working IN (0, 1)),
    name    TEXT NOT NULL
) STRICT;

-- What is to be done without a request; written in the transaction of the event, run by the keeper.
CREATE TABLE job (
    id       INTEGER NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  INTEGER NOT NULL,           -- what it is about: the id of an attachment, …
    due_at   INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    error    TEXT NOT NULL DEFAULT ''    -- why the last attempt failed
) STRICT;
CREATE INDEX job_due ON job (due_at);

-- ---- places ----

CREATE TABLE region (
    code       INTEGER NOT NULL PRIMARY KEY,
    parent     INTEGER NOT NULL,          -- 0 for a province
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    community  INTEGER NOT NULL DEFAULT 0 CHECK (community IN (0, 1)), -- level 5: 社区, not 村
    name       TEXT NOT NULL,
    closed_day INTEGER,                   -- no longer exists since this day
    successor  INTEGER                    -- the code under which it goes on
) STRICT;
CREATE INDEX region_parent ON region (parent, code);

-- Other names under which people know a place.
CREATE TABLE region_alias (
    region INTEGER NOT NULL REFERENCES region (code),
    alias  TEXT NOT NULL,
    PRIMARY KEY (region, alias)
) STRICT, WITHOUT ROWID;

-- Words of names and aliases (two-character tokens), so that places are found as one types.
CREATE TABLE region_word (
    word   TEXT NOT NULL,
    region INTEGER NOT NULL REFERENCES region (code),
    PRIMARY KEY (word, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX region_word_region ON region_word (region);

-- Renamed, moved, closed: what a place was before.
CREATE TABLE region_event (
    id       INTEGER NOT NULL PRIMARY KEY,
    region   INTEGER NOT NULL REFERENCES region (code),
    day      INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind = 'renamed' OR kind = 'moved' OR kind = 'closed'),
    old_name TEXT NOT NULL,
    other    INTEGER,                     -- moved, closed: the successor's code
    note     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX region_event_region ON region_event (region, day);

CREATE TABLE region_profile (
    region     INTEGER NOT NULL PRIMARY KEY REFERENCES region (code),
    households INTEGER NOT NULL DEFAULT 0,
    people     INTEGER NOT NULL DEFAULT 0,
    area_mu    INTEGER NOT NULL DEFAULT 0,
    intro      TEXT NOT NULL DEFAULT '',
    phone      TEXT NOT NULL DEFAULT '',  -- the office's
    address    TEXT NOT NULL DEFAULT '',
    picture    TEXT NOT NULL DEFAULT '',  -- sha256 of a file that was made safe
    map_x      INTEGER,                   -- cell on the parent's schematic map
    map_y      INTEGER
) STRICT;

-- Who is in charge of what (村里谁管事).
CREATE TABLE region_contact (
    id       INTEGER NOT NULL PRIMARY KEY,
    region   INTEGER NOT NULL REFERENCES region (code),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    post     TEXT NOT NULL,
    duty     TEXT NOT NULL DEFAULT '',
    phone    TEXT NOT NULL DEFAULT ''     -- an office phone: public
) STRICT;
CREATE INDEX region_contact_region ON region_contact (region, position);

-- Roll-ups: region × measure × day, and the sum of all days.  region/tally.h names the measures.
CREATE TABLE tally (
    region  INTEGER NOT NULL,
    measure INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (region, measure, day)
) STRICT, WITHOUT ROWID;

-- The sums stand apart, so that those of neighbouring places lie side by side.
CREATE TABLE tally_total (
    region  INTEGER NOT NULL,
    measure INTEGER NOT NULL,
    value   INTEGER NOT NULL,
    PRIMARY KEY (region, measure)
) STRICT, WITHOUT ROWID;

-- ---- people ----

CREATE TABLE account (
    id                  INTEGER NOT NULL PRIMARY KEY,
    login               TEXT NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    phone               TEXT NOT NULL DEFAULT '',
    password_hash       TEXT NOT NULL,
    must_change         INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
    disabled            INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at          INTEGER NOT NULL,
    password_changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE role_grant (
    account    INTEGER NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    region     INTEGER NOT NULL,
    granted_at INTEGER NOT NULL,
    granted_by INTEGER,
    PRIMARY KEY (account, role, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_grant_region ON role_grant (region, role);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES account (id),
    csrf       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE api_token (
    id         INTEGER NOT NULL PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_token_account ON api_token (account);

-- Failed sign-ins by login and by address.
CREATE TABLE throttle (
    subject  TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    until    INTEGER NOT NULL            -- nothing is tried before
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id      INTEGER NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    account INTEGER,
    region  INTEGER NOT NULL,
    action  TEXT NOT NULL,
    object  INTEGER NOT NULL,
    detail  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX audit_region ON audit (region, id);
CREATE INDEX audit_account ON audit (account, id);
CREATE INDEX audit_object ON audit (object);

-- ---- the catalogue: one row a version of an item ----

CREATE TABLE item (
    id               INTEGER NOT NULL PRIMARY KEY,
    region           INTEGER NOT NULL,     -- whose catalogue: a district (0: the installation's)
    code             TEXT NOT NULL,        -- P1 … F8
    version          INTEGER NOT NULL,
    latest           INTEGER NOT NULL CHECK (latest IN (0, 1)),
    retired          INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    affair           INTEGER NOT NULL CHECK (affair BETWEEN 1 AND 3), -- party, village, finance
    position         INTEGER NOT NULL,
    name             TEXT NOT NULL,
    name_hant        TEXT NOT NULL,
    name_en          TEXT NOT NULL,
    plain            TEXT NOT NULL DEFAULT '',
    plain_hant       TEXT NOT NULL DEFAULT '',
    plain_en         TEXT NOT NULL DEFAULT '',
    rhythm_village   TEXT NOT NULL,        -- letters of M Q H Y E, the main one first; '' not owed
    rhythm_community TEXT NOT NULL,
    due_rule         TEXT NOT NULL,        -- JSON, see docs/catalogue.md
    audience         TEXT NOT NULL,
    notice_days      INTEGER NOT NULL DEFAULT 0,
    finance_group    INTEGER NOT NULL DEFAULT 0 CHECK (finance_group IN (0, 1)),
    legal_basis      TEXT NOT NULL DEFAULT '',
    legal_basis_en   TEXT NOT NULL DEFAULT '',
    columns          TEXT NOT NULL,        -- JSON: the column template
    effective_day    INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    UNIQUE (region, code, version)
) STRICT;
CREATE INDEX item_latest ON item (region, latest, affair, position);

-- Which header of which village's sheets means which column.
CREATE TABLE column_match (
    region  INTEGER NOT NULL,
    item    TEXT NOT NULL,
    header  TEXT NOT NULL,               -- the sheet's header, normalised
    matches TEXT NOT NULL,               -- JSON
    PRIMARY KEY (region, item, header)
) STRICT, WITHOUT ROWID;

-- ---- disclosures ----

CREATE TABLE disclosure (
    id                 INTEGER NOT NULL PRIMARY KEY,
    region             INTEGER NOT NULL REFERENCES region (code),
    item               TEXT NOT NULL,
    item_version       INTEGER NOT NULL REFERENCES item (id),
    affair             INTEGER NOT NULL CHECK (affair BETWEEN 1 AND 3),
    period             TEXT NOT NULL,
    period_start       INTEGER NOT NULL,
    period_end         INTEGER NOT NULL,
    kind               TEXT NOT NULL CHECK (kind = 'report' OR kind = 'nil' OR kind = 'exception'),
    state              TEXT NOT NULL
                           CHECK (state = 'draft' OR state = 'confirming' OR state = 'submitted' OR
                               state = 'returned' OR state = 'published' OR state = 'withdrawn'),
    revision           INTEGER NOT NULL,     -- the newest published revision; 0: none yet
    working            INTEGER NOT NULL,     -- the revision being worked on; 0: none
    lock               INTEGER NOT NULL,     -- grows with each change; two reviewers at once see it
    created_at         INTEGER NOT NULL,
    created_by         INTEGER,
    first_published_at INTEGER,
    published_at       INTEGER,
    notice_until       INTEGER,              -- last day of the notice period
    withdrawn_at       INTEGER,
    withdrawn_reason   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX disclosure_region ON disclosure (region, item, period_start);
CREATE INDEX disclosure_village ON disclosure (region, published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_item ON disclosure (item, published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_published ON disclosure (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_township ON disclosure (region / 1000, published_at, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_working ON disclosure (state, region) WHERE working <> 0;
CREATE INDEX disclosure_notice ON disclosure (notice_until, region) WHERE notice_until IS NOT NULL;
CREATE INDEX disclosure_village_notice ON disclosure (region, notice_until) WHERE notice_until IS NOT NULL;

-- A published revision never changes.  (Its texts are too long for a table without rowid: those keep
-- only a kilobyte of a row together.)
CREATE TABLE revision (
    disclosure   INTEGER NOT NULL REFERENCES disclosure (id),
    number       INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind = 'report' OR kind = 'nil' OR kind = 'exception'),
    title        TEXT NOT NULL,
    summary      TEXT NOT NULL,
    body         TEXT NOT NULL,
    columns      TEXT NOT NULL,              -- JSON; '': the template of the item's version
    rows         TEXT NOT NULL,              -- packed cells, catalogue/column.h
    row_count    INTEGER NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',   -- why corrected; the ground of an exception
    review_on    INTEGER,                    -- exception: looked at again on this day
    personal_ok  INTEGER NOT NULL DEFAULT 0 CHECK (personal_ok IN (0, 1)), -- finds confirmed by the reviewer
    created_at   INTEGER NOT NULL,
    created_by   INTEGER,
    submitted_at INTEGER,
    submitted_by INTEGER,
    confirmed_at INTEGER,                    -- finance group
    confirmed_by INTEGER,
    reviewed_at  INTEGER,
    reviewed_by  INTEGER,
    return_reason TEXT NOT NULL DEFAULT '',
    published_at INTEGER,
    digest       TEXT NOT NULL DEFAULT '',   -- sha256 of the canonical bytes, once published
    PRIMARY KEY (disclosure, number)
) STRICT;

-- The life of a disclosure, step by step.
CREATE TABLE disclosure_event (
    id         INTEGER NOT NULL PRIMARY KEY,
    disclosure INTEGER NOT NULL REFERENCES disclosure (id),
    revision   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    account    INTEGER,
    kind       TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX disclosure_event_disclosure ON disclosure_event (disclosure, id);

CREATE TABLE attachment (
    id         INTEGER NOT NULL PRIMARY KEY,
    disclosure INTEGER NOT NULL REFERENCES disclosure (id),
    name       TEXT NOT NULL,                -- shown; checked for personal data
    kind       TEXT NOT NULL CHECK (kind IN ('image', 'pdf')),
    state      TEXT NOT NULL CHECK (state = 'pending' OR state = 'safe' OR state = 'refused'),
    refused    TEXT NOT NULL DEFAULT '',     -- why, for the admin
    audience   TEXT NOT NULL,
    source     TEXT NOT NULL,                -- file name below files/incoming/; '' once safe
    sha256     TEXT NOT NULL DEFAULT '',     -- of the safe file
    thumb      TEXT NOT NULL DEFAULT '',     -- of the thumbnail
    bytes      INTEGER NOT NULL,
    width      INTEGER NOT NULL DEFAULT 0,
    height     INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    created_by INTEGER
) STRICT;
CREATE INDEX attachment_disclosure ON attachment (disclosure);

-- Which attachments a revision shows.
CREATE TABLE revision_attachment (
    disclosure INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    attachment INTEGER NOT NULL REFERENCES attachment (id),
    PRIMARY KEY (disclosure, number, attachment)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_attachment_attachment ON revision_attachment (attachment);

CREATE TABLE objection (
    id         INTEGER NOT NULL PRIMARY KEY,
    disclosure INTEGER NOT NULL REFERENCES disclosure (id),
    region     INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    name       TEXT NOT NULL,                -- may be empty: anonymous
    contact    TEXT NOT NULL,
    body       TEXT NOT NULL,
    seen_at    INTEGER,
    seen_by    INTEGER
) STRICT;
CREATE INDEX objection_disclosure ON objection (disclosure, id);
CREATE INDEX objection_region ON objection (region, id);

-- What the public can find: two-character words of the public parts, and one token for each region above
-- (r210111010203 r210111010 r210111 r2101 r21).  rowid is the disclosure.
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, tokenize = 'ascii'
);

-- ---- duties ----

CREATE TABLE duty (
    region       INTEGER NOT NULL REFERENCES region (code),
    item         TEXT NOT NULL,
    period       TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    due_day      INTEGER NOT NULL,
    state        TEXT NOT NULL
                           CHECK (state = 'open' OR state = 'missing' OR state = 'on_time' OR state = 'late' OR
                               state = 'void'),
    done_day     INTEGER,
    disclosure   INTEGER,
    PRIMARY KEY (region, item, period)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_waiting ON duty (due_day, region) WHERE state IN ('open', 'missing');
CREATE INDEX duty_open ON duty (region, due_day, state, item) WHERE state IN ('open', 'missing'); -- read alone
CREATE INDEX duty_region_due ON duty (region, due_day);
