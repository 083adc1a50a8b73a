-- name: flag_shared_card :many
-- Lines of a list that go to one card, of several names and households.
-- takes: region int, from int, to int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
WITH carded AS (
    SELECT b.id AS batch, l.position, l.name, l.amount_fen, l.paid_day, l.card_hash, l.card_tail,
           COALESCE(CAST(l.household AS TEXT), NULLIF(l.number, ''), l.name) AS house
      FROM subsidy_batch b
      JOIN subsidy_line l ON l.batch = b.id AND l.card_hash <> ''
     WHERE b.region = :region AND b.id BETWEEN :from AND :to AND b.state <> 'draft'
), shared AS (
    SELECT batch, position, name, amount_fen, paid_day, card_hash, card_tail,
           min(name) OVER card AS least, max(name) OVER card AS most, min(house) OVER card AS least_house,
           max(house) OVER card AS most_house
      FROM carded
    WINDOW card AS (PARTITION BY batch, card_hash)
)
SELECT batch AS anchor, card_hash AS key, 0, batch AS source_id, paid_day AS day, name AS label, amount_fen AS fen,
       card_tail AS note
  FROM shared
 WHERE least <> most AND least_house <> most_house
 ORDER BY batch, card_hash, position
 LIMIT :limit;
