-- name: flag_lease_run_out :many
-- What still counts as let, though the last contract of it ran out.
-- takes: region int, from int, to int, today int, last int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT c.id AS anchor, 'out', 0, c.id AS source_id, c.ends AS day,
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, CAST(NULL AS BIGINT), c.party AS note
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.kind = 'lease' AND c.ended IS NULL AND c.ends < :last
   AND (r.state = 'let' OR h.state = 'let')
   AND (SELECT n.id FROM property_contract n
         WHERE n.resource = c.resource AND n.begins > c.begins LIMIT 1) IS NULL
   AND (SELECT n.id FROM property_contract n
         WHERE n.resource = c.resource AND n.begins <= c.begins AND COALESCE(n.ended, n.ends) >= :today LIMIT 1) IS NULL
   AND (SELECT n.id FROM property_contract n
         WHERE n.holding = c.holding AND n.begins > c.begins LIMIT 1) IS NULL
   AND (SELECT n.id FROM property_contract n
         WHERE n.holding = c.holding AND n.begins <= c.begins AND COALESCE(n.ended, n.ends) >= :today LIMIT 1) IS NULL
 ORDER BY c.region, c.id
 LIMIT :limit;
