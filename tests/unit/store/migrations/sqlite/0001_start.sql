CREATE TABLE village (
    id     INTEGER NOT NULL PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    people INTEGER CHECK (people >= 0),
    open   INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1))
) STRICT;
CREATE TABLE note (
    id      INTEGER NOT NULL PRIMARY KEY,
    village INTEGER NOT NULL REFERENCES village (id),
    data    BLOB,
    weight  REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX note_village ON note (village, id);
CREATE VIRTUAL TABLE word USING fts5 (body, tokenize = 'ascii');
