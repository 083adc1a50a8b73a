-- name: flag_not_banked :many
-- Income in a village's books that does not lie in the bank some days later, as far as statements tell of these days: of
-- a bank account without a line of it and without a word about that; of the cash box without a deposit of this sum, or
-- one of cash that holds it.
-- takes: region int, from int, to int, above int, days int, last int, red int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH income AS (
    SELECT a.id AS account, a.kind, e.id, e.day, e.counterparty, e.amount_fen, e.purpose
      FROM fund_account a
      JOIN entry e ON e.region = a.region AND e.account = a.id AND e.direction = 1 AND e.amount_fen >= :above
       AND e.amount_fen > 0 AND e.day <= :last
     WHERE a.region = :region AND a.id BETWEEN :from AND :to
       AND (SELECT c.id FROM entry c WHERE c.corrects = e.id LIMIT 1) IS NULL
       AND (SELECT m.entry FROM bank_match m WHERE m.entry = e.id) IS NULL
       AND (SELECT n.entry FROM bank_note n WHERE n.entry = e.id) IS NULL
       AND (a.kind = 'bank' OR (e.purpose NOT LIKE '%提现%' AND e.purpose NOT LIKE '%取现%' AND
                                e.purpose NOT LIKE '%备用金%'))
)
SELECT i.account AS anchor, 'income', CASE WHEN i.day <= :red THEN 3 ELSE 2 END, i.id AS source_id, i.day,
       i.counterparty AS label, i.amount_fen AS fen, i.purpose AS note
  FROM income i
 WHERE (SELECT s.id
          FROM fund_account b
          JOIN bank_statement s ON s.account = b.id AND s.to_day >= i.day AND s.from_day <= i.day
         WHERE b.region = :region AND b.kind = 'bank' AND (i.kind = 'cash' OR b.id = i.account)
         LIMIT 1) IS NOT NULL
   AND (SELECT s.id
          FROM fund_account b
          JOIN bank_statement s ON s.account = b.id AND s.to_day >= i.day + :days AND s.from_day <= i.day + :days
         WHERE b.region = :region AND b.kind = 'bank' AND (i.kind = 'cash' OR b.id = i.account)
         LIMIT 1) IS NOT NULL
   AND (i.kind = 'bank' OR
        (SELECT l.id
           FROM fund_account b
           JOIN bank_line l ON l.account = b.id AND l.day BETWEEN i.day AND i.day + :days AND l.direction = 1
            AND (l.amount_fen = i.amount_fen OR
                 (l.amount_fen > i.amount_fen AND (l.purpose LIKE '%现金%' OR l.purpose LIKE '%存现%' OR
                  l.purpose LIKE '%现存%' OR l.purpose LIKE '%缴存%' OR l.party LIKE '%现金%')))
          WHERE b.region = :region AND b.kind = 'bank'
          LIMIT 1) IS NULL)
 ORDER BY i.account, i.day, i.id
 LIMIT :limit;
