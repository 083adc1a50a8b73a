-- name: flag_close_bids :many
-- Valid bids for one project, all of them within so many hundredths of the lowest.
-- takes: region int, from int, to int, least int, gap int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT p.id AS anchor, 'close', 0, p.id AS source_id, p.tender_day AS day, b.bidder AS label, b.amount_fen AS fen, p.name AS note
  FROM project p
  JOIN project_bid b ON b.project = p.id AND b.valid = 1
 WHERE p.region = :region AND p.id BETWEEN :from AND :to
   AND (SELECT count(*) FROM project_bid o WHERE o.project = p.id AND o.valid = 1) >= :least
   AND (SELECT (max(o.amount_fen) - min(o.amount_fen)) * 100 - min(o.amount_fen) * :gap
          FROM project_bid o WHERE o.project = p.id AND o.valid = 1) < 0
 ORDER BY p.id, b.position
 LIMIT :limit;
