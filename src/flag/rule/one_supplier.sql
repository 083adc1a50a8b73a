-- name: flag_one_supplier :many
-- The payments of a year to one side that got most of what was spent; pay, taxes, shares and refunds go to nobody's shop.
-- takes: region int, from int, to int, share int, least int, times int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH spent AS (
    SELECT e.id, e.month / 12 * 12 AS year, e.day, e.amount_fen, e.purpose,
           CASE WHEN e.category / 100 IN (511, 513, 514, 515, 151, 153) AND e.category <> 51302 AND e.person = 0
                THEN e.counterparty ELSE '' END AS supplier
      FROM entry e
     WHERE e.region = :region AND e.month BETWEEN (:from + 11) / 12 * 12 AND :to / 12 * 12 + 11 AND e.direction = -1 AND e.amount_fen > 0
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
), suppliers AS (
    SELECT year, supplier, sum(amount_fen) AS got, count(*) AS payments,
           sum(sum(amount_fen)) OVER (PARTITION BY year) AS total
      FROM spent
     GROUP BY year, supplier
), most AS (
    SELECT year, supplier
      FROM suppliers
     WHERE supplier <> '' AND total >= :least AND got * 100 > total * :share AND payments >= :times
       AND year BETWEEN :from AND :to
)
SELECT m.year AS anchor, m.supplier AS key, 0, e.id AS source_id, e.day, m.supplier AS label, e.amount_fen AS fen, e.purpose AS note
  FROM most m
  JOIN entry e ON e.region = :region AND e.month BETWEEN m.year AND m.year + 11 AND e.direction = -1
   AND e.counterparty = m.supplier AND e.amount_fen > 0
   AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
 ORDER BY m.year, m.supplier, e.day, e.id
 LIMIT :limit;
