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

-- name: resources_count :one
-- takes: region int
-- gives: count int
SELECT count(*) AS count FROM property_resource WHERE region = :region;

-- name: holdings_count :one
-- takes: region int
-- gives: count int
SELECT count(*) AS count FROM property_holding WHERE region = :region;

-- name: property_sum_update :exec
-- What the registers of a village hold now.
-- takes: region int
INSERT INTO property_sum (region, resources, area_milli, assets, original_fen, contracts, receivable_fen, payable_fen,
                          funds_fen)
VALUES (:region,
        (SELECT count(*) FROM property_resource WHERE region = :region AND state <> 'gone'),
        (SELECT CAST(coalesce(sum(area_milli), 0) AS BIGINT)
           FROM property_resource WHERE region = :region AND state <> 'gone'),
        (SELECT count(*) FROM property_holding WHERE region = :region AND state <> 'scrapped'),
        (SELECT CAST(coalesce(sum(original_fen), 0) AS BIGINT)
           FROM property_holding WHERE region = :region AND state <> 'scrapped'),
        (SELECT count(*) FROM property_contract WHERE region = :region),
        (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT)
           FROM property_debt WHERE region = :region AND side = 'receivable'),
        (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT)
           FROM property_debt WHERE region = :region AND side = 'payable'),
        (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT) FROM property_special WHERE region = :region))
ON CONFLICT (region) DO UPDATE
   SET resources = excluded.resources, area_milli = excluded.area_milli, assets = excluded.assets,
       original_fen = excluded.original_fen, contracts = excluded.contracts,
       receivable_fen = excluded.receivable_fen, payable_fen = excluded.payable_fen, funds_fen = excluded.funds_fen;

-- name: property_sum_within :one
-- takes: first int, last int
-- gives: resources int, area_milli int, assets int, original_fen int, contracts int, receivable_fen int,
-- gives: payable_fen int, funds_fen int
SELECT CAST(coalesce(sum(resources), 0) AS BIGINT) AS resources,
       CAST(coalesce(sum(area_milli), 0) AS BIGINT) AS area_milli,
       CAST(coalesce(sum(assets), 0) AS BIGINT) AS assets,
       CAST(coalesce(sum(original_fen), 0) AS BIGINT) AS original_fen,
       CAST(coalesce(sum(contracts), 0) AS BIGINT) AS contracts,
       CAST(coalesce(sum(receivable_fen), 0) AS BIGINT) AS receivable_fen,
       CAST(coalesce(sum(payable_fen), 0) AS BIGINT) AS payable_fen,
       CAST(coalesce(sum(funds_fen), 0) AS BIGINT) AS funds_fen
  FROM property_sum
 WHERE region BETWEEN :first AND :last;

-- name: property_sums_walk :many
-- takes: after int, limit int
-- gives: region int
SELECT region FROM property_sum WHERE region > :after ORDER BY region LIMIT :limit;

-- name: property_sum_of :one
-- takes: region int
-- gives PropertySumOfRow: resources int, area_milli int, assets int, original_fen int, contracts int, receivable_fen int,
-- gives: payable_fen int, funds_fen int
SELECT resources, area_milli, assets, original_fen, contracts, receivable_fen, payable_fen, funds_fen
  FROM property_sum
 WHERE region = :region;

-- name: statement_of :one
-- takes: region int, item text, period text
-- gives StatementRecord: region int, item text, period text, period_start int, period_end int, disclosure int,
-- gives: changed bool
SELECT region, item, period, period_start, period_end, disclosure, changed
  FROM property_statement
 WHERE region = :region AND item = :item AND period = :period;

-- name: statements_ending :many
-- Those that end on a day or later, the newest first.
-- takes: region int, item text, from int, limit int
-- gives StatementRecord
SELECT region, item, period, period_start, period_end, disclosure, changed
  FROM property_statement
 WHERE region = :region AND item = :item AND period_end >= :from
 ORDER BY period_end DESC, period
 LIMIT :limit;

