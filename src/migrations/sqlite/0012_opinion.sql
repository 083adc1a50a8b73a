-- What people ask, suggest and complain about (opinion/opinion.h).

CREATE TABLE opinion (
    id              INTEGER NOT NULL PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE,
    receipt_hash    TEXT NOT NULL DEFAULT '',   -- of the code with which an anonymous sender comes back
    once            TEXT,                       -- hash of the caller's idempotency key
    region          INTEGER NOT NULL REFERENCES region (code),
    kind            TEXT NOT NULL CHECK (kind = 'question' OR kind = 'suggestion' OR kind = 'complaint' OR
                        kind = 'misconduct'),
    topic           TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state = 'received' OR state = 'in_hand' OR state = 'resolved' OR
                        state = 'closed' OR state = 'referred' OR state = 'merged' OR state = 'withdrawn'),
    source          TEXT NOT NULL DEFAULT '' CHECK (source = '' OR source = 'disclosure' OR source = 'notice' OR
                        source = 'entry'),
    source_id       INTEGER NOT NULL DEFAULT 0,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    place           TEXT NOT NULL DEFAULT '',
    latitude_e6     INTEGER,
    longitude_e6    INTEGER,
    open            INTEGER NOT NULL CHECK (open IN (0, 1)),    -- public by the sender's choice
    shown           INTEGER NOT NULL CHECK (shown IN (0, 1)),   -- on the board
    hidden          INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    photos_shown    INTEGER NOT NULL DEFAULT 0 CHECK (photos_shown IN (0, 1)),
    sender          TEXT NOT NULL CHECK (sender = 'named' OR sender = 'phone' OR sender = 'anonymous'),
    sender_name     TEXT NOT NULL DEFAULT '',
    sender_phone    TEXT NOT NULL DEFAULT '',
    account         INTEGER,
    filed_by        INTEGER,
    office          INTEGER NOT NULL,
    sealed_for      INTEGER NOT NULL DEFAULT 0, -- misconduct: whose inspectors
    busy            INTEGER NOT NULL CHECK (busy IN (0, 1)),    -- received or in hand, and not sealed
    received_at     INTEGER NOT NULL,
    reply_due       INTEGER NOT NULL,
    resolve_due     INTEGER NOT NULL,
    first_due       INTEGER NOT NULL,           -- resolve_due as it was before any extension
    next_at         INTEGER,                    -- when the clock looks again; NULL: never
    replied_at      INTEGER,
    resolved_at     INTEGER,
    closed_at       INTEGER,
    late_reply      INTEGER NOT NULL DEFAULT 0 CHECK (late_reply IN (0, 1)),
    late_resolve    INTEGER NOT NULL DEFAULT 0 CHECK (late_resolve IN (0, 1)),
    reply_judged    INTEGER NOT NULL DEFAULT 0 CHECK (reply_judged IN (0, 1)),   -- counted in the tallies
    resolve_judged  INTEGER NOT NULL DEFAULT 0 CHECK (resolve_judged IN (0, 1)),
    answers         INTEGER NOT NULL DEFAULT 0,
    answer          TEXT NOT NULL DEFAULT '',
    extension_days  INTEGER NOT NULL DEFAULT 0,
    extension_asked INTEGER NOT NULL DEFAULT 0,
    extension_reason TEXT NOT NULL DEFAULT '',
    visit_wanted    INTEGER NOT NULL DEFAULT 0 CHECK (visit_wanted IN (0, 1)),
    visit_tries     INTEGER NOT NULL DEFAULT 0,
    rating          INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 3),
    reopened        INTEGER NOT NULL DEFAULT 0,
    petition        INTEGER NOT NULL DEFAULT 0 CHECK (petition IN (0, 1)),
    petition_settled_day INTEGER,
    merged_into     INTEGER REFERENCES opinion (id),
    supporters      INTEGER NOT NULL DEFAULT 0,
    lock            INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX opinion_once ON opinion (once) WHERE once IS NOT NULL;
