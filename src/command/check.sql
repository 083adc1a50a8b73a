-- What `mingbai check` reads: every record, a page after another.

-- name: check_published :many
-- Published disclosures that are not withdrawn, by id.
-- takes: after int, limit int
-- gives: id int, region int, affair int, first_published_at int
SELECT id, region, affair, first_published_at
  FROM disclosure
 WHERE id > :after AND published_at IS NOT NULL AND withdrawn_at IS NULL
 ORDER BY id
 LIMIT :limit;

-- name: check_duties_settled :many
-- takes: region int, item text, period text, limit int
-- gives: region int, item text, period text, due_day int, state text
SELECT region, item, period, due_day, state
  FROM duty
 WHERE (region, item, period) > (:region, :item, :period) AND state IN ('missing', 'on_time', 'late')
 ORDER BY region, item, period
 LIMIT :limit;

-- name: check_duties_wrong :many
-- Settled without a publication, open in spite of one, or on the wrong side of the due day.
-- takes: region int, item text, period text, today int, limit int
-- gives: region int, item text, period text, due_day int, done_day int?, state text
SELECT u.region, u.item, u.period, u.due_day, u.done_day, u.state
  FROM duty u
 WHERE (u.region, u.item, u.period) > (:region, :item, :period)
   AND ((u.state IN ('on_time', 'late')
         AND (u.done_day IS NULL
              OR NOT EXISTS (SELECT 1 FROM disclosure d
                              WHERE d.region = u.region AND d.item = u.item AND d.period_start = u.period_start
                                AND d.period = u.period AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL)))
        OR (u.state IN ('open', 'missing')
            AND EXISTS (SELECT 1 FROM disclosure d
                         WHERE d.region = u.region AND d.item = u.item AND d.period_start = u.period_start
                           AND d.period = u.period AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL))
        OR (u.state = 'on_time' AND u.done_day > u.due_day)
        OR (u.state = 'late' AND u.done_day <= u.due_day)
        OR (u.state = 'missing' AND u.due_day >= :today))
 ORDER BY u.region, u.item, u.period
 LIMIT :limit;

-- name: check_places :many
-- Open townships and villages, by code.
-- takes: after int, limit int
-- gives: code int, level int
SELECT code, level
  FROM region
 WHERE code > :after AND level IN (4, 5) AND closed_day IS NULL
 ORDER BY code
 LIMIT :limit;

-- name: check_revisions_published :many
-- takes: disclosure int, number int, limit int
-- gives: disclosure int, number int, digest text
SELECT disclosure, number, digest
  FROM revision
 WHERE (disclosure, number) > (:disclosure, :number) AND published_at IS NOT NULL
 ORDER BY disclosure, number
 LIMIT :limit;

-- name: check_disclosures_torn :many
-- A disclosure whose current revision is not there or not published.
-- takes: after int, limit int
-- gives: id int, revision int
SELECT d.id, d.revision
  FROM disclosure d
 WHERE d.id > :after AND d.revision > 0
   AND NOT EXISTS (SELECT 1 FROM revision r
                    WHERE r.disclosure = d.id AND r.number = d.revision AND r.published_at IS NOT NULL)
 ORDER BY d.id
 LIMIT :limit;

-- name: check_not_found_by_search :many
-- Published, but not in the index.
-- takes: after int, limit int
-- gives: id int
-- only: sqlite
SELECT d.id
  FROM disclosure d
 WHERE d.id > :after AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM search s WHERE s.rowid = d.id)
 ORDER BY d.id
 LIMIT :limit;
-- only: postgres
SELECT d.id
  FROM disclosure d
 WHERE d.id > :after AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM search s WHERE s.disclosure = d.id)
 ORDER BY d.id
 LIMIT :limit;

-- name: check_search_rows :one
-- How many the index holds.
-- scans: mingbai check counts the whole index
-- gives: rows int
SELECT count(*) AS rows FROM search;

-- name: check_attachments :many
-- takes: after int, limit int
-- gives: id int, state text, source text, sha256 text, thumb text
SELECT id, state, source, sha256, thumb
  FROM attachment
 WHERE id > :after AND state <> 'refused'
 ORDER BY id
 LIMIT :limit;

-- name: check_pictures :many
-- takes: after int, limit int
-- gives: region int, picture text
SELECT region, picture
  FROM region_profile
 WHERE region > :after AND picture <> ''
 ORDER BY region
 LIMIT :limit;
