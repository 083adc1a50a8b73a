-- What sqlgen makes of every kind of statement; compared with golden.sql.h and golden.sql.c.

-- name: village_page :many
-- Villages after one, in order.
--
-- The comment's end */ does not end C's comment.
-- takes: after int, limit int
-- gives Village: id int, name text,
-- gives: people int?, open bool
SELECT id, name, people, open FROM village WHERE id > :after ORDER BY id LIMIT :limit;

-- name: village_one :one
-- takes: id int
-- gives Village
SELECT id, name, people, open
  FROM village -- not :here
 WHERE id = :id;

-- name: village_change :count
-- takes: id int, name text, people int?, open bool
UPDATE village SET name = :name, people = :people, open = :open WHERE id = :id;

-- name: village_close_all :exec
-- scans: "all" of them
UPDATE village SET open = 0;

-- name: note_read :one
-- takes: id int
-- gives: data bytes?, weight real
SELECT data, weight FROM note WHERE id = :id AND ':id' <> "data" AND 'it''s ??= \' <> '"';

-- name: word_rank :many
-- takes: query text, limit int
-- gives: id int
-- only: sqlite
SELECT rowid AS id FROM word WHERE word MATCH :query ORDER BY rank LIMIT :limit;
-- only: postgres
SELECT rowid AS id FROM word WHERE body @@ plainto_tsquery('simple', :query) LIMIT :limit;

-- name: word_optimize :exec
-- only: sqlite
INSERT INTO word (word) VALUES ('optimize');
-- only: postgres
;
