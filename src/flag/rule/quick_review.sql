-- name: flag_quick_review :many
-- What was published in a township, with when and by whom it was reviewed; reviewer by reviewer.
-- takes: township int, since int, limit int
-- gives: reviewer int, name text, reviewed_at int, disclosure int, item text, period text
SELECT a.id AS reviewer, a.name, r.reviewed_at, d.id AS disclosure, d.item, d.period
  FROM disclosure d
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
  JOIN account a ON a.id = r.reviewed_by
 WHERE d.region / 1000 = :township AND d.published_at >= :since AND d.published_at IS NOT NULL AND r.reviewed_at IS NOT NULL
 ORDER BY a.id, r.reviewed_at, d.id
 LIMIT :limit;
