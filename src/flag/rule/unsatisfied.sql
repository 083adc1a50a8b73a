-- name: flag_unsatisfied :many
-- Closed opinions whose senders said that they are not satisfied.
-- takes: region int, from int, to int, since int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT id AS anchor, 'rated', 0, id AS source_id, closed_at AS day, number AS label,
       CAST(NULL AS BIGINT), topic AS note
  FROM opinion
 WHERE region = :region AND busy = 0 AND sealed_for = 0 AND id BETWEEN :from AND :to AND rating = 1
   AND closed_at >= :since
 ORDER BY region, id
 LIMIT :limit;
