-- name: flag_kin_tenant :many
-- With whom a village has contracts.
-- takes: region int, from int, to int, limit int
-- gives: contract int, day int, label text, party text, fen int
SELECT c.id AS contract, COALESCE(c.signed_day, c.begins) AS day,
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, c.party,
       CASE WHEN c.rent_fen > 0 THEN c.rent_fen ELSE c.price_fen END AS fen
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.person = 0
 ORDER BY c.region, c.id
 LIMIT :limit;
