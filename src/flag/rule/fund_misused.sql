-- name: flag_fund_misused :many
-- Money taken out of special funds that is booked as costs of the office; not of those that are given for them.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT f.id AS anchor, 'office', 0, f.id AS source_id, m.day, f.name AS label, m.amount_fen AS fen, e.purpose AS note
  FROM property_special f
  JOIN property_move m ON m.owner = f.id AND m.kind = 'out'
  JOIN entry e ON e.id = m.entry
 WHERE f.region = :region AND f.id BETWEEN :from AND :to AND f.kind <> 'audit' AND e.category / 100 = 513
   AND f.name || f.purpose NOT LIKE '%运转%' AND f.name || f.purpose NOT LIKE '%办公%'
   AND f.name || f.purpose NOT LIKE '%经费%' AND f.name || f.purpose NOT LIKE '%报酬%'
 ORDER BY f.id, m.day, m.id
 LIMIT :limit;
