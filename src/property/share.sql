-- name: plan_by_id :one
-- takes: id int
-- gives PlanRecord: id int, region int, year int, direction int, category int, item text, planned_fen int,
-- gives: done_fen int, next_fen int, note text, lock int
SELECT id, region, year, direction, category, item, planned_fen, done_fen, next_fen, note, lock
  FROM property_plan
 WHERE id = :id;

-- name: plan_by_item :one
-- takes: region int, year int, direction int, item text
-- gives: id int
SELECT id FROM property_plan
 WHERE region = :region AND year = :year AND direction = :direction AND item = :item;

-- name: plan_of_year :many
-- takes: region int, year int, limit int
-- gives PlanRecord
SELECT id, region, year, direction, category, item, planned_fen, done_fen, next_fen, note, lock
  FROM property_plan
 WHERE region = :region AND year = :year
 ORDER BY direction DESC, id
 LIMIT :limit;

-- name: plan_years :many
-- takes: region int, limit int
-- gives: year int
SELECT DISTINCT year FROM property_plan WHERE region = :region ORDER BY year LIMIT :limit;

-- name: plan_insert :exec
-- takes: id int, region int, year int, direction int, category int, item text, planned_fen int, done_fen int,
-- takes: next_fen int, note text
INSERT INTO property_plan (id, region, year, direction, category, item, planned_fen, done_fen, next_fen, note, lock)
VALUES (:id, :region, :year, :direction, :category, :item, :planned_fen, :done_fen, :next_fen, :note, 1);

-- name: plan_update :count
-- takes: id int, lock int, year int, direction int, category int, item text, planned_fen int, done_fen int,
-- takes: next_fen int, note text
UPDATE property_plan
   SET year = :year, direction = :direction, category = :category, item = :item, planned_fen = :planned_fen,
       done_fen = :done_fen, next_fen = :next_fen, note = :note, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: plan_delete :count
-- takes: id int, lock int
DELETE FROM property_plan WHERE id = :id AND lock = :lock;

-- name: plan_ledger_sum :one
-- What the closed months first … last of the ledger gave for the categories low … high.
-- takes: region int, first int, last int, direction int, low int, high int
-- gives: amount_fen int
SELECT CAST(coalesce(sum(s.amount_fen), 0) AS BIGINT) AS amount_fen
  FROM entry_sum s
  JOIN ledger_month m ON m.region = s.region AND m.month = s.month AND m.state = 'closed'
 WHERE s.region = :region AND s.month BETWEEN :first AND :last AND s.direction = :direction
   AND s.category BETWEEN :low AND :high;

-- name: share_by_id :one
-- takes: id int
-- gives ShareRecord: id int, region int, year int, kind text, post text, person text, household text, number text,
-- gives: household_id int?, quantity_milli int, unit text, standard_fen int, amount_fen int, paid_day int?, lock int
SELECT id, region, year, kind, post, person, household, number, household_id, quantity_milli, unit, standard_fen,
       amount_fen, paid_day, lock
  FROM property_share
 WHERE id = :id;

-- name: shares_after :many
-- Of a village, those that come after (year, id) in that order.
-- takes: region int, year int, id int, limit int
-- gives ShareRecord
SELECT id, region, year, kind, post, person, household, number, household_id, quantity_milli, unit, standard_fen,
       amount_fen, paid_day, lock
  FROM property_share
 WHERE region = :region AND (year, id) > (:year, :id)
 ORDER BY year, id
 LIMIT :limit;

-- name: shares_of_year :many
-- takes: region int, year int, after int, limit int
-- gives ShareRecord
SELECT id, region, year, kind, post, person, household, number, household_id, quantity_milli, unit, standard_fen,
       amount_fen, paid_day, lock
  FROM property_share
 WHERE region = :region AND year = :year AND id > :after
 ORDER BY id
 LIMIT :limit;

-- name: shares_of_household :many
-- takes: household int, limit int
-- gives ShareRecord
SELECT id, region, year, kind, post, person, household, number, household_id, quantity_milli, unit, standard_fen,
       amount_fen, paid_day, lock
  FROM property_share
 WHERE household_id = :household
 ORDER BY year DESC, id
 LIMIT :limit;

-- name: shares_count :one
-- takes: region int, year int
-- gives: count int
SELECT count(*) AS count FROM property_share WHERE region = :region AND year = :year;

-- name: share_insert :exec
-- takes: id int, region int, year int, kind text, post text, person text, household text, number text,
-- takes: household_id int?, quantity_milli int, unit text, standard_fen int, amount_fen int, paid_day int?
INSERT INTO property_share (id, region, year, kind, post, person, household, number, household_id, quantity_milli, unit,
                            standard_fen, amount_fen, paid_day, lock)
VALUES (:id, :region, :year, :kind, :post, :person, :household, :number, :household_id, :quantity_milli, :unit,
        :standard_fen, :amount_fen, :paid_day, 1);

-- name: share_update :count
-- takes: id int, lock int, year int, kind text, post text, person text, household text, number text,
-- takes: household_id int?, quantity_milli int, unit text, standard_fen int, amount_fen int, paid_day int?
UPDATE property_share
   SET year = :year, kind = :kind, post = :post, person = :person, household = :household, number = :number,
       household_id = :household_id, quantity_milli = :quantity_milli, unit = :unit, standard_fen = :standard_fen,
       amount_fen = :amount_fen, paid_day = :paid_day, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: share_delete :count
-- takes: id int, lock int
DELETE FROM property_share WHERE id = :id AND lock = :lock;
