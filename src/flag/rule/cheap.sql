-- name: flag_cheap :many
-- Leases in force at a price far below the median of the same kind of land.
-- takes: region int, from int, to int, district int, today int, share int, red int, peers int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT c.id AS anchor, 'cheap', CASE WHEN c.price_fen * 100 < g.value * :red THEN 3 ELSE 2 END, c.id AS source_id,
       COALESCE(c.signed_day, c.begins), COALESCE(NULLIF(c.subject, ''), r.name) AS label, c.price_fen AS fen,
       c.price_unit AS note
  FROM property_contract c
  JOIN property_resource r ON r.id = c.resource
  JOIN flag_figure g ON g.rule = 'cheap' AND g.region = :district AND g.name = r.kind || ' ' || c.price_unit
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.kind = 'lease' AND c.way <> 'household'
   AND c.price_fen > 0 AND c.begins <= :today AND COALESCE(c.ended, c.ends) >= :today
   AND g.count >= :peers AND c.price_fen * 100 < g.value * :share
 ORDER BY c.region, c.id
 LIMIT :limit;

-- name: flag_cheap_medians :many
-- What the leases in force of a district cost, by kind of land and unit: the middle one.
-- takes: first int, last int, today int, limit int
-- gives: name text, value int, peers int
WITH priced AS (
    SELECT r.kind || ' ' || c.price_unit AS name, c.price_fen AS price
      FROM property_contract c
      JOIN property_resource r ON r.id = c.resource
     WHERE c.region BETWEEN :first AND :last AND c.kind = 'lease' AND c.way <> 'household' AND c.price_fen > 0
       AND c.begins <= :today AND COALESCE(c.ended, c.ends) >= :today
), ranked AS (
    SELECT name, price, row_number() OVER (PARTITION BY name ORDER BY price) AS place,
           count(*) OVER (PARTITION BY name) AS peers
      FROM priced
)
SELECT name, CAST(sum(price) AS BIGINT) / count(*), peers
  FROM ranked
 WHERE place * 2 BETWEEN peers AND peers + 2
 GROUP BY name, peers
 ORDER BY name
 LIMIT :limit;
