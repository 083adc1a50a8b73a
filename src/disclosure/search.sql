-- name: search_insert :exec
-- SQLite: the words one after another.  PostgreSQL: a tsvector as text, with places and weights.
-- takes: disclosure int, title text, body text
-- only: sqlite
INSERT INTO search (rowid, title, body) VALUES (:disclosure, :title, :body);
-- only: postgres
INSERT INTO search (disclosure, words)
VALUES (:disclosure, CAST(CAST(:title AS TEXT) || ' ' || CAST(:body AS TEXT) AS TSVECTOR));

-- name: search_delete :exec
-- takes: disclosure int
-- only: sqlite
DELETE FROM search WHERE rowid = :disclosure;
-- only: postgres
DELETE FROM search WHERE disclosure = :disclosure;

-- name: search_memory :exec
-- How many bytes SQLite gathers before it writes a piece of the index, which then is merged with others.
-- takes: bytes int
-- only: sqlite
INSERT INTO search (search, rank) VALUES ('hashsize', :bytes);
-- only: postgres
;

-- name: search_pending :one
-- The same for PostgreSQL: how many kilobytes of words may wait before they are sorted in, in this transaction.
-- takes: kib text
-- gives: kib text
-- only: sqlite
SELECT :kib AS kib;
-- only: postgres
SELECT set_config('gin_pending_list_limit', :kib, true) AS kib;

-- name: search_settle :one
-- Sorts in what waits.
-- gives: pages int
-- only: sqlite
SELECT 0 AS pages;
-- only: postgres
SELECT gin_clean_pending_list('search_words') AS pages;

-- name: search_match :many
-- The best of the newest candidates, a page of them; words of the title count four times.  PostgreSQL ranks by
-- any of the words (any_word), because for all of them it weighs how near they stand to each other, and the
-- places stand at the end.
-- takes: query text, any_word text, candidates int, offset int, limit int
-- gives: disclosure int
-- scans: the full-text index narrows it
-- only: sqlite
SELECT found.disclosure
  FROM (SELECT rowid AS disclosure, bm25(search, 4.0, 1.0) AS score
          FROM search
         WHERE search MATCH :query
         ORDER BY rowid DESC
         LIMIT :candidates) AS found
 ORDER BY found.score, found.disclosure DESC
 LIMIT :limit OFFSET :offset;
-- only: postgres
SELECT found.disclosure
  FROM (SELECT disclosure, words
          FROM search
         WHERE words @@ CAST(:query AS TSQUERY)
         ORDER BY disclosure DESC
         LIMIT :candidates) AS found
 ORDER BY ts_rank('{0.1, 0.2, 0.25, 1.0}', found.words, CAST(:any_word AS TSQUERY)) DESC, found.disclosure DESC
 LIMIT :limit OFFSET :offset;
