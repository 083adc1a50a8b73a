-- name: report_below :many
-- The places below one by code, with what fell due there in these days (10 due, 11 on time, 13 missing now), what was
-- said (40), settled (42), and what was said up to then and is open now (41); region/tally.h.
-- takes: parent int, first int, last int, limit int
-- gives: code int, name text, closed_day int?, due int, on_time int, missing int, received int, resolved int, open int
SELECT r.code, r.name, r.closed_day,
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 10 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 11 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 13 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 40 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 42 AND t.day BETWEEN :first AND :last), 0),
       coalesce((SELECT CAST(sum(t.value) AS BIGINT) FROM tally t
                  WHERE t.region = r.code AND t.measure = 41 AND t.day BETWEEN 1 AND :last), 0)
  FROM region r
 WHERE r.parent = :parent
 ORDER BY r.code
 LIMIT :limit;

-- name: report_orders :one
-- Orders to offices in a range: issued within some time, and how many are not at an end and overdue now.
-- takes: first int, last int, from int, until int, today int
-- gives: issued int, open int, overdue int
SELECT (SELECT count(*) FROM work_order
         WHERE busy = 1 AND office BETWEEN :first AND :last AND issued_at >= :from AND issued_at < :until)
       + (SELECT count(*) FROM work_order
           WHERE busy = 0 AND office BETWEEN :first AND :last AND issued_at >= :from AND issued_at < :until) AS issued,
       (SELECT count(*) FROM work_order WHERE busy = 1 AND office BETWEEN :first AND :last) AS open,
       (SELECT count(*) FROM work_order
         WHERE busy = 1 AND office BETWEEN :first AND :last AND waits = 1 AND due_day < :today) AS overdue;
