CREATE TABLE village (
    id     BIGINT NOT NULL PRIMARY KEY,
    name   TEXT COLLATE "C" NOT NULL UNIQUE,
    people BIGINT CHECK (people >= 0),
    open   BIGINT NOT NULL DEFAULT 1 CHECK (open IN (0, 1))
);
CREATE TABLE note (
    id      BIGINT NOT NULL PRIMARY KEY,
    village BIGINT NOT NULL REFERENCES village (id),
    data    BYTEA,
    weight  DOUBLE PRECISION NOT NULL DEFAULT 0
);
CREATE INDEX note_village ON note (village, id);
CREATE TABLE word (rowid BIGINT NOT NULL PRIMARY KEY, body TSVECTOR NOT NULL);
CREATE INDEX word_body ON word USING gin (body);
