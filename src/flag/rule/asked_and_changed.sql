-- name: flag_asked_first :many
-- Corrected disclosures with when somebody first asked about each, or about an entry of its period.
-- takes: region int, from int, to int, limit int
-- gives: id int, item text, period text, columns text, asked_at int?, entry_asked_at int?
SELECT d.id, d.item, d.period, i.columns,
       (SELECT min(o.received_at) FROM opinion o
         WHERE o.source <> '' AND (o.source = 'disclosure' OR o.source = 'notice') AND o.source_id = d.id
           AND o.sealed_for = 0) AS asked_at,
       (SELECT min(o.received_at) FROM opinion o CROSS JOIN entry e
         WHERE (d.item = 'F2' OR d.item = 'F3') AND o.region = d.region AND o.source = 'entry' AND o.sealed_for = 0
           AND e.id = o.source_id AND e.day BETWEEN d.period_start AND d.period_end) AS entry_asked_at
  FROM disclosure d
  JOIN item i ON i.id = d.item_version
 WHERE d.region = :region AND d.id BETWEEN :from AND :to AND d.revision > 1 AND d.published_at IS NOT NULL
 ORDER BY d.region, d.id
 LIMIT :limit;

-- name: flag_asked_corrected :many
-- Revisions of a disclosure that were published after a time, with what each took the place of.
-- takes: disclosure int, after int, limit int
-- gives: published_at int, columns text, rows text, earlier_columns text, earlier_rows text
SELECT r.published_at, r.columns, r.rows, p.columns AS earlier_columns, p.rows AS earlier_rows
  FROM revision r
  JOIN revision p ON p.disclosure = r.disclosure AND p.number = r.number - 1
 WHERE r.disclosure = :disclosure AND r.number > 1 AND r.published_at > :after
 ORDER BY r.disclosure, r.number
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
