-- name: flag_hollow :many
-- Published reports without rows, files and hardly a word.
-- takes: region int, from int, to int, chars int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT d.id AS anchor, 'hollow', 0, d.id AS source_id, r.published_at AS day, d.period AS label, CAST(NULL AS BIGINT), d.item AS note
  FROM disclosure d
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.region = :region AND d.id BETWEEN :from AND :to AND d.published_at IS NOT NULL AND d.withdrawn_at IS NULL
   AND r.kind = 'report' AND length(trim(r.summary)) + length(trim(r.body)) < :chars AND r.row_count = 0
   AND (SELECT a.attachment FROM revision_attachment a WHERE a.disclosure = d.id AND a.number = d.revision LIMIT 1) IS NULL
 ORDER BY d.region, d.id
 LIMIT :limit;
