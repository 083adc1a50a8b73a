-- name: resource_by_id :one
-- takes: id int
-- gives ResourceRecord: id int, region int, name text, kind text, area_milli int, place text, purpose text,
-- gives: state text, note text, lock int
SELECT id, region, name, kind, area_milli, place, purpose, state, note, lock FROM property_resource WHERE id = :id;

-- name: resource_by_name :one
-- takes: region int, name text
-- gives ResourceRecord
SELECT id, region, name, kind, area_milli, place, purpose, state, note, lock
  FROM property_resource
 WHERE region = :region AND name = :name;

-- name: resources_after :many
-- takes: region int, after int, limit int
-- gives ResourceRecord
SELECT id, region, name, kind, area_milli, place, purpose, state, note, lock
  FROM property_resource
 WHERE region = :region AND id > :after
 ORDER BY id
 LIMIT :limit;

-- name: resource_insert :exec
-- takes: id int, region int, name text, kind text, area_milli int, place text, purpose text, state text, note text
INSERT INTO property_resource (id, region, name, kind, area_milli, place, purpose, state, note, lock)
VALUES (:id, :region, :name, :kind, :area_milli, :place, :purpose, :state, :note, 1);

-- name: resource_update :count
-- takes: id int, lock int, name text, kind text, area_milli int, place text, purpose text, state text, note text
UPDATE property_resource
   SET name = :name, kind = :kind, area_milli = :area_milli, place = :place, purpose = :purpose, state = :state,
       note = :note, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: resource_delete :count
-- takes: id int, lock int
DELETE FROM property_resource WHERE id = :id AND lock = :lock;

-- name: holding_by_id :one
-- takes: id int
-- gives HoldingRecord: id int, region int, name text, number text, class text, quantity_milli int, unit text,
-- gives: acquired int, original_fen int, residual_fen int, method text, life_years int, yearly_fen int, place text,
-- gives: keeper text, state text, since int, note text, lock int
SELECT id, region, name, number, class, quantity_milli, unit, acquired, original_fen, residual_fen, method, life_years,
       yearly_fen, place, keeper, state, since, note, lock
  FROM property_holding
 WHERE id = :id;

-- name: holding_by_name :one
-- takes: region int, name text, number text
-- gives HoldingRecord
SELECT id, region, name, number, class, quantity_milli, unit, acquired, original_fen, residual_fen, method, life_years,
       yearly_fen, place, keeper, state, since, note, lock
  FROM property_holding
 WHERE region = :region AND name = :name AND number = :number;

-- name: holdings_after :many
-- takes: region int, after int, limit int
-- gives HoldingRecord
SELECT id, region, name, number, class, quantity_milli, unit, acquired, original_fen, residual_fen, method, life_years,
       yearly_fen, place, keeper, state, since, note, lock
  FROM property_holding
 WHERE region = :region AND id > :after
 ORDER BY id
 LIMIT :limit;

-- name: holding_insert :exec
-- takes: id int, region int, name text, number text, class text, quantity_milli int, unit text, acquired int,
-- takes: original_fen int, residual_fen int, method text, life_years int, yearly_fen int, place text, keeper text,
-- takes: state text, since int, note text
INSERT INTO property_holding (id, region, name, number, class, quantity_milli, unit, acquired, original_fen,
                              residual_fen, method, life_years, yearly_fen, place, keeper, state, since, note, lock)
VALUES (:id, :region, :name, :number, :class, :quantity_milli, :unit, :acquired, :original_fen, :residual_fen, :method,
        :life_years, :yearly_fen, :place, :keeper, :state, :since, :note, 1);

-- name: holding_update :count
-- takes: id int, lock int, name text, number text, class text, quantity_milli int, unit text, acquired int,
-- takes: original_fen int, residual_fen int, method text, life_years int, yearly_fen int, place text, keeper text,
-- takes: state text, since int, note text
UPDATE property_holding
   SET name = :name, number = :number, class = :class, quantity_milli = :quantity_milli, unit = :unit,
       acquired = :acquired, original_fen = :original_fen, residual_fen = :residual_fen, method = :method,
       life_years = :life_years, yearly_fen = :yearly_fen, place = :place, keeper = :keeper, state = :state,
       since = :since, note = :note, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: holding_delete :count
-- takes: id int, lock int
DELETE FROM property_holding WHERE id = :id AND lock = :lock;

-- name: holding_past_put :exec
-- takes: holding int, since int, place text, keeper text, state text
INSERT INTO property_holding_past (holding, since, place, keeper, state)
VALUES (:holding, :since, :place, :keeper, :state)
ON CONFLICT (holding, since) DO UPDATE SET place = excluded.place, keeper = excluded.keeper, state = excluded.state;

-- name: holding_past_at :one
-- What held at the end of a day: the last change until then, else the first of all.
-- takes: holding int, day int
-- gives: since int, place text, keeper text, state text
SELECT since, place, keeper, state
  FROM property_holding_past
 WHERE holding = :holding
 ORDER BY CASE WHEN since <= :day THEN 0 ELSE 1 END, CASE WHEN since <= :day THEN -since ELSE since END
 LIMIT 1;

-- name: holding_past_move :exec
-- A day of acquisition that was wrong: nothing holds from before it.
-- takes: holding int, day int
DELETE FROM property_holding_past WHERE holding = :holding AND since < :day;

-- name: holding_past_delete :exec
-- takes: holding int
DELETE FROM property_holding_past WHERE holding = :holding;
