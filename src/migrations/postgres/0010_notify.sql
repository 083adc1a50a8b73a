-- Messages that leave the platform, and what people are told in it.

-- ---- the outbox ----

CREATE TABLE outbox (
    id         BIGINT NOT NULL PRIMARY KEY,
    once       TEXT COLLATE "C" NOT NULL UNIQUE,        -- the key that makes two of them the same
    channel    TEXT COLLATE "C" NOT NULL CHECK (channel = 'sms' OR channel = 'mail' OR channel = 'wechat'),
    address    TEXT COLLATE "C" NOT NULL,               -- masked as soon as it is sent
    subject    TEXT COLLATE "C" NOT NULL DEFAULT '',
    body       TEXT COLLATE "C" NOT NULL,               -- empty as soon as it is sent
    link       TEXT COLLATE "C" NOT NULL DEFAULT '',    -- a path of this installation
    hurry      BIGINT NOT NULL DEFAULT 0 CHECK (hurry IN (0, 1)), -- before the others: it expires
    state      TEXT COLLATE "C" NOT NULL DEFAULT 'waiting'
        CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed' OR state = 'expired'),
    attempts   BIGINT NOT NULL DEFAULT 0,
    due_at     BIGINT,                     -- none: nothing more will be tried
    expires_at BIGINT,
    error      TEXT COLLATE "C" NOT NULL DEFAULT '',    -- why the last attempt failed
    sent_at    BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (channel, hurry, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_unsent ON outbox (state, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_address ON outbox (address) WHERE sent_at IS NULL;

-- How many left on a day, for the limit and for the figures.
CREATE TABLE outbox_day (
    channel TEXT COLLATE "C" NOT NULL,
    day     BIGINT NOT NULL,
    sent    BIGINT NOT NULL DEFAULT 0,
    failed  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (channel, day)
);

-- ---- notices in the app ----

CREATE TABLE notice (
    id       BIGINT NOT NULL PRIMARY KEY,
    account  BIGINT NOT NULL REFERENCES account (id),
    kind     TEXT COLLATE "C" NOT NULL,
    subject  BIGINT NOT NULL,
    at       BIGINT NOT NULL,              -- of the event
    region   BIGINT NOT NULL,
    sentence TEXT COLLATE "C" NOT NULL,
    link     TEXT COLLATE "C" NOT NULL,
    read     BIGINT NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    UNIQUE (account, kind, subject, at)     -- whoever is told for two reasons is told once
);
CREATE INDEX notice_of ON notice (account, id);
CREATE INDEX notice_unread ON notice (account) WHERE read = 0;

-- ---- 关注 ----

CREATE TABLE subscription (
    account    BIGINT NOT NULL REFERENCES account (id),
    kind       TEXT COLLATE "C" NOT NULL CHECK (kind = 'village' OR kind = 'item' OR kind = 'opinion'),
    region     BIGINT NOT NULL,
    subject    BIGINT NOT NULL DEFAULT 0,  -- opinion: its id
    item       TEXT COLLATE "C" NOT NULL DEFAULT '',    -- item: its code
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, kind, region, subject, item)
);
CREATE INDEX subscription_of ON subscription (kind, region, subject, item, account);

-- An event that the keeper still has to tell subscribers of.
CREATE TABLE notice_spread (
    id       BIGINT NOT NULL PRIMARY KEY,
    followed TEXT COLLATE "C" NOT NULL,                 -- the subscription: its kind …
    place    BIGINT NOT NULL,
    matter   BIGINT NOT NULL,
    item     TEXT COLLATE "C" NOT NULL,
    except_account BIGINT NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL,                 -- the notice
    subject  BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    region   BIGINT NOT NULL,
    sentence TEXT COLLATE "C" NOT NULL,
    link     TEXT COLLATE "C" NOT NULL,
    urgent   BIGINT NOT NULL CHECK (urgent IN (0, 1)),
    told     BIGINT NOT NULL DEFAULT 0     -- accounts up to this one know
);

-- Where somebody can be reached outside of the platform.
CREATE TABLE notify_channel (
    account    BIGINT NOT NULL REFERENCES account (id),
    channel    TEXT COLLATE "C" NOT NULL CHECK (channel = 'sms' OR channel = 'mail' OR channel = 'wechat'),
    address    TEXT COLLATE "C" NOT NULL,
    verified   BIGINT NOT NULL CHECK (verified IN (0, 1)),
    own        BIGINT NOT NULL CHECK (own IN (0, 1)),      -- tell there what concerns the person
    followed   BIGINT NOT NULL CHECK (followed IN (0, 1)), -- … and what the person follows
    code_hash  TEXT COLLATE "C" NOT NULL DEFAULT '',    -- of the code that proves the address
    code_until BIGINT NOT NULL DEFAULT 0,
    code_tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (account, channel)
);
