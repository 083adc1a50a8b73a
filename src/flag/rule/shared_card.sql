-- name: flag_shared_card :many
-- Lines of a list that go to one card, of several names and households.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH carded AS MATERIALIZED (
    SELECT b.id AS batch, l.position, l.name, l.amount_fen, l.paid_day, l.card_hash, l.card_tail,
           COALESCE(CAST(l.household AS TEXT), NULLIF(l.number, ''), l.name) AS house
      FROM subsidy_batch b
      JOIN subsidy_line l ON l.batch = b.id AND l.card_hash <> ''
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
), shared AS (
    SELECT batch, card_hash
      FROM carded
     GROUP BY batch, card_hash
    HAVING count(*) > 1 AND min(name) <> max(name) AND min(house) <> max(house)
)
SELECT c.batch AS anchor, c.card_hash AS key, 0, c.batch AS source_id, c.paid_day AS day, c.name AS label, c.amount_fen AS fen,
       c.card_tail AS note
  FROM shared s
  JOIN carded c ON c.batch = s.batch AND c.card_hash = s.card_hash
 ORDER BY c.batch, c.card_hash, c.position
 LIMIT :limit;
