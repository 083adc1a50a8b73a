-- name: flag_copied :many
-- Income and spending of a period, with those of the period before where that has as many rows.
-- takes: region int, from int, to int, rows int, limit int
-- gives: id int, item text, period text, published_at int, columns text, rows text, earlier int, earlier_period text, earlier_published_at int, earlier_rows text
SELECT d.id, d.item, d.period, r.published_at, CASE WHEN r.columns <> '' THEN r.columns ELSE i.columns END AS columns, r.rows,
       e.id AS earlier, e.period AS earlier_period, p.published_at AS earlier_published_at, p.rows AS earlier_rows
  FROM disclosure d
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
  JOIN item i ON i.id = d.item_version
  JOIN disclosure e ON e.id = (
           SELECT b.id FROM disclosure b
            WHERE b.region = d.region AND b.item = d.item AND b.period_start < d.period_start
              AND b.published_at IS NOT NULL AND b.withdrawn_at IS NULL
            ORDER BY b.region DESC, b.item DESC, b.period_start DESC LIMIT 1)
  JOIN revision p ON p.disclosure = e.id AND p.number = e.revision
 WHERE d.region = :region AND d.id BETWEEN :from AND :to AND (d.item = 'F2' OR d.item = 'F3')
   AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL AND r.kind = 'report'
   AND r.row_count >= :rows AND p.row_count = r.row_count AND p.columns = r.columns AND e.item_version = d.item_version
 ORDER BY d.region, d.id
 LIMIT :limit;
