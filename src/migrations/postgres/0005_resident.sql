-- The households of a village, and which accounts belong to them.

CREATE TABLE household (
    id         BIGINT NOT NULL PRIMARY KEY,
    region     BIGINT NOT NULL REFERENCES region (code),
    number     TEXT COLLATE "C" NOT NULL,            -- 户号, as the village has it
    group_name TEXT COLLATE "C" NOT NULL DEFAULT '', -- 村民小组 or 网格
    head       TEXT COLLATE "C" NOT NULL,            -- 户主: masked wherever it leaves the desk
    address    TEXT COLLATE "C" NOT NULL DEFAULT '', -- staff and the household itself only
    people     BIGINT NOT NULL DEFAULT 0,
    closed_day BIGINT,                     -- 销户
    UNIQUE (region, number)
);

-- Who signs in for a household; one of a person in each village.
CREATE TABLE household_account (
    account   BIGINT NOT NULL REFERENCES account (id),
    region    BIGINT NOT NULL REFERENCES region (code),
    household BIGINT NOT NULL REFERENCES household (id),
    linked_at BIGINT NOT NULL,
    linked_by BIGINT,
    PRIMARY KEY (account, region)
);
CREATE INDEX household_account_household ON household_account (household);
