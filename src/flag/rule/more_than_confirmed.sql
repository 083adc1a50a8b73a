-- name: flag_more_than_confirmed :many
-- Households that claim more land in a list than the district's register of confirmed land has for its people in this
-- village.  Of whom the register has nothing anywhere nothing is told.
-- takes: region int, district int, from int, to int, share int, limit int
-- gives: batch int, name text, day int?, fen int, claimed int, confirmed int
WITH claimed AS (
    SELECT b.id AS batch, l.household AS home, min(l.name) AS name, min(l.position) AS position, max(l.paid_day) AS day,
           sum(l.amount_fen) AS fen, sum(l.quantity_milli) AS milli
      FROM subsidy_batch b
      JOIN subsidy_programme p ON p.id = b.programme AND p.unit = '亩'
      JOIN subsidy_line l ON l.batch = b.id AND l.household IS NOT NULL AND l.state <> 'failed'
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
     GROUP BY b.id, l.household
), known AS (
    SELECT claimed.batch, claimed.home,
           sum(CASE WHEN o.place = :region THEN o.area_milli ELSE 0 END) AS milli
      FROM claimed
      JOIN resident r ON claimed.home = r.household AND r.id_hash <> ''
      JOIN outside_row o ON o.id_hash = r.id_hash
      JOIN outside_list s ON s.id = o.list AND s.region = :district AND s.kind = 'land'
     GROUP BY claimed.batch, claimed.home
)
SELECT claimed.batch, claimed.name, claimed.day, CAST(claimed.fen AS BIGINT) AS fen, CAST(claimed.milli AS BIGINT) AS claimed,
       CAST(k.milli AS BIGINT) AS confirmed
  FROM claimed
  JOIN known k ON k.batch = claimed.batch AND k.home = claimed.home
 WHERE claimed.milli * 100 > k.milli * (100 + :share)
 ORDER BY claimed.batch, claimed.position
 LIMIT :limit;
