-- name: flag_long_term :many
-- Leases that go on and were agreed for very long.
-- takes: region int, from int, to int, days int, wild_days int, today int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT c.id AS anchor, 'long', 0, c.id AS source_id, c.ends AS day,
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, CAST(NULL AS BIGINT), c.party AS note
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.kind = 'lease' AND c.way <> 'household' AND c.ended IS NULL
   AND c.ends >= :today
   AND c.ends - c.begins > CASE WHEN r.kind IN ('forest', 'waste', 'grass') THEN :wild_days ELSE :days END
 ORDER BY c.region, c.id
 LIMIT :limit;
