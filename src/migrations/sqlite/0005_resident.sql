-- The households of a village, and which accounts belong to them.

CREATE TABLE household (
    id         INTEGER NOT NULL PRIMARY KEY,
    region     INTEGER NOT NULL REFERENCES region (code),
    number     TEXT NOT NULL,            -- 户号, as the village has it
    group_name TEXT NOT NULL DEFAULT '', -- 村民小组 or 网格
    head       TEXT NOT NULL,            -- 户主: masked wherever it leaves the desk
    address    TEXT NOT NULL DEFAULT '', -- staff and the household itself only
    people     INTEGER NOT NULL DEFAULT 0,
    closed_day INTEGER,                     -- 销户
    UNIQUE (region, number)
) STRICT;

-- Who signs in for a household; one of a person in each village.
CREATE TABLE household_account (
    account   INTEGER NOT NULL REFERENCES account (id),
    region    INTEGER NOT NULL REFERENCES region (code),
    household INTEGER NOT NULL REFERENCES household (id),
    linked_at INTEGER NOT NULL,
    linked_by INTEGER,
    PRIMARY KEY (account, region)
) STRICT, WITHOUT ROWID;
CREATE INDEX household_account_household ON household_account (household);
