-- name: flag_paid_after_death :many
-- Lines for people whom the district's list of the dead has: paid some days after, or due still.
-- takes: region int, district int, from int, to int, days int, today int, limit int
-- gives: batch int, name text, fen int, paid_day int?, died int
WITH listed AS (
    SELECT b.id AS batch, l.position, l.name, l.amount_fen, l.state, l.paid_day,
           (SELECT min(o.day)
              FROM resident r
              JOIN outside_row o ON o.id_hash = r.id_hash
              JOIN outside_list s ON s.id = o.list AND s.region = :district AND s.kind = 'deaths'
             WHERE r.household = l.household AND r.name = l.name AND r.id_hash <> '') AS died
      FROM subsidy_batch b
      JOIN subsidy_line l ON l.batch = b.id AND l.household IS NOT NULL AND l.state <> 'failed'
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
)
SELECT batch, name, amount_fen AS fen, CASE WHEN state = 'paid' THEN paid_day END AS paid_day, died
  FROM listed
 WHERE died IS NOT NULL AND ((state = 'paid' AND paid_day > died + :days) OR (state = 'due' AND :today > died + :days))
 ORDER BY batch, position
 LIMIT :limit;