CREATE INDEX opinion_next ON opinion (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX opinion_account ON opinion (account, id) WHERE account IS NOT NULL;
CREATE INDEX opinion_filed ON opinion (filed_by, id) WHERE filed_by IS NOT NULL;
CREATE INDEX opinion_source ON opinion (source, source_id, id) WHERE source <> '';
CREATE INDEX opinion_merged ON opinion (merged_into) WHERE merged_into IS NOT NULL;
-- The board and the desk, by village, township and district.
CREATE INDEX opinion_shown_village ON opinion (region, id) WHERE shown = 1;
CREATE INDEX opinion_shown_township ON opinion (region / 1000, id) WHERE shown = 1;
CREATE INDEX opinion_shown_district ON opinion (region / 1000000, id) WHERE shown = 1;
CREATE INDEX opinion_shown_all ON opinion (id) WHERE shown = 1;
CREATE INDEX opinion_busy_office ON opinion (office, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_village ON opinion (region, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_township ON opinion (region / 1000, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_district ON opinion (region / 1000000, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_done_village ON opinion (region, id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_done_township ON opinion (region / 1000, id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_done_district ON opinion (region / 1000000, id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_visit ON opinion (region, id) WHERE visit_wanted = 1;
CREATE INDEX opinion_petition ON opinion (region, id) WHERE petition = 1 AND petition_settled_day IS NULL;
CREATE INDEX opinion_extension ON opinion (region, id) WHERE extension_asked <> 0;
CREATE INDEX opinion_sealed ON opinion (sealed_for, id) WHERE sealed_for <> 0;

-- Its life, step by step; a line is never changed.
CREATE TABLE opinion_event (
    id      INTEGER NOT NULL PRIMARY KEY,
    opinion INTEGER NOT NULL REFERENCES opinion (id),
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    account INTEGER,
    office  INTEGER NOT NULL DEFAULT 0,          -- where it was done; 0: the sender or the clock
    note    TEXT NOT NULL DEFAULT '',
    digest  TEXT                                 -- of an answer's words, so that none goes out twice
) STRICT;
CREATE INDEX opinion_event_opinion ON opinion_event (opinion, id);
CREATE INDEX opinion_event_digest ON opinion_event (digest) WHERE digest IS NOT NULL;

-- What happened since then, for programs that ask again and again (Open311).
CREATE INDEX opinion_event_at ON opinion_event (at, id);

-- Persons whom it is about: they do not handle it.
CREATE TABLE opinion_subject (
    opinion INTEGER NOT NULL REFERENCES opinion (id),
    name    TEXT NOT NULL,
    account INTEGER NOT NULL DEFAULT 0,          -- 0: nobody with an account here
    PRIMARY KEY (opinion, name, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX opinion_subject_account ON opinion_subject (account, opinion) WHERE account <> 0;

-- "Me too": by account ("a7123…") or a visitor's token, hashed.
CREATE TABLE opinion_supporter (
    opinion   INTEGER NOT NULL REFERENCES opinion (id),
    supporter TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (opinion, supporter)
) STRICT, WITHOUT ROWID;

-- Photographs of a draft or of the opinion that it became (they share the id).
CREATE TABLE opinion_photo (
    id         INTEGER NOT NULL PRIMARY KEY,
    opinion    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state = 'pending' OR state = 'safe' OR state = 'refused'),
    refused    TEXT NOT NULL DEFAULT '',
    source     TEXT NOT NULL,
    sha256     TEXT NOT NULL DEFAULT '',
    thumb      TEXT NOT NULL DEFAULT '',
    bytes      INTEGER NOT NULL DEFAULT 0,
    width      INTEGER NOT NULL DEFAULT 0,
    height     INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX opinion_photo_opinion ON opinion_photo (opinion, position, id);
-- Whether anything else has a file of the same content.
CREATE INDEX opinion_photo_sha256 ON opinion_photo (sha256) WHERE sha256 <> '';
CREATE INDEX entry_photo_sha256 ON entry_photo (sha256) WHERE sha256 <> '';
CREATE INDEX attachment_sha256 ON attachment (sha256) WHERE sha256 <> '';
CREATE INDEX region_profile_picture ON region_profile (picture) WHERE picture <> '';

CREATE TABLE opinion_draft (
    id           INTEGER NOT NULL PRIMARY KEY,   -- becomes the opinion's
    token_hash   TEXT NOT NULL UNIQUE,
    account      INTEGER,
    region       INTEGER NOT NULL,
    source       TEXT NOT NULL,
    source_id    INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    topic        TEXT NOT NULL,
    body         TEXT NOT NULL DEFAULT '',
    place        TEXT NOT NULL DEFAULT '',
    latitude_e6  INTEGER,
    longitude_e6 INTEGER,
    about        TEXT NOT NULL,
    subject      TEXT NOT NULL DEFAULT '',
    sender       TEXT NOT NULL,
    name         TEXT NOT NULL DEFAULT '',
    phone        TEXT NOT NULL DEFAULT '',
    open         INTEGER NOT NULL CHECK (open IN (0, 1)),
    for_other    INTEGER NOT NULL DEFAULT 0 CHECK (for_other IN (0, 1)),
    step         INTEGER NOT NULL DEFAULT 1,
    sent         INTEGER NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)), -- the opinion stands; kept for who sends twice
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX opinion_draft_expires ON opinion_draft (expires_at);

CREATE TABLE standard_answer (
    id     INTEGER NOT NULL PRIMARY KEY,
    office INTEGER NOT NULL REFERENCES region (code),
    title  TEXT NOT NULL,
    body   TEXT NOT NULL
) STRICT;
CREATE INDEX standard_answer_office ON standard_answer (office, id);
