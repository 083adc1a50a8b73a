-- name: flag_undecided :many
-- Contracts without a decision, or with one after they were signed.
-- takes: region int, from int, to int, least int, limit int
-- gives: anchor int, key text, level int, source_id int, day int?, label text, fen int?, note text
SELECT c.id AS anchor, 'undecided', 0, c.id AS source_id, COALESCE(c.signed_day, c.begins),
       COALESCE(NULLIF(c.subject, ''), r.name, h.name, c.number) AS label, CAST(NULL AS BIGINT), c.party AS note
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id BETWEEN :from AND :to AND c.way <> 'household'
   AND (c.kind = 'lease' OR c.price_fen >= :least OR c.rent_fen >= :least)
   AND ((c.decision_day IS NULL AND c.decision = '') OR c.decision_day > COALESCE(c.signed_day, c.begins))
 ORDER BY c.region, c.id
 LIMIT :limit;
