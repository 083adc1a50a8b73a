-- What the desk's pages ask beyond the lists of everybody.

-- name: work_counts :many
-- Work in hand by state.
-- takes: first int, last int
-- gives: state text, count int
SELECT state, COUNT(*)
  FROM disclosure
 WHERE working <> 0 AND state IN ('draft', 'confirming', 'submitted', 'returned')
   AND region BETWEEN :first AND :last
 GROUP BY state
 ORDER BY state
 LIMIT 10;

-- name: work_lines :many
-- Work in hand in a state, longest waiting first, after a place in that order.
-- takes: state text, first int, last int, affair int, after_at int, after_id int, limit int
-- gives: id int, region int, region_name text, item text, affair int, period text, kind text, revision int,
-- gives: title text, since int, return_reason text, writer text?
SELECT d.id, d.region, p.name AS region_name, d.item, d.affair, d.period, r.kind, d.revision, r.title,
       COALESCE(CASE d.state WHEN 'returned' THEN r.reviewed_at WHEN 'draft' THEN NULL ELSE r.submitted_at END,
                r.created_at),
       r.return_reason, a.name AS writer
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.working
  LEFT JOIN account a ON a.id = COALESCE(r.submitted_by, r.created_by)
 WHERE d.working <> 0 AND d.state = :state AND d.region BETWEEN :first AND :last
   AND (:affair = 0 OR d.affair = :affair)
   AND (COALESCE(CASE d.state WHEN 'returned' THEN r.reviewed_at WHEN 'draft' THEN NULL ELSE r.submitted_at END,
                 r.created_at), d.id) > (:after_at, :after_id)
 ORDER BY 10, d.id
 LIMIT :limit;

-- name: same_period :many
-- What there is already about an item of a village for a period.
-- takes: region int, item text, period text, limit int
-- gives: id int, state text, revision int, working int
SELECT id, state, revision, working
  FROM disclosure
 WHERE region = :region AND item = :item AND period = :period AND state <> 'withdrawn'
 ORDER BY id
 LIMIT :limit;

-- name: items_published :many
-- Which items a village has published at least once.
-- takes: region int, limit int
-- gives: item text
SELECT item
  FROM disclosure
 WHERE region = :region AND published_at IS NOT NULL AND withdrawn_at IS NULL
 GROUP BY item
 ORDER BY item
 LIMIT :limit;
