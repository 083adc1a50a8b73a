-- name: circle_join :exec
-- takes: disclosure int, circle int
INSERT INTO disclosure_circle (disclosure, circle) VALUES (:disclosure, :circle)
    ON CONFLICT (disclosure) DO UPDATE SET circle = excluded.circle;

-- name: circle_clear :exec
-- takes: circle int
DELETE FROM circle_household WHERE circle = :circle;

-- name: circle_add :exec
-- takes: circle int, household int
INSERT INTO circle_household (circle, household) VALUES (:circle, :household) ON CONFLICT DO NOTHING;

-- name: circle_has :one
-- takes: circle int, account int
-- gives: household int
SELECT h.household
  FROM household_account a JOIN circle_household h ON h.household = a.household
 WHERE a.account = :account AND h.circle = :circle
 LIMIT 1;

-- name: disclosure_concerns :one
-- takes: disclosure int, account int
-- gives: household int
SELECT h.household
  FROM household_account a
  JOIN circle_household h ON h.household = a.household
  JOIN disclosure_circle d ON d.circle = h.circle
 WHERE a.account = :account AND d.disclosure = :disclosure
 LIMIT 1;
