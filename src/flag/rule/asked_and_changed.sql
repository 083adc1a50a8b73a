-- name: flag_asked_corrected :many
-- Revisions that were published after somebody had asked about the disclosure, or about an entry of its period.
-- takes: region int, from int, to int, limit int
-- gives: id int, item text, period text, published_at int, columns text, rows text, earlier_columns text, earlier_rows text
WITH touched AS (
    SELECT d.id, d.region, d.item, d.item_version, d.period, d.period_start, d.period_end
      FROM disclosure d
     WHERE d.region = :region AND d.id BETWEEN :from AND :to AND d.published_at IS NOT NULL AND d.revision > 1
), asked AS (
    SELECT t.id, o.received_at
      FROM touched t
     CROSS JOIN opinion o
     WHERE o.source <> '' AND (o.source = 'disclosure' OR o.source = 'notice') AND o.source_id = t.id AND o.sealed_for = 0
    UNION ALL
    SELECT t.id, o.received_at
      FROM touched t
     CROSS JOIN opinion o
     CROSS JOIN entry e
     WHERE (t.item = 'F2' OR t.item = 'F3') AND o.region = t.region AND o.source = 'entry' AND o.sealed_for = 0
       AND e.id = o.source_id AND e.day BETWEEN t.period_start AND t.period_end
), first AS (
    SELECT id, min(received_at) AS at FROM asked GROUP BY id
)
SELECT t.id, t.item, t.period, r.published_at, CASE WHEN r.columns <> '' THEN r.columns ELSE i.columns END AS columns, r.rows,
       CASE WHEN p.columns <> '' THEN p.columns ELSE i.columns END AS earlier_columns, p.rows AS earlier_rows
  FROM first f
  JOIN touched t ON t.id = f.id
  JOIN item i ON i.id = t.item_version
  JOIN revision r ON r.disclosure = f.id AND r.number > 1 AND r.published_at > f.at
  JOIN revision p ON p.disclosure = f.id AND p.number = r.number - 1
 ORDER BY t.id, r.number
 LIMIT :limit;

-- name: flag_asked_withdrawn :many
-- What was withdrawn after somebody had asked about it.
-- takes: region int, from int, to int, limit int
-- gives: id int, item text, period text, withdrawn_at int
SELECT d.id, d.item, d.period, d.withdrawn_at
  FROM disclosure d
 WHERE d.region = :region AND d.id BETWEEN :from AND :to AND d.withdrawn_at IS NOT NULL
   AND (SELECT o.id FROM opinion o
         WHERE o.source <> '' AND (o.source = 'disclosure' OR o.source = 'notice') AND o.source_id = d.id
           AND o.sealed_for = 0 AND o.received_at < d.withdrawn_at LIMIT 1) IS NOT NULL
 ORDER BY d.region, d.id
 LIMIT :limit;
