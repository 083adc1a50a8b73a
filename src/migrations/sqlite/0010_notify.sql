-- Messages that leave the platform, and what people are told in it.

-- ---- the outbox ----

CREATE TABLE outbox (
    id         INTEGER NOT NULL PRIMARY KEY,
    once       TEXT NOT NULL UNIQUE,        -- the key that makes two of them the same
    channel    TEXT NOT NULL CHECK (channel = 'sms' OR channel = 'mail' OR channel = 'wechat'),
    address    TEXT NOT NULL,               -- masked as soon as it is sent
    subject    TEXT NOT NULL DEFAULT '',
    body       TEXT NOT NULL,               -- empty as soon as it is sent
    link       TEXT NOT NULL DEFAULT '',    -- a path of this installation
    hurry      INTEGER NOT NULL DEFAULT 0 CHECK (hurry IN (0, 1)), -- before the others: it expires
    state      TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed' OR state = 'expired'),
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_at     INTEGER,                     -- none: nothing more will be tried
    expires_at INTEGER,
    error      TEXT NOT NULL DEFAULT '',    -- why the last attempt failed
    sent_at    INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (channel, hurry, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_unsent ON outbox (state, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_address ON outbox (address) WHERE sent_at IS NULL;

-- How many left on a day, for the limit and for the figures.
CREATE TABLE outbox_day (
    channel TEXT NOT NULL,
    day     INTEGER NOT NULL,
    sent    INTEGER NOT NULL DEFAULT 0,
    failed  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, day)
) STRICT, WITHOUT ROWID;

-- ---- notices in the app ----

CREATE TABLE notice (
    id       INTEGER NOT NULL PRIMARY KEY,
    account  INTEGER NOT NULL REFERENCES account (id),
    kind     TEXT NOT NULL,
    subject  INTEGER NOT NULL,
    at       INTEGER NOT NULL,              -- of the event
    region   INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    link     TEXT NOT NULL,
    read     INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    UNIQUE (account, kind, subject, at)     -- whoever is told for two reasons is told once
) STRICT;
CREATE INDEX notice_of ON notice (account, id);
CREATE INDEX notice_unread ON notice (account) WHERE read = 0;

-- ---- 关注 ----

CREATE TABLE subscription (
    account    INTEGER NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL CHECK (kind = 'village' OR kind = 'item' OR kind = 'opinion'),
    region     INTEGER NOT NULL,
    subject    INTEGER NOT NULL DEFAULT 0,  -- opinion: its id
    item       TEXT NOT NULL DEFAULT '',    -- item: its code
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account, kind, region, subject, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_of ON subscription (kind, region, subject, item, account);

-- An event that the keeper still has to tell subscribers of.
CREATE TABLE notice_spread (
    id       INTEGER NOT NULL PRIMARY KEY,
    followed TEXT NOT NULL,                 -- the subscription: its kind …
    place    INTEGER NOT NULL,
    matter   INTEGER NOT NULL,
    item     TEXT NOT NULL,
    except_account INTEGER NOT NULL,
    kind     TEXT NOT NULL,                 -- the notice
    subject  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    region   INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    link     TEXT NOT NULL,
    urgent   INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    told     INTEGER NOT NULL DEFAULT 0     -- accounts up to this one know
) STRICT;

-- Where somebody can be reached outside of the platform.
CREATE TABLE notify_channel (
    account    INTEGER NOT NULL REFERENCES account (id),
    channel    TEXT NOT NULL CHECK (channel = 'sms' OR channel = 'mail' OR channel = 'wechat'),
    address    TEXT NOT NULL,
    verified   INTEGER NOT NULL CHECK (verified IN (0, 1)),
    own        INTEGER NOT NULL CHECK (own IN (0, 1)),      -- tell there what concerns the person
    followed   INTEGER NOT NULL CHECK (followed IN (0, 1)), -- … and what the person follows
    code_hash  TEXT NOT NULL DEFAULT '',    -- of the code that proves the address
    code_until INTEGER NOT NULL DEFAULT 0,
    code_tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, channel)
) STRICT, WITHOUT ROWID;
