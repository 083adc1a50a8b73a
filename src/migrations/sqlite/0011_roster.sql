-- The people of a village, and how they come to an account of their own.

CREATE TABLE resident (
    id         INTEGER NOT NULL PRIMARY KEY,
    region     INTEGER NOT NULL REFERENCES region (code),
    household  INTEGER NOT NULL REFERENCES household (id),
    name       TEXT NOT NULL,
    id_masked  TEXT NOT NULL DEFAULT '', -- 2101**********123X: nothing more of it is kept
    id_hash    TEXT NOT NULL DEFAULT '', -- keyed hash of the whole number, to match lists
    relation   TEXT NOT NULL DEFAULT '', -- to the head of the household: 户主, 妻, 长子
    birth_year INTEGER NOT NULL,
    gender     TEXT NOT NULL DEFAULT '' CHECK (gender = '' OR gender = 'male' OR gender = 'female'),
    marks      INTEGER NOT NULL DEFAULT 0, -- bits of ResidentMark
    phone      TEXT NOT NULL DEFAULT '',
    left_day   INTEGER,                  -- moved away or died
    eligible   INTEGER NOT NULL CHECK (eligible IN (0, 1)), -- here, and 16 since this or an earlier year
    account    INTEGER REFERENCES account (id),
    joined_day INTEGER,                  -- when the account became this person's
    active_day INTEGER                   -- the last day on which it opened the village's pages
) STRICT;
CREATE INDEX resident_household ON resident (household, id);
CREATE INDEX resident_name ON resident (region, name);
CREATE UNIQUE INDEX resident_account ON resident (account, region) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX resident_id_hash ON resident (id_hash, region) WHERE id_hash <> '' AND left_day IS NULL;
CREATE INDEX resident_growing ON resident (birth_year) WHERE eligible = 0 AND left_day IS NULL;

-- The code on a household's slip is made from the installation's key, the household and the generation.
CREATE TABLE household_slip (
    household  INTEGER NOT NULL PRIMARY KEY REFERENCES household (id),
    generation INTEGER NOT NULL,
    code_hash  TEXT NOT NULL UNIQUE,
    made_at    INTEGER NOT NULL,
    made_by    INTEGER
) STRICT;

-- Who asks to be known as somebody of the village.
CREATE TABLE join_request (
    id         INTEGER NOT NULL PRIMARY KEY,
    region     INTEGER NOT NULL REFERENCES region (code),
    account    INTEGER NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,            -- as the person wrote it; '' once decided
    household  INTEGER REFERENCES household (id), -- with its slip
    state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'confirmed' OR state = 'refused'),
    reason     TEXT NOT NULL DEFAULT '', -- why refused
    resident   INTEGER REFERENCES resident (id),
    made_at    INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by INTEGER
) STRICT;
CREATE INDEX join_request_account ON join_request (account, id);
CREATE UNIQUE INDEX join_request_waiting ON join_request (region, account) WHERE state = 'waiting';
CREATE INDEX join_request_queue ON join_request (region, id) WHERE state = 'waiting';
CREATE INDEX join_request_resident ON join_request (resident) WHERE resident IS NOT NULL;

-- A code that was sent to a phone; the number and the code as keyed hashes.
CREATE TABLE phone_code (
    phone_hash  TEXT NOT NULL PRIMARY KEY,
    code_hash   TEXT NOT NULL,           -- '' once used
    tries       INTEGER NOT NULL,
    sent_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    proof_hash  TEXT UNIQUE,             -- of what whoever knew the code carries while registering
    proof_phone TEXT NOT NULL DEFAULT '' -- the number then; gone with the row
) STRICT;
CREATE INDEX phone_code_expires ON phone_code (expires_at);

ALTER TABLE account ADD COLUMN phone_verified_at INTEGER; -- whoever has the phone signs in with it
ALTER TABLE account ADD COLUMN erased_at INTEGER;
CREATE UNIQUE INDEX account_phone ON account (phone) WHERE phone_verified_at IS NOT NULL;

ALTER TABLE session ADD COLUMN slides_days INTEGER NOT NULL DEFAULT 0; -- goes on so long from each day of use
ALTER TABLE session ADD COLUMN renewed_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';        -- "iPhone · 微信"
