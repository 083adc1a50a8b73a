-- name: flag_rent_overdue :many
-- Leases with rent that was due before a day and has not come in full.
-- takes: region int, from int, to int, last int, red int, limit int
-- gives: contract int, level int, day int, label text, party text, begins int, ends int, ended int?, terms text
-- gives: rent_fen int, first_due int, received_fen int
SELECT c.id AS contract, CASE WHEN c.next_due <= :red THEN 3 ELSE 2 END, c.next_due AS day,
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, c.party, c.begins, c.ends, c.ended, c.terms,
       c.rent_fen, c.first_due, c.received_fen
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.kind = 'lease' AND c.next_due <= :last
 ORDER BY c.region, c.id
 LIMIT :limit;
