-- Other offices' lists (outside/outside.h): who died, who is paid by the state, who owns what.  Of an identity number
-- only the keyed hash is kept; a new list of one kind and district takes the place of the old one.
CREATE TABLE outside_list (
    id         INTEGER NOT NULL PRIMARY KEY,
    region     INTEGER NOT NULL REFERENCES region (code), -- the district
    kind       TEXT NOT NULL,             -- deaths, payroll, means, companies, land, eligible
    day        INTEGER NOT NULL,          -- as things stood on this day
    source     TEXT NOT NULL,             -- the office that it comes from
    row_count  INTEGER NOT NULL,
    brought_at INTEGER NOT NULL,
    brought_by INTEGER,                   -- NULL: the command line
    UNIQUE (region, kind)
) STRICT;

CREATE TABLE outside_row (
    list         INTEGER NOT NULL REFERENCES outside_list (id),
    position     INTEGER NOT NULL,
    id_hash      TEXT NOT NULL,           -- keyed hash of the identity number; '': not given
    contact_hash TEXT NOT NULL,           -- of name and mobile number together; '': not given
    name         TEXT NOT NULL,           -- masked: surname and stars
    day          INTEGER,                 -- of death
    what         TEXT NOT NULL,           -- office, possession, post in the company, programme
    company      TEXT NOT NULL,
    place        INTEGER,                 -- of land: the village
    area_milli   INTEGER,                 -- of land: thousandths of a mu
    PRIMARY KEY (list, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_row_identity ON outside_row (id_hash, list);
CREATE INDEX outside_row_contact ON outside_row (contact_hash, list);
