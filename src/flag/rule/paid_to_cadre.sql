-- name: flag_paid_to_cadre :many
-- Payments out of a village's bank accounts to who has a cadre's name, where only one person on the roster has it; pay
-- (51302), dividends (32201) and compensation (24102) go to people rightly.  Red: the books do not have it.
-- takes: region int, from int, to int, cadre int, above int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT a.id AS anchor, CAST(r.id AS TEXT) AS key, CASE WHEN l.state = 'open' THEN 3 ELSE 2 END, a.id AS source_id,
       l.day, l.party AS label, l.amount_fen AS fen, l.purpose AS note
  FROM fund_account a
  JOIN bank_line l ON l.account = a.id AND l.direction = -1 AND l.amount_fen >= :above
  JOIN resident r ON r.region = a.region AND r.name = l.party AND r.left_day IS NULL AND (r.marks & :cadre) <> 0
 WHERE a.region = :region AND a.id BETWEEN :from AND :to
   AND (SELECT count(*) FROM resident o WHERE o.region = a.region AND o.name = l.party AND o.left_day IS NULL) = 1
   AND (SELECT e.id
          FROM bank_match m
          JOIN entry e ON e.id = m.entry
         WHERE m.line = l.id AND e.category IN (51302, 32201, 24102)
         LIMIT 1) IS NULL
 ORDER BY a.id, r.id, l.day, l.id
 LIMIT :limit;
