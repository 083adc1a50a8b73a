-- Other offices' lists (outside/outside.h): who died, who is paid by the state, who owns what.  Of an identity number
-- only the keyed hash is kept; a new list of one kind and district takes the place of the old one.
CREATE TABLE outside_list (
    id         BIGINT NOT NULL PRIMARY KEY,
    region     BIGINT NOT NULL REFERENCES region (code), -- the district
    kind       TEXT COLLATE "C" NOT NULL,             -- deaths, payroll, means, companies, land, eligible
    day        BIGINT NOT NULL,          -- as things stood on this day
    source     TEXT COLLATE "C" NOT NULL,             -- the office that it comes from
    row_count  BIGINT NOT NULL,
    brought_at BIGINT NOT NULL,
    brought_by BIGINT,                   -- NULL: the command line
    UNIQUE (region, kind)
);

CREATE TABLE outside_row (
    list         BIGINT NOT NULL REFERENCES outside_list (id),
    position     BIGINT NOT NULL,
    id_hash      TEXT COLLATE "C" NOT NULL,           -- keyed hash of the identity number; '': not given
    contact_hash TEXT COLLATE "C" NOT NULL,           -- of name and mobile number together; '': not given
    name         TEXT COLLATE "C" NOT NULL,           -- masked: surname and stars
    day          BIGINT,                 -- of death
    what         TEXT COLLATE "C" NOT NULL,           -- office, possession, post in the company, programme
    company      TEXT COLLATE "C" NOT NULL,
    place        BIGINT,                 -- of land: the village
    area_milli   BIGINT,                 -- of land: thousandths of a mu
    PRIMARY KEY (list, position)
);
CREATE INDEX outside_row_identity ON outside_row (id_hash, list);
CREATE INDEX outside_row_contact ON outside_row (contact_hash, list);
