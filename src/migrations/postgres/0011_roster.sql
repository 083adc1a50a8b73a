-- The people of a village, and how they come to an account of their own.

CREATE TABLE resident (
    id         BIGINT NOT NULL PRIMARY KEY,
    region     BIGINT NOT NULL REFERENCES region (code),
    household  BIGINT NOT NULL REFERENCES household (id),
    name       TEXT COLLATE "C" NOT NULL,
    id_masked  TEXT COLLATE "C" NOT NULL DEFAULT '', -- 2101**********123X: nothing more of it is kept
    id_hash    TEXT COLLATE "C" NOT NULL DEFAULT '', -- keyed hash of the whole number, to match lists
    relation   TEXT COLLATE "C" NOT NULL DEFAULT '', -- to the head of the household: 户主, 妻, 长子
    birth_year BIGINT NOT NULL,
    gender     TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (gender = '' OR gender = 'male' OR gender = 'female'),
    marks      BIGINT NOT NULL DEFAULT 0, -- bits of ResidentMark
    phone      TEXT COLLATE "C" NOT NULL DEFAULT '',
    left_day   BIGINT,                  -- moved away or died
    eligible   BIGINT NOT NULL CHECK (eligible IN (0, 1)), -- here, and 16 since this or an earlier year
    account    BIGINT REFERENCES account (id),
    joined_day BIGINT,                  -- when the account became this person's
    active_day BIGINT                   -- the last day on which it opened the village's pages
);
CREATE INDEX resident_household ON resident (household, id);
CREATE INDEX resident_name ON resident (region, name);
CREATE UNIQUE INDEX resident_account ON resident (account, region) WHERE account IS NOT NULL;
CREATE UNIQUE INDEX resident_id_hash ON resident (id_hash, region) WHERE id_hash <> '' AND left_day IS NULL;
CREATE INDEX resident_growing ON resident (birth_year) WHERE eligible = 0 AND left_day IS NULL;

-- The code on a household's slip is made from the installation's key, the household and the generation.
CREATE TABLE household_slip (
    household  BIGINT NOT NULL PRIMARY KEY REFERENCES household (id),
    generation BIGINT NOT NULL,
    code_hash  TEXT COLLATE "C" NOT NULL UNIQUE,
    made_at    BIGINT NOT NULL,
    made_by    BIGINT
);

-- Who asks to be known as somebody of the village.
CREATE TABLE join_request (
    id         BIGINT NOT NULL PRIMARY KEY,
    region     BIGINT NOT NULL REFERENCES region (code),
    account    BIGINT NOT NULL REFERENCES account (id),
    name       TEXT COLLATE "C" NOT NULL,            -- as the person wrote it; '' once decided
    household  BIGINT REFERENCES household (id), -- with its slip
    state      TEXT COLLATE "C" NOT NULL CHECK (state = 'waiting' OR state = 'confirmed' OR state = 'refused'),
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '', -- why refused
    resident   BIGINT REFERENCES resident (id),
    made_at    BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by BIGINT
);
CREATE INDEX join_request_account ON join_request (account, id);
CREATE UNIQUE INDEX join_request_waiting ON join_request (region, account) WHERE state = 'waiting';
CREATE INDEX join_request_queue ON join_request (region, id) WHERE state = 'waiting';
CREATE INDEX join_request_resident ON join_request (resident) WHERE resident IS NOT NULL;

-- A code that was sent to a phone; the number and the code as keyed hashes.
CREATE TABLE phone_code (
    phone_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    code_hash   TEXT COLLATE "C" NOT NULL,           -- '' once used
    tries       BIGINT NOT NULL,
    sent_at     BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    proof_hash  TEXT COLLATE "C" UNIQUE,             -- of what whoever knew the code carries while registering
    proof_phone TEXT COLLATE "C" NOT NULL DEFAULT '' -- the number then; gone with the row
);
CREATE INDEX phone_code_expires ON phone_code (expires_at);

ALTER TABLE account ADD COLUMN phone_verified_at BIGINT; -- whoever has the phone signs in with it
ALTER TABLE account ADD COLUMN erased_at BIGINT;
CREATE UNIQUE INDEX account_phone ON account (phone) WHERE phone_verified_at IS NOT NULL;

ALTER TABLE session ADD COLUMN slides_days BIGINT NOT NULL DEFAULT 0; -- goes on so long from each day of use
ALTER TABLE session ADD COLUMN renewed_day BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT COLLATE "C" NOT NULL DEFAULT '';        -- "iPhone · 微信"
