-- name: flag_slow_answer :many
-- Opinions in hand that nobody answered in time, or that are not resolved in time; red: the latter.
-- takes: region int, from int, to int, reply int, resolve int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT id AS anchor, 'waits', CASE WHEN resolve_due <= :resolve THEN 3 ELSE 2 END, id AS source_id, received_at AS day,
       number AS label, CAST(NULL AS BIGINT), topic AS note
  FROM opinion
 WHERE region = :region AND busy = 1 AND sealed_for = 0 AND id BETWEEN :from AND :to
   AND (resolve_due <= :resolve OR (replied_at IS NULL AND reply_due <= :reply))
 ORDER BY region, resolve_due, id
 LIMIT :limit;
