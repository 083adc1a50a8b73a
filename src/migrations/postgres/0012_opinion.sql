-- What people ask, suggest and complain about (opinion/opinion.h).

CREATE TABLE opinion (
    id              BIGINT NOT NULL PRIMARY KEY,
    number          TEXT COLLATE "C" NOT NULL UNIQUE,
    receipt_hash    TEXT COLLATE "C" NOT NULL DEFAULT '',   -- of the code with which an anonymous sender comes back
    once            TEXT COLLATE "C",                       -- hash of the caller's idempotency key
    region          BIGINT NOT NULL REFERENCES region (code),
    kind            TEXT COLLATE "C" NOT NULL CHECK (kind = 'question' OR kind = 'suggestion' OR kind = 'complaint' OR
                        kind = 'misconduct'),
    topic           TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state = 'received' OR state = 'in_hand' OR state = 'resolved' OR
                        state = 'closed' OR state = 'referred' OR state = 'merged' OR state = 'withdrawn'),
    source          TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (source = '' OR source = 'disclosure' OR source = 'notice' OR
                        source = 'entry'),
    source_id       BIGINT NOT NULL DEFAULT 0,
    title           TEXT COLLATE "C" NOT NULL,
    body            TEXT COLLATE "C" NOT NULL,
    place           TEXT COLLATE "C" NOT NULL DEFAULT '',
    latitude_e6     BIGINT,
    longitude_e6    BIGINT,
    open            BIGINT NOT NULL CHECK (open IN (0, 1)),    -- public by the sender's choice
    shown           BIGINT NOT NULL CHECK (shown IN (0, 1)),   -- on the board
    hidden          BIGINT NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    photos_shown    BIGINT NOT NULL DEFAULT 0 CHECK (photos_shown IN (0, 1)),
    sender          TEXT COLLATE "C" NOT NULL CHECK (sender = 'named' OR sender = 'phone' OR sender = 'anonymous'),
    sender_name     TEXT COLLATE "C" NOT NULL DEFAULT '',
    sender_phone    TEXT COLLATE "C" NOT NULL DEFAULT '',
    account         BIGINT,
    filed_by        BIGINT,
    office          BIGINT NOT NULL,
    sealed_for      BIGINT NOT NULL DEFAULT 0, -- misconduct: whose inspectors
    busy            BIGINT NOT NULL CHECK (busy IN (0, 1)),    -- received or in hand, and not sealed
    received_at     BIGINT NOT NULL,
    reply_due       BIGINT NOT NULL,
    resolve_due     BIGINT NOT NULL,
    first_due       BIGINT NOT NULL,           -- resolve_due as it was before any extension
    next_at         BIGINT,                    -- when the clock looks again; NULL: never
    replied_at      BIGINT,
    resolved_at     BIGINT,
    closed_at       BIGINT,
    late_reply      BIGINT NOT NULL DEFAULT 0 CHECK (late_reply IN (0, 1)),
    late_resolve    BIGINT NOT NULL DEFAULT 0 CHECK (late_resolve IN (0, 1)),
    reply_judged    BIGINT NOT NULL DEFAULT 0 CHECK (reply_judged IN (0, 1)),   -- counted in the tallies
    resolve_judged  BIGINT NOT NULL DEFAULT 0 CHECK (resolve_judged IN (0, 1)),
    answers         BIGINT NOT NULL DEFAULT 0,
    answer          TEXT COLLATE "C" NOT NULL DEFAULT '',
    extension_days  BIGINT NOT NULL DEFAULT 0,
    extension_asked BIGINT NOT NULL DEFAULT 0,
    extension_reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    visit_wanted    BIGINT NOT NULL DEFAULT 0 CHECK (visit_wanted IN (0, 1)),
    visit_tries     BIGINT NOT NULL DEFAULT 0,
    rating          BIGINT NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 3),
    reopened        BIGINT NOT NULL DEFAULT 0,
    petition        BIGINT NOT NULL DEFAULT 0 CHECK (petition IN (0, 1)),
    petition_settled_day BIGINT,
    merged_into     BIGINT REFERENCES opinion (id),
    supporters      BIGINT NOT NULL DEFAULT 0,
    lock            BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX opinion_once ON opinion (once) WHERE once IS NOT NULL;
