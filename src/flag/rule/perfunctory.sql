-- name: flag_perfunctory :many
-- Resolved opinions whose answers and outcome are together hardly a sentence.
-- takes: region int, from int, to int, chars int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT o.id AS anchor, 'short', 0, o.id AS source_id, o.resolved_at AS day, o.number AS label, CAST(NULL AS BIGINT), o.topic AS note
  FROM opinion o
 WHERE o.region = :region AND o.busy = 0 AND o.sealed_for = 0 AND o.id BETWEEN :from AND :to
   AND (o.state = 'resolved' OR o.state = 'closed')
   AND (SELECT COALESCE(sum(length(trim(e.note))), 0) FROM opinion_event e
         WHERE e.opinion = o.id AND (e.kind = 'replied' OR e.kind = 'resolved')) < :chars
 ORDER BY o.region, o.id
 LIMIT :limit;
