-- name: flag_rent_not_booked :many
-- Rent that came, by the register, and that neither books nor bank have near that day; only where the bank's statements
-- tell of these days, and where the village ties rents to its books at all.
-- takes: region int, from int, to int, days int, last int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT c.id AS anchor, 'rent', 0, c.id AS source_id, m.day,
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, m.amount_fen AS fen, c.party AS note
  FROM property_contract c
  JOIN property_move m ON m.owner = c.id AND m.kind = 'in' AND m.entry IS NULL AND m.amount_fen > 0 AND m.day <= :last
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.kind = 'lease'
   AND (SELECT t.id
          FROM property_contract o
          JOIN property_move t ON t.owner = o.id AND t.kind = 'in' AND t.entry IS NOT NULL
         WHERE o.region = :region
         LIMIT 1) IS NOT NULL
   AND (SELECT s.id
          FROM fund_account b
          JOIN bank_statement s ON s.account = b.id AND s.to_day >= m.day AND s.from_day <= m.day
         WHERE b.region = :region
         LIMIT 1) IS NOT NULL
   AND (SELECT s.id
          FROM fund_account b
          JOIN bank_statement s ON s.account = b.id AND s.to_day >= m.day + :days AND s.from_day <= m.day + :days
         WHERE b.region = :region
         LIMIT 1) IS NOT NULL
   AND (SELECT l.id
          FROM fund_account b
          JOIN bank_line l ON l.account = b.id AND l.day BETWEEN m.day - :days AND m.day + :days AND l.direction = 1
           AND l.amount_fen = m.amount_fen
         WHERE b.region = :region
         LIMIT 1) IS NULL
   AND (SELECT e.id
          FROM entry e
         WHERE e.region = :region AND e.day BETWEEN m.day - :days AND m.day + :days AND e.direction = 1
           AND e.amount_fen = m.amount_fen
         LIMIT 1) IS NULL
 ORDER BY c.region, c.id, m.day, m.id
 LIMIT :limit;
