-- The schema of Mingbai.  Days are days since 1970-01-01 in the installation's zone, times seconds since
-- 1970 in UTC, money fen, flags 0 or 1.  A region is its 12-digit statistical code as a number, so that a
-- subtree is a range.  The twin of this file is ../sqlite/0001_start.sql.

-- ---- the installation ----

CREATE TABLE setting (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- Days that differ from Monday-to-Friday: State Council holidays and make-up working days.
CREATE TABLE calendar_day (
    day     BIGINT NOT NULL PRIMARY KEY,
    working BIGINT NOT NULL CHECK (working IN (0, 1)),
    name    TEXT COLLATE "C" NOT NULL
);

-- What is to be done without a request; written in the transaction of the event, run by the keeper.
CREATE TABLE job (
    id       BIGINT NOT NULL PRIMARY KEY,
    kind     TEXT COLLATE "C" NOT NULL,
    subject  BIGINT NOT NULL,           -- what it is about: the id of an attachment, …
    due_at   BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    error    TEXT COLLATE "C" NOT NULL DEFAULT ''    -- why the last attempt failed
);
CREATE INDEX job_due ON job (due_at);

-- ---- places ----

CREATE TABLE region (
    code       BIGINT NOT NULL PRIMARY KEY,
    parent     BIGINT NOT NULL,          -- 0 for a province
    level      BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
    community  BIGINT NOT NULL DEFAULT 0 CHECK (community IN (0, 1)), -- level 5: 社区, not 村
    name       TEXT COLLATE "C" NOT NULL,
    closed_day BIGINT,                   -- no longer exists since this day
    successor  BIGINT                    -- the code under which it goes on
);
CREATE INDEX region_parent ON region (parent, code);

-- Other names under which people know a place.
CREATE TABLE region_alias (
    region BIGINT NOT NULL REFERENCES region (code),
    alias  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (region, alias)
);

-- Words of names and aliases (two-character tokens), so that places are found as one types.
CREATE TABLE region_word (
    word   TEXT COLLATE "C" NOT NULL,
    region BIGINT NOT NULL REFERENCES region (code),
    PRIMARY KEY (word, region)
);
CREATE INDEX region_word_region ON region_word (region);

-- Renamed, moved, closed: what a place was before.
CREATE TABLE region_event (
    id       BIGINT NOT NULL PRIMARY KEY,
    region   BIGINT NOT NULL REFERENCES region (code),
    day      BIGINT NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL CHECK (kind IN ('renamed', 'moved', 'closed')),
    old_name TEXT COLLATE "C" NOT NULL,
    other    BIGINT,                     -- moved, closed: the successor's code
    note     TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX region_event_region ON region_event (region, day);

CREATE TABLE region_profile (
    region     BIGINT NOT NULL PRIMARY KEY REFERENCES region (code),
    households BIGINT NOT NULL DEFAULT 0,
    people     BIGINT NOT NULL DEFAULT 0,
    area_mu    BIGINT NOT NULL DEFAULT 0,
    intro      TEXT COLLATE "C" NOT NULL DEFAULT '',
    phone      TEXT COLLATE "C" NOT NULL DEFAULT '',  -- the office's
    address    TEXT COLLATE "C" NOT NULL DEFAULT '',
    picture    TEXT COLLATE "C" NOT NULL DEFAULT '',  -- sha256 of a file that was made safe
    map_x      BIGINT,                   -- cell on the parent's schematic map
    map_y      BIGINT
);

-- Who is in charge of what (村里谁管事).
CREATE TABLE region_contact (
    id       BIGINT NOT NULL PRIMARY KEY,
    region   BIGINT NOT NULL REFERENCES region (code),
    position BIGINT NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    post     TEXT COLLATE "C" NOT NULL,
    duty     TEXT COLLATE "C" NOT NULL DEFAULT '',
    phone    TEXT COLLATE "C" NOT NULL DEFAULT ''     -- an office phone: public
);
CREATE INDEX region_contact_region ON region_contact (region, position);

-- Roll-ups: region × measure × day, and the sum of all days.  region/tally.h names the measures.
CREATE TABLE tally (
    region  BIGINT NOT NULL,
    measure BIGINT NOT NULL,
    day     BIGINT NOT NULL,
    value   BIGINT NOT NULL,
    PRIMARY KEY (region, measure, day)
);

-- The sums stand apart, so that those of neighbouring places lie side by side.
CREATE TABLE tally_total (
    region  BIGINT NOT NULL,
    measure BIGINT NOT NULL,
    value   BIGINT NOT NULL,
    PRIMARY KEY (region, measure)
);

-- ---- people ----

CREATE TABLE account (
    id                  BIGINT NOT NULL PRIMARY KEY,
    login               TEXT COLLATE "C" NOT NULL UNIQUE,
    name                TEXT COLLATE "C" NOT NULL,
    phone               TEXT COLLATE "C" NOT NULL DEFAULT '',
    password_hash       TEXT COLLATE "C" NOT NULL,
    must_change         BIGINT NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
    disabled            BIGINT NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at          BIGINT NOT NULL,
    password_changed_at BIGINT NOT NULL
);

CREATE TABLE role_grant (
    account    BIGINT NOT NULL REFERENCES account (id),
    role       TEXT COLLATE "C" NOT NULL,
    region     BIGINT NOT NULL,
    granted_at BIGINT NOT NULL,
    granted_by BIGINT,
    PRIMARY KEY (account, role, region)
);
CREATE INDEX role_grant_region ON role_grant (region, role);

CREATE TABLE session (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account    BIGINT NOT NULL REFERENCES account (id),
    csrf       TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE api_token (
    id         BIGINT NOT NULL PRIMARY KEY,
    account    BIGINT NOT NULL REFERENCES account (id),
    name       TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX api_token_account ON api_token (account);

-- Failed sign-ins by login and by address.
CREATE TABLE throttle (
    subject  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    until    BIGINT NOT NULL            -- nothing is tried before
);

CREATE TABLE audit (
    id      BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    account BIGINT,
    region  BIGINT NOT NULL,
    action  TEXT COLLATE "C" NOT NULL,
    object  BIGINT NOT NULL,
    detail  TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX audit_region ON audit (region, id);
CREATE INDEX audit_account ON audit (account, id);
CREATE INDEX audit_object ON audit (object);

-- ---- the catalogue: one row a version of an item ----

CREATE TABLE item (
    id               BIGINT NOT NULL PRIMARY KEY,
    region           BIGINT NOT NULL,     -- whose catalogue: a district (0: the installation's)
    code             TEXT COLLATE "C" NOT NULL,        -- P1 … F8
    version          BIGINT NOT NULL,
    latest           BIGINT NOT NULL CHECK (latest IN (0, 1)),
    retired          BIGINT NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    affair           BIGINT NOT NULL CHECK (affair BETWEEN 1 AND 3), -- party, village, finance
    position         BIGINT NOT NULL,
    name             TEXT COLLATE "C" NOT NULL,
    name_hant        TEXT COLLATE "C" NOT NULL,
    name_en          TEXT COLLATE "C" NOT NULL,
    plain            TEXT COLLATE "C" NOT NULL DEFAULT '',
    plain_hant       TEXT COLLATE "C" NOT NULL DEFAULT '',
    plain_en         TEXT COLLATE "C" NOT NULL DEFAULT '',
    rhythm_village   TEXT COLLATE "C" NOT NULL,        -- letters of M Q H Y E, the main one first; '' not owed
    rhythm_community TEXT COLLATE "C" NOT NULL,
    due_rule         TEXT COLLATE "C" NOT NULL,        -- JSON, see docs/catalogue.md
    audience         TEXT COLLATE "C" NOT NULL,
    notice_days      BIGINT NOT NULL DEFAULT 0,
    finance_group    BIGINT NOT NULL DEFAULT 0 CHECK (finance_group IN (0, 1)),
    legal_basis      TEXT COLLATE "C" NOT NULL DEFAULT '',
    legal_basis_en   TEXT COLLATE "C" NOT NULL DEFAULT '',
    columns          TEXT COLLATE "C" NOT NULL,        -- JSON: the column template
    effective_day    BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    UNIQUE (region, code, version)
);
CREATE INDEX item_latest ON item (region, latest, affair, position);

-- Which header of which village's sheets means which column.
CREATE TABLE column_match (
    region  BIGINT NOT NULL,
    item    TEXT COLLATE "C" NOT NULL,
    header  TEXT COLLATE "C" NOT NULL,               -- the sheet's header, normalised
    matches TEXT COLLATE "C" NOT NULL,               -- JSON
    PRIMARY KEY (region, item, header)
);

-- ---- disclosures ----

CREATE TABLE disclosure (
    id                 BIGINT NOT NULL PRIMARY KEY,
    region             BIGINT NOT NULL REFERENCES region (code),
    item               TEXT COLLATE "C" NOT NULL,
    item_version       BIGINT NOT NULL REFERENCES item (id),
    affair             BIGINT NOT NULL CHECK (affair BETWEEN 1 AND 3),
    period             TEXT COLLATE "C" NOT NULL,
    period_start       BIGINT NOT NULL,
    period_end         BIGINT NOT NULL,
    kind               TEXT COLLATE "C" NOT NULL CHECK (kind IN ('report', 'nil', 'exception')),
    state              TEXT COLLATE "C" NOT NULL CHECK (state IN
                           ('draft', 'confirming', 'submitted', 'returned', 'published', 'withdrawn')),
    revision           BIGINT NOT NULL,     -- the newest published revision; 0: none yet
    working            BIGINT NOT NULL,     -- the revision being worked on; 0: none
    lock               BIGINT NOT NULL,     -- grows with each change; two reviewers at once see it
    created_at         BIGINT NOT NULL,
    created_by         BIGINT,
    first_published_at BIGINT,
    published_at       BIGINT,
    notice_until       BIGINT,              -- last day of the notice period
    withdrawn_at       BIGINT,
    withdrawn_reason   TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX disclosure_region ON disclosure (region, item, period_start);
CREATE INDEX disclosure_village ON disclosure (region, published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_item ON disclosure (item, published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_published ON disclosure (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_township ON disclosure ((region / 1000), published_at, id)
    WHERE published_at IS NOT NULL;
CREATE INDEX disclosure_working ON disclosure (state, region) WHERE working <> 0;
CREATE INDEX disclosure_notice ON disclosure (notice_until, region) WHERE notice_until IS NOT NULL;
CREATE INDEX disclosure_village_notice ON disclosure (region, notice_until) WHERE notice_until IS NOT NULL;

-- A published revision never changes.
CREATE TABLE revision (
    disclosure   BIGINT NOT NULL REFERENCES disclosure (id),
    number       BIGINT NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('report', 'nil', 'exception')),
    title        TEXT COLLATE "C" NOT NULL,
    summary      TEXT COLLATE "C" NOT NULL,
    body         TEXT COLLATE "C" NOT NULL,
    columns      TEXT COLLATE "C" NOT NULL,              -- JSON; '': the template of the item's version
    rows         TEXT COLLATE "C" NOT NULL,              -- packed cells, catalogue/column.h
    row_count    BIGINT NOT NULL,
    reason       TEXT COLLATE "C" NOT NULL DEFAULT '',   -- why corrected; the ground of an exception
    review_on    BIGINT,                    -- exception: looked at again on this day
    personal_ok  BIGINT NOT NULL DEFAULT 0 CHECK (personal_ok IN (0, 1)), -- finds confirmed by the reviewer
    created_at   BIGINT NOT NULL,
    created_by   BIGINT,
    submitted_at BIGINT,
    submitted_by BIGINT,
    confirmed_at BIGINT,                    -- finance group
    confirmed_by BIGINT,
    reviewed_at  BIGINT,
    reviewed_by  BIGINT,
    return_reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    published_at BIGINT,
    digest       TEXT COLLATE "C" NOT NULL DEFAULT '',   -- sha256 of the canonical bytes, once published
    PRIMARY KEY (disclosure, number)
);

-- The life of a disclosure, step by step.
CREATE TABLE disclosure_event (
    id         BIGINT NOT NULL PRIMARY KEY,
    disclosure BIGINT NOT NULL REFERENCES disclosure (id),
    revision   BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    account    BIGINT,
    kind       TEXT COLLATE "C" NOT NULL,
    note       TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX disclosure_event_disclosure ON disclosure_event (disclosure, id);

CREATE TABLE attachment (
    id         BIGINT NOT NULL PRIMARY KEY,
    disclosure BIGINT NOT NULL REFERENCES disclosure (id),
    name       TEXT COLLATE "C" NOT NULL,                -- shown; checked for personal data
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind IN ('image', 'pdf')),
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'safe', 'refused')),
    refused    TEXT COLLATE "C" NOT NULL DEFAULT '',     -- why, for the admin
    audience   TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,                -- file name below files/incoming/; '' once safe
    sha256     TEXT COLLATE "C" NOT NULL DEFAULT '',     -- of the safe file
    thumb      TEXT COLLATE "C" NOT NULL DEFAULT '',     -- of the thumbnail
    bytes      BIGINT NOT NULL,
    width      BIGINT NOT NULL DEFAULT 0,
    height     BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    created_by BIGINT
);
CREATE INDEX attachment_disclosure ON attachment (disclosure);

-- Which attachments a revision shows.
CREATE TABLE revision_attachment (
    disclosure BIGINT NOT NULL,
    number     BIGINT NOT NULL,
    attachment BIGINT NOT NULL REFERENCES attachment (id),
    PRIMARY KEY (disclosure, number, attachment)
);
CREATE INDEX revision_attachment_attachment ON revision_attachment (attachment);

CREATE TABLE objection (
    id         BIGINT NOT NULL PRIMARY KEY,
    disclosure BIGINT NOT NULL REFERENCES disclosure (id),
    region     BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,                -- may be empty: anonymous
    contact    TEXT COLLATE "C" NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    seen_at    BIGINT,
    seen_by    BIGINT
);
CREATE INDEX objection_disclosure ON objection (disclosure, id);
CREATE INDEX objection_region ON objection (region, id);

-- What the public can find: two-character words of the public parts, and one token for each region above
-- (r210111010203 r210111010 r210111 r2101 r21).
CREATE TABLE search (
    disclosure BIGINT NOT NULL PRIMARY KEY,
    words      TSVECTOR NOT NULL
);
-- Words of new rows wait in a list that store/postgres.c keeps short: many are sorted in at once.
CREATE INDEX search_words ON search USING gin (words) WITH (fastupdate = on);

-- ---- duties ----

CREATE TABLE duty (
    region       BIGINT NOT NULL REFERENCES region (code),
    item         TEXT COLLATE "C" NOT NULL,
    period       TEXT COLLATE "C" NOT NULL,
    period_start BIGINT NOT NULL,
    due_day      BIGINT NOT NULL,
    state        TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'missing', 'on_time', 'late', 'void')),
    done_day     BIGINT,
    disclosure   BIGINT,
    PRIMARY KEY (region, item, period)
);
CREATE INDEX duty_waiting ON duty (due_day, region) WHERE state IN ('open', 'missing');
CREATE INDEX duty_open ON duty (region, due_day, state, item) WHERE state IN ('open', 'missing'); -- read alone
CREATE INDEX duty_region_due ON duty (region, due_day);
