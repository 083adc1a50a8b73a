-- The statements of store_test.c and runner_test.c.

-- name: village_add :exec
-- takes: id int, name text, people int?
INSERT INTO village (id, name, people) VALUES (:id, :name, :people);

-- name: village_get :one
-- takes: id int
-- gives VillageRow: id int, name text, people int?, open bool
SELECT id, name, people, open FROM village WHERE id = :id;

-- name: village_list :many
-- takes: after int, limit int
-- gives VillageRow
SELECT id, name, people, open FROM village WHERE id > :after ORDER BY id LIMIT :limit;

-- name: village_named :one
-- More rows than one may have a name that begins so.
-- takes: name text?, open bool
-- gives VillageRow
-- scans: a table of a few rows
SELECT id, name, people, open FROM village
 WHERE (:name IS NULL OR name >= :name) AND open = :open;

-- name: village_set_open :count
-- takes: id int, open bool
UPDATE village SET open = :open WHERE id >= :id;

-- name: village_drop :many
-- takes: limit int
-- gives: id int
DELETE FROM village WHERE id IN (SELECT id FROM village ORDER BY id LIMIT :limit) RETURNING id;

-- name: village_exists :one
-- takes: id int
-- gives: there bool, twice int
SELECT EXISTS (SELECT 1 FROM village WHERE id = :id), :id * 2;

-- name: village_tally :one
-- gives: villages int, people int
-- scans: counts all
SELECT count(*), CAST(coalesce(sum(people), 0) AS BIGINT) FROM village;

-- name: village_people_add :count
-- takes: id int, more int
UPDATE village SET people = people + :more WHERE id = :id;

-- name: note_add :count
-- takes: id int, village int, data bytes?, weight real
INSERT INTO note (id, village, data, weight) VALUES (:id, :village, :data, :weight)
ON CONFLICT (id) DO NOTHING;

-- name: note_get :one
-- takes: id int
-- gives: village int, data bytes?, weight real, half real
SELECT village, data, weight, weight / 2 FROM note WHERE id = :id;

-- name: note_orphan :one
-- Gives NULL where none is promised.
-- takes: id int
-- gives: data bytes
SELECT data FROM note WHERE id = :id;

-- name: note_texts :one
-- Five parameters: a struct.  The text has every quote there is: ';' "--" :none
-- takes: a text, b text, c text?, d bool, e int
-- gives: a text, odd text, c text?, d bool, e int
SELECT CAST(:a AS TEXT), :b || ' ; -- :x ''q'' ?1 $1 /*', /* :y ' */ CAST(:c AS TEXT),
       :d = 1, -- :z "
       CAST(:e AS BIGINT) AS e;

-- name: word_put :exec
-- takes: id int, body text
-- only: sqlite
INSERT INTO word (rowid, body) VALUES (:id, :body);
-- only: postgres
INSERT INTO word (rowid, body) VALUES (:id, to_tsvector('simple', :body));

-- name: word_find :many
-- takes: query text, limit int
-- gives: id int
-- only: sqlite
SELECT rowid AS id FROM word WHERE word MATCH :query ORDER BY rowid LIMIT :limit;
-- only: postgres
SELECT rowid AS id FROM word WHERE body @@ plainto_tsquery('simple', :query) ORDER BY rowid LIMIT :limit;

-- name: word_tidy :count
-- takes: id int
-- only: sqlite
INSERT INTO word (word) SELECT 'optimize' WHERE :id > 0;
-- only: postgres
;

-- name: slow_one :one
-- takes: rounds int
-- gives: n int
WITH RECURSIVE count_up (n) AS (
    SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM count_up WHERE n < :rounds
)
SELECT count(*) FROM count_up;
