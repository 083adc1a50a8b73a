-- name: flag_not_receiving :many
-- People of a village who may have what a programme gives, by the district's list, and whose household is in no list of
-- it since a day, though the village pays it.  Whom the list of the dead has is left out.
-- takes: region int, township int, district int, from int, to int, since int, limit int
-- gives: programme int, title text, resident int, name text, number text
SELECT p.id AS programme, p.name AS title, r.id AS resident, r.name, h.number
  FROM resident r
  JOIN household h ON h.id = r.household
  JOIN outside_row o ON o.id_hash = r.id_hash
  JOIN outside_list s ON s.id = o.list AND s.region = :district AND s.kind = 'eligible'
  JOIN subsidy_programme p ON p.name = o.what AND p.retired_day IS NULL
   AND (p.region = :district OR p.region = :township OR p.region = :region)
 WHERE r.region = :region AND r.id_hash <> '' AND r.left_day IS NULL AND p.id BETWEEN :from AND :to
   AND (SELECT b.id
          FROM subsidy_batch b
         WHERE b.region = :region AND b.programme = p.id AND b.state <> 'draft' AND b.period_start >= :since
         LIMIT 1) IS NOT NULL
   AND (SELECT l.id
          FROM subsidy_batch b
          JOIN subsidy_programme q ON q.id = b.programme AND q.name = p.name
          JOIN subsidy_line l ON l.batch = b.id AND l.household = r.household AND l.state <> 'failed'
         WHERE b.region = :region AND b.state <> 'draft' AND b.period_start >= :since
         LIMIT 1) IS NULL
   AND (SELECT d.day
          FROM outside_row d
          JOIN outside_list t ON t.id = d.list AND t.region = :district AND t.kind = 'deaths'
         WHERE d.id_hash = r.id_hash
         LIMIT 1) IS NULL
 ORDER BY p.id, h.number, r.id
 LIMIT :limit;