CREATE INDEX opinion_next ON opinion (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX opinion_account ON opinion (account, id) WHERE account IS NOT NULL;
CREATE INDEX opinion_filed ON opinion (filed_by, id) WHERE filed_by IS NOT NULL;
CREATE INDEX opinion_source ON opinion (source, source_id, id) WHERE source <> '';
CREATE INDEX opinion_merged ON opinion (merged_into) WHERE merged_into IS NOT NULL;
-- The board and the desk, by village, township and district.
CREATE INDEX opinion_shown_village ON opinion (region, id) WHERE shown = 1;
CREATE INDEX opinion_shown_township ON opinion ((region / 1000), id) WHERE shown = 1;
CREATE INDEX opinion_shown_district ON opinion ((region / 1000000), id) WHERE shown = 1;
CREATE INDEX opinion_shown_all ON opinion (id) WHERE shown = 1;
CREATE INDEX opinion_busy_office ON opinion (office, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_village ON opinion (region, resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_township ON opinion ((region / 1000), resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_busy_district ON opinion ((region / 1000000), resolve_due, id) WHERE busy = 1;
CREATE INDEX opinion_done_village ON opinion (region, id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_done_township ON opinion ((region / 1000), id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_done_district ON opinion ((region / 1000000), id) WHERE busy = 0 AND sealed_for = 0;
CREATE INDEX opinion_visit ON opinion (region, id) WHERE visit_wanted = 1;
CREATE INDEX opinion_petition ON opinion (region, id) WHERE petition = 1 AND petition_settled_day IS NULL;
CREATE INDEX opinion_extension ON opinion (region, id) WHERE extension_asked <> 0;
CREATE INDEX opinion_sealed ON opinion (sealed_for, id) WHERE sealed_for <> 0;

-- Its life, step by step; a line is never changed.
CREATE TABLE opinion_event (
    id      BIGINT NOT NULL PRIMARY KEY,
    opinion BIGINT NOT NULL REFERENCES opinion (id),
    at      BIGINT NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    account BIGINT,
    office  BIGINT NOT NULL DEFAULT 0,          -- where it was done; 0: the sender or the clock
    note    TEXT COLLATE "C" NOT NULL DEFAULT '',
    digest  TEXT COLLATE "C"                                 -- of an answer's words, so that none goes out twice
);
CREATE INDEX opinion_event_opinion ON opinion_event (opinion, id);
CREATE INDEX opinion_event_digest ON opinion_event (digest) WHERE digest IS NOT NULL;

-- What happened since then, for programs that ask again and again (Open311).
CREATE INDEX opinion_event_at ON opinion_event (at, id);

-- Persons whom it is about: they do not handle it.
CREATE TABLE opinion_subject (
    opinion BIGINT NOT NULL REFERENCES opinion (id),
    name    TEXT COLLATE "C" NOT NULL,
    account BIGINT NOT NULL DEFAULT 0,          -- 0: nobody with an account here
    PRIMARY KEY (opinion, name, account)
);
CREATE INDEX opinion_subject_account ON opinion_subject (account, opinion) WHERE account <> 0;

-- "Me too": by account ("a7123…") or a visitor's token, hashed.
CREATE TABLE opinion_supporter (
    opinion   BIGINT NOT NULL REFERENCES opinion (id),
    supporter TEXT COLLATE "C" NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (opinion, supporter)
);

-- Photographs of a draft or of the opinion that it became (they share the id).
CREATE TABLE opinion_photo (
    id         BIGINT NOT NULL PRIMARY KEY,
    opinion    BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state = 'pending' OR state = 'safe' OR state = 'refused'),
    refused    TEXT COLLATE "C" NOT NULL DEFAULT '',
    source     TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL DEFAULT '',
    thumb      TEXT COLLATE "C" NOT NULL DEFAULT '',
    bytes      BIGINT NOT NULL DEFAULT 0,
    width      BIGINT NOT NULL DEFAULT 0,
    height     BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX opinion_photo_opinion ON opinion_photo (opinion, position, id);
-- Whether anything else has a file of the same content.
CREATE INDEX opinion_photo_sha256 ON opinion_photo (sha256) WHERE sha256 <> '';
CREATE INDEX entry_photo_sha256 ON entry_photo (sha256) WHERE sha256 <> '';
CREATE INDEX attachment_sha256 ON attachment (sha256) WHERE sha256 <> '';
CREATE INDEX region_profile_picture ON region_profile (picture) WHERE picture <> '';

CREATE TABLE opinion_draft (
    id           BIGINT NOT NULL PRIMARY KEY,   -- becomes the opinion's
    token_hash   TEXT COLLATE "C" NOT NULL UNIQUE,
    account      BIGINT,
    region       BIGINT NOT NULL,
    source       TEXT COLLATE "C" NOT NULL,
    source_id    BIGINT NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    topic        TEXT COLLATE "C" NOT NULL,
    body         TEXT COLLATE "C" NOT NULL DEFAULT '',
    place        TEXT COLLATE "C" NOT NULL DEFAULT '',
    latitude_e6  BIGINT,
    longitude_e6 BIGINT,
    about        TEXT COLLATE "C" NOT NULL,
    subject      TEXT COLLATE "C" NOT NULL DEFAULT '',
    sender       TEXT COLLATE "C" NOT NULL,
    name         TEXT COLLATE "C" NOT NULL DEFAULT '',
    phone        TEXT COLLATE "C" NOT NULL DEFAULT '',
    open         BIGINT NOT NULL CHECK (open IN (0, 1)),
    for_other    BIGINT NOT NULL DEFAULT 0 CHECK (for_other IN (0, 1)),
    step         BIGINT NOT NULL DEFAULT 1,
    sent         BIGINT NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)), -- the opinion stands; kept for who sends twice
    expires_at   BIGINT NOT NULL
);
CREATE INDEX opinion_draft_expires ON opinion_draft (expires_at);

CREATE TABLE standard_answer (
    id     BIGINT NOT NULL PRIMARY KEY,
    office BIGINT NOT NULL REFERENCES region (code),
    title  TEXT COLLATE "C" NOT NULL,
    body   TEXT COLLATE "C" NOT NULL
);
CREATE INDEX standard_answer_office ON standard_answer (office, id);