-- name: statements_walk :many
-- takes: region int, item text, period text, limit int
-- gives StatementRecord
SELECT region, item, period, period_start, period_end, disclosure, changed
  FROM property_statement
 WHERE (region, item, period) > (:region, :item, :period)
 ORDER BY region, item, period
 LIMIT :limit;

-- name: statement_put :exec
-- takes: region int, item text, period text, period_start int, period_end int, disclosure int
INSERT INTO property_statement (region, item, period, period_start, period_end, disclosure, changed)
VALUES (:region, :item, :period, :period_start, :period_end, :disclosure, 0)
ON CONFLICT (region, item, period) DO UPDATE SET disclosure = excluded.disclosure, changed = 0;

-- name: statement_mark :exec
-- takes: region int, item text, period text, changed bool
UPDATE property_statement SET changed = :changed WHERE region = :region AND item = :item AND period = :period;

-- name: property_disclosure_of :one
-- The newest one of an item and period that was not withdrawn.
-- takes: region int, item text, period text
-- gives: id int
SELECT id
  FROM disclosure
 WHERE region = :region AND item = :item AND period = :period AND state <> 'withdrawn'
 ORDER BY id DESC
 LIMIT 1;

-- name: property_published :one
-- The newest published one of an item, but those of a single day.
-- takes: region int, item text
-- gives: id int
SELECT id
  FROM disclosure
 WHERE region = :region AND item = :item AND revision > 0 AND state <> 'withdrawn' AND period_end > period_start
 ORDER BY period_start DESC, id DESC
 LIMIT 1;

-- name: property_sum_count :one
-- The same as property_sum_update keeps, counted anew.
-- takes: region int
-- gives PropertySumOfRow
SELECT (SELECT count(*) FROM property_resource WHERE region = :region AND state <> 'gone') AS resources,
       (SELECT CAST(coalesce(sum(area_milli), 0) AS BIGINT)
           FROM property_resource WHERE region = :region AND state <> 'gone') AS area_milli,
       (SELECT count(*) FROM property_holding WHERE region = :region AND state <> 'scrapped') AS assets,
       (SELECT CAST(coalesce(sum(original_fen), 0) AS BIGINT)
           FROM property_holding WHERE region = :region AND state <> 'scrapped') AS original_fen,
       (SELECT count(*) FROM property_contract WHERE region = :region) AS contracts,
       (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT)
           FROM property_debt WHERE region = :region AND side = 'receivable') AS receivable_fen,
       (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT)
           FROM property_debt WHERE region = :region AND side = 'payable') AS payable_fen,
       (SELECT CAST(coalesce(sum(balance_fen), 0) AS BIGINT) FROM property_special WHERE region = :region) AS funds_fen;

-- name: property_balances_wrong :many
-- Contracts, debts and funds of a village whose sum is not that of their movements.
-- takes: region int, after int, limit int
-- gives: id int, kept int, counted int
SELECT x.id, x.kept, x.counted
  FROM (SELECT c.id, c.received_fen AS kept,
               (SELECT CAST(coalesce(sum(m.amount_fen), 0) AS BIGINT) FROM property_move m WHERE m.owner = c.id)
                   AS counted
          FROM property_contract c
         WHERE c.region = :region AND c.id > :after
        UNION ALL
        SELECT d.id, d.balance_fen AS kept,
               d.opening_fen + (SELECT CAST(coalesce(sum(CASE WHEN m.kind = 'in' THEN m.amount_fen
                                                               ELSE -m.amount_fen END), 0) AS BIGINT)
                                  FROM property_move m WHERE m.owner = d.id AND m.kind <> 'note') AS counted
          FROM property_debt d
         WHERE d.region = :region AND d.id > :after
        UNION ALL
        SELECT s.id, s.balance_fen AS kept,
               s.opening_fen + (SELECT CAST(coalesce(sum(CASE WHEN m.kind = 'in' THEN m.amount_fen
                                                               ELSE -m.amount_fen END), 0) AS BIGINT)
                                  FROM property_move m WHERE m.owner = s.id AND m.kind <> 'note') AS counted
          FROM property_special s
         WHERE s.region = :region AND s.id > :after) x
 WHERE x.kept <> x.counted
 ORDER BY x.id
 LIMIT :limit;
