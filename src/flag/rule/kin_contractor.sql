-- name: flag_kin_contractor :many
-- Who got the works of a place, and who else bid for them.
-- takes: region int, from int, to int, limit int
-- gives: project int, name text, day int?, fen int?, company text, won bool
SELECT p.id AS project, p.name, p.contract_day AS day, p.contract_fen AS fen, p.contractor AS company, 1 AS won
  FROM project p
 WHERE p.region = :region AND p.id BETWEEN :from AND :to AND p.contractor <> ''
 UNION ALL
SELECT p.id AS project, p.name, p.tender_day AS day, b.amount_fen AS fen, b.bidder AS company, 0 AS won
  FROM project p
  JOIN project_bid b ON b.project = p.id
 WHERE p.region = :region AND p.id BETWEEN :from AND :to AND b.bidder <> p.contractor
 ORDER BY 1, 6 DESC, 5
 LIMIT :limit;
