-- name: flag_hot_topic :many
-- What was said about a village since a time, topic by topic.
-- takes: region int, since int, limit int
-- gives: id int, number text, topic text, received_at int
SELECT id, number, topic, received_at
  FROM opinion
 WHERE region = :region AND received_at >= :since AND sealed_for = 0 AND state <> 'withdrawn'
 ORDER BY topic, received_at, id
 LIMIT :limit;
