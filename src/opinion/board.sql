-- name: opinion_search_village :many
-- What stands on the board of a village; scope: the leading digits of its code, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionFoundRow: id int
SELECT id
  FROM opinion
 WHERE region = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_township :many
-- What stands on the board of a township, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionFoundRow
SELECT id
  FROM opinion
 WHERE region / 1000 = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_district :many
-- What stands on the board of a district, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionFoundRow
SELECT id
  FROM opinion
 WHERE region / 1000000 = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_all :many
-- What stands on the board of what stands above districts, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: first int, last int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionFoundRow
SELECT id
  FROM opinion
 WHERE region BETWEEN :first AND :last AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_event_between :many
-- What happened to opinions on the board, in its order; only what everybody may see.
-- takes: begin int, until int, first int, last int, limit int, skip int
-- gives: id int, at int, kind text, note text, number text, busy bool
SELECT e.id, e.at, e.kind, e.note, o.number, o.busy
  FROM opinion_event e
  JOIN opinion o ON o.id = e.opinion
 WHERE e.at >= :begin AND e.at < :until AND o.shown = 1 AND o.region BETWEEN :first AND :last
   AND e.kind IN ('replied', 'resolved', 'passed', 'taken', 'late_reply', 'late_resolve', 'extension_asked',
                  'extension_granted', 'extension_refused', 'merged', 'moved', 'referred', 'withdrawn', 'rated',
                  'reopened', 'visited', 'added', 'shown')
 ORDER BY e.at, e.id
 LIMIT :limit OFFSET :skip;
