-- name: flag_same_bidders :many
-- Projects of a district with the bidders of one of this place, which is the oldest of them.
-- takes: region int, from int, to int, first int, last int, times int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH mine AS (
    SELECT p.id, count(*) AS bidders
      FROM project p
      JOIN project_bid b ON b.project = p.id
     WHERE p.region = :region AND p.id BETWEEN :from AND :to
     GROUP BY p.id
    HAVING count(*) > 1
), met AS (
    SELECT m.id AS oldest, m.bidders, o.project
      FROM mine m
      JOIN project_bid b ON m.id = b.project
      JOIN project_bid o ON o.bidder = b.bidder
     GROUP BY m.id, m.bidders, o.project
    HAVING count(*) = m.bidders
), same AS (
    SELECT t.oldest, q.id, q.name, q.tender_day, q.contract_fen, q.contractor,
           count(*) OVER (PARTITION BY t.oldest) AS times, min(q.id) OVER (PARTITION BY t.oldest) AS least
      FROM met t
      JOIN project q ON q.id = t.project
     WHERE q.region BETWEEN :first AND :last
       AND (SELECT count(*) FROM project_bid o WHERE o.project = q.id) = t.bidders
)
SELECT oldest AS anchor, 'same', 0, id AS source_id, tender_day AS day, name AS label, contract_fen AS fen, contractor AS note
  FROM same
 WHERE times >= :times AND least = oldest
 ORDER BY oldest, id
 LIMIT :limit;
