-- name: project_by_id :one
-- takes: id int
-- gives ProjectRecord: id int, region int, kind text, name text, summary text, ground text, source text,
-- gives: budget_fen int?, finished_day int?, way text, tender_day int?, contractor text, contract_fen int?,
-- gives: contract_day int?, buildings int, households int, signed_households int, paid_households int, total_fen int,
-- gives: signed_fen int, paid_fen int, changes_fen int, payments_fen int, reopened text, lock int, published bool,
-- gives: told bool
SELECT p.id, p.region, p.kind, p.name, p.summary, p.ground, p.source, p.budget_fen, p.finished_day, p.way,
       p.tender_day, p.contractor, p.contract_fen, p.contract_day, p.buildings, p.households, p.signed_households,
       p.paid_households, p.total_fen, p.signed_fen, p.paid_fen, p.changes_fen, p.payments_fen, p.reopened, p.lock,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn') AS published,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                 JOIN project_stage s ON s.id = t.stage
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn' AND s.phase <> 'before') AS told
  FROM project p
 WHERE p.id = :id;

-- name: project_by_name :one
-- takes: region int, name text
-- gives ProjectRecord
SELECT p.id, p.region, p.kind, p.name, p.summary, p.ground, p.source, p.budget_fen, p.finished_day, p.way,
       p.tender_day, p.contractor, p.contract_fen, p.contract_day, p.buildings, p.households, p.signed_households,
       p.paid_households, p.total_fen, p.signed_fen, p.paid_fen, p.changes_fen, p.payments_fen, p.reopened, p.lock,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn') AS published,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                 JOIN project_stage s ON s.id = t.stage
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn' AND s.phase <> 'before') AS told
  FROM project p
 WHERE p.region = :region AND p.name = :name;

-- name: projects_walk :many
-- All of them, by id.
-- takes: after int, limit int
-- gives ProjectRecord
SELECT p.id, p.region, p.kind, p.name, p.summary, p.ground, p.source, p.budget_fen, p.finished_day, p.way,
       p.tender_day, p.contractor, p.contract_fen, p.contract_day, p.buildings, p.households, p.signed_households,
       p.paid_households, p.total_fen, p.signed_fen, p.paid_fen, p.changes_fen, p.payments_fen, p.reopened, p.lock,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn') AS published,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                 JOIN project_stage s ON s.id = t.stage
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn' AND s.phase <> 'before') AS told
  FROM project p
 WHERE p.id > :after
 ORDER BY p.id
 LIMIT :limit;

-- name: projects_before :many
-- Of a range of places, or touching one of them, newest first; unpublished ones only when all = 1.  kind '': any.
-- takes: first int, last int, before int, kind text, every bool, limit int
-- gives ProjectRecord
SELECT p.id, p.region, p.kind, p.name, p.summary, p.ground, p.source, p.budget_fen, p.finished_day, p.way,
       p.tender_day, p.contractor, p.contract_fen, p.contract_day, p.buildings, p.households, p.signed_households,
       p.paid_households, p.total_fen, p.signed_fen, p.paid_fen, p.changes_fen, p.payments_fen, p.reopened, p.lock,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn') AS published,
       EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                 JOIN project_stage s ON s.id = t.stage
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn' AND s.phase <> 'before') AS told
  FROM project p
 WHERE p.id IN (SELECT o.id FROM project o WHERE o.region >= :first AND o.region <= :last AND o.id < :before
                UNION
                SELECT x.project FROM project_place x
                 WHERE x.region >= :first AND x.region <= :last AND x.project < :before)
   AND (:kind = '' OR p.kind = :kind)
   AND (:every = 1 OR EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                               WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn'))
 ORDER BY p.id DESC
 LIMIT :limit;

-- name: project_summaries_of :many
-- Published relocations and requisitions of a range of places, newest first.
-- takes: first int, last int, limit int
-- gives: id int, region int, name text, kind text, buildings int, households int, signed_households int,
-- gives: paid_households int
SELECT p.id, p.region, p.name, p.kind, p.buildings, p.households, p.signed_households, p.paid_households
  FROM project p
 WHERE p.id IN (SELECT o.id FROM project o WHERE o.region >= :first AND o.region <= :last AND o.kind <> 'works'
                UNION
                SELECT x.project FROM project_place x JOIN project o ON o.id = x.project
                 WHERE x.region >= :first AND x.region <= :last AND o.kind <> 'works')
   AND EXISTS (SELECT 1 FROM project_told t JOIN disclosure d ON d.id = t.disclosure
                WHERE t.project = p.id AND d.revision > 0 AND d.state <> 'withdrawn')
 ORDER BY p.id DESC
 LIMIT :limit;

-- name: project_insert :exec
-- takes: id int, region int, kind text, name text, summary text, ground text, source text, budget_fen int?,
-- takes: finished_day int?, way text, tender_day int?, contractor text, contract_fen int?, contract_day int?,
-- takes: reopened text, now int, created_by int?
INSERT INTO project (id, region, kind, name, summary, ground, source, budget_fen, finished_day, way, tender_day,
                     contractor, contract_fen, contract_day, buildings, households, signed_households,
                     paid_households, total_fen, signed_fen, paid_fen, changes_fen, payments_fen, reopened, lock,
                     created_at, created_by)
VALUES (:id, :region, :kind, :name, :summary, :ground, :source, :budget_fen, :finished_day, :way, :tender_day,
        :contractor, :contract_fen, :contract_day, 0, 0, 0, 0, 0, 0, 0, 0, 0, :reopened, 1, :now, :created_by);

-- name: project_write :count
-- takes: id int, name text, summary text, ground text, source text, budget_fen int?, finished_day int?, way text,
-- takes: tender_day int?, contractor text, contract_fen int?, contract_day int?, reopened text, lock int
UPDATE project
   SET name = :name, summary = :summary, ground = :ground, source = :source, budget_fen = :budget_fen,
       finished_day = :finished_day, way = :way, tender_day = :tender_day, contractor = :contractor,
       contract_fen = :contract_fen, contract_day = :contract_day, reopened = :reopened, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: project_count_works :exec
-- Sums from changes and payments.
-- takes: id int
UPDATE project
   SET changes_fen = (SELECT CAST(coalesce(sum(c.amount_fen), 0) AS BIGINT) FROM project_change c WHERE c.project = :id),
       payments_fen = (SELECT CAST(coalesce(sum(m.amount_fen), 0) AS BIGINT)
                         FROM project_payment m WHERE m.project = :id)
 WHERE id = :id;

-- name: building_count :exec
-- Sums from its households.
-- takes: id int
UPDATE project_building
   SET households = (SELECT count(*) FROM project_household h WHERE h.building = :id),
       signed_households = (SELECT count(*) FROM project_household h
                             WHERE h.building = :id AND h.signed_day IS NOT NULL),
       paid_households = (SELECT count(*) FROM project_household h WHERE h.building = :id AND h.paid_day IS NOT NULL),
       total_fen = (SELECT CAST(coalesce(sum(h.total_fen), 0) AS BIGINT)
                      FROM project_household h WHERE h.building = :id),
       signed_fen = (SELECT CAST(coalesce(sum(h.total_fen), 0) AS BIGINT)
                       FROM project_household h WHERE h.building = :id AND h.signed_day IS NOT NULL),
       paid_fen = (SELECT CAST(coalesce(sum(h.total_fen), 0) AS BIGINT)
                     FROM project_household h WHERE h.building = :id AND h.paid_day IS NOT NULL)
 WHERE id = :id;

-- name: project_count_buildings :exec
-- Sums from its buildings.
-- takes: id int
UPDATE project
   SET buildings = (SELECT count(*) FROM project_building b WHERE b.project = :id),
       households = (SELECT CAST(coalesce(sum(b.households), 0) AS BIGINT)
                       FROM project_building b WHERE b.project = :id),
       signed_households = (SELECT CAST(coalesce(sum(b.signed_households), 0) AS BIGINT)
                              FROM project_building b WHERE b.project = :id),
       paid_households = (SELECT CAST(coalesce(sum(b.paid_households), 0) AS BIGINT)
                            FROM project_building b WHERE b.project = :id),
       total_fen = (SELECT CAST(coalesce(sum(b.total_fen), 0) AS BIGINT)
                      FROM project_building b WHERE b.project = :id),
       signed_fen = (SELECT CAST(coalesce(sum(b.signed_fen), 0) AS BIGINT)
                       FROM project_building b WHERE b.project = :id),
       paid_fen = (SELECT CAST(coalesce(sum(b.paid_fen), 0) AS BIGINT)
                     FROM project_building b WHERE b.project = :id)
 WHERE id = :id;

-- name: project_delete :exec
-- takes: id int
DELETE FROM project WHERE id = :id;

-- name: project_places_of :many
-- takes: project int
-- gives: region int
SELECT region FROM project_place WHERE project = :project ORDER BY region LIMIT 50;

-- name: project_place_insert :exec
-- takes: project int, region int
INSERT INTO project_place (project, region) VALUES (:project, :region);

-- name: project_places_delete :exec
-- takes: project int
DELETE FROM project_place WHERE project = :project;

-- name: project_place_used :one
-- Whether a place has households or disclosures of the project.
-- takes: project int, region int
-- gives: used bool
SELECT EXISTS (SELECT 1 FROM project_household h WHERE h.project = :project AND h.region = :region)
       OR EXISTS (SELECT 1 FROM project_building b WHERE b.project = :project AND b.region = :region)
       OR EXISTS (SELECT 1 FROM project_told t WHERE t.project = :project AND t.region = :region) AS used;

-- name: project_stages_of :many
-- takes: project int
-- gives StageRecord: id int, project int, position int, name text, phase text, planned_start int?, planned_end int?,
-- gives: actual_start int?, actual_end int?, note text
SELECT id, project, position, name, phase, planned_start, planned_end, actual_start, actual_end, note
  FROM project_stage
 WHERE project = :project
 ORDER BY position, id
 LIMIT 30;

-- name: project_stage_insert :exec
-- takes: id int, project int, position int, name text, phase text, planned_start int?, planned_end int?,
-- takes: actual_start int?, actual_end int?, note text
INSERT INTO project_stage (id, project, position, name, phase, planned_start, planned_end, actual_start, actual_end,
                           note)
VALUES (:id, :project, :position, :name, :phase, :planned_start, :planned_end, :actual_start, :actual_end, :note);

-- name: project_stage_update :exec
-- takes: id int, position int, name text, phase text, planned_start int?, planned_end int?, actual_start int?,
-- takes: actual_end int?, note text
UPDATE project_stage
   SET position = :position, name = :name, phase = :phase, planned_start = :planned_start, planned_end = :planned_end,
       actual_start = :actual_start, actual_end = :actual_end, note = :note
 WHERE id = :id;

-- name: project_stage_delete :exec
-- takes: id int
DELETE FROM project_stage WHERE id = :id;

-- name: project_stages_delete :exec
-- takes: project int
DELETE FROM project_stage WHERE project = :project;

-- name: project_told_of :many
-- What was handed in; state '': thrown away since.
-- takes: project int
-- gives: stage int, region int, disclosure int, as_of int, explanation text, state text, revision int, working int,
-- gives: published_at int?, notice_until int?
SELECT t.stage, t.region, t.disclosure, t.as_of, t.explanation, coalesce(d.state, '') AS state,
       coalesce(d.revision, 0) AS revision, coalesce(d.working, 0) AS working, d.first_published_at AS published_at,
       d.notice_until
  FROM project_told t LEFT JOIN disclosure d ON d.id = t.disclosure
 WHERE t.project = :project
 ORDER BY t.stage, t.region
 LIMIT 1500;

-- name: project_told_put :exec
-- takes: stage int, region int, project int, disclosure int, as_of int, explanation text
INSERT INTO project_told (stage, region, project, disclosure, as_of, explanation)
VALUES (:stage, :region, :project, :disclosure, :as_of, :explanation)
    ON CONFLICT (stage, region) DO UPDATE SET disclosure = excluded.disclosure, as_of = excluded.as_of,
                                              explanation = excluded.explanation;

-- name: project_of_disclosure :one
-- takes: disclosure int
-- gives: project int
SELECT project FROM project_told WHERE disclosure = :disclosure LIMIT 1;

-- name: project_standards_of :many
-- takes: project int
-- gives: id int, item text, unit text, standard_fen int, note text
SELECT id, item, unit, standard_fen, note FROM project_standard WHERE project = :project ORDER BY position LIMIT 50;

-- name: project_standard_insert :exec
-- takes: id int, project int, position int, item text, unit text, standard_fen int, note text
INSERT INTO project_standard (id, project, position, item, unit, standard_fen, note)
VALUES (:id, :project, :position, :item, :unit, :standard_fen, :note);

-- name: project_standards_delete :exec
-- takes: project int
DELETE FROM project_standard WHERE project = :project;

-- name: project_buildings_of :many
-- takes: project int
-- gives: id int, region int, name text, households int, signed_households int, paid_households int, total_fen int,
-- gives: signed_fen int, paid_fen int
SELECT id, region, name, households, signed_households, paid_households, total_fen, signed_fen, paid_fen
  FROM project_building
 WHERE project = :project
 ORDER BY region, name
 LIMIT 301;

-- name: building_sums :many
-- The same, counted from the households.
-- takes: project int
-- gives: id int, name text, households int, signed_households int, paid_households int, total_fen int, signed_fen int,
-- gives: paid_fen int
SELECT b.id, b.name, count(h.id) AS households, count(h.signed_day) AS signed_households,
       count(h.paid_day) AS paid_households, CAST(coalesce(sum(h.total_fen), 0) AS BIGINT) AS total_fen,
       CAST(coalesce(sum(h.total_fen) FILTER (WHERE h.signed_day IS NOT NULL), 0) AS BIGINT) AS signed_fen,
       CAST(coalesce(sum(h.total_fen) FILTER (WHERE h.paid_day IS NOT NULL), 0) AS BIGINT) AS paid_fen
  FROM project_building b LEFT JOIN project_household h ON h.building = b.id
 WHERE b.project = :project
 GROUP BY b.id, b.name, b.region
 ORDER BY b.region, b.name
 LIMIT 301;

-- name: building_insert :exec
-- takes: id int, project int, region int, name text
INSERT INTO project_building (id, project, region, name, households, signed_households, paid_households, total_fen,
                              signed_fen, paid_fen)
VALUES (:id, :project, :region, :name, 0, 0, 0, 0, 0, 0);

-- name: building_rename :exec
-- takes: id int, name text
UPDATE project_building SET name = :name WHERE id = :id;

-- name: building_delete :exec
-- takes: id int
DELETE FROM project_building WHERE id = :id;

-- name: buildings_delete :exec
-- takes: project int
DELETE FROM project_building WHERE project = :project;

-- name: project_households_of :many
-- By place and position.
-- takes: project int
-- gives HouseholdOfProject: id int, project int, region int, position int, household int?, building int,
-- gives: building_name text, number text, head text, group_name text, agreement text, signed_day int?, paid_day int?,
-- gives: note text, total_fen int
SELECT h.id, h.project, h.region, h.position, h.household, h.building, b.name AS building_name, h.number, h.head,
       h.group_name, h.agreement, h.signed_day, h.paid_day, h.note, h.total_fen
  FROM project_household h JOIN project_building b ON b.id = h.building
 WHERE h.project = :project
 ORDER BY h.region, h.position
 LIMIT 250000;

-- name: project_household_by_id :one
-- takes: id int
-- gives HouseholdOfProject
SELECT h.id, h.project, h.region, h.position, h.household, h.building, b.name AS building_name, h.number, h.head,
       h.group_name, h.agreement, h.signed_day, h.paid_day, h.note, h.total_fen
  FROM project_household h JOIN project_building b ON b.id = h.building
 WHERE h.id = :id;

-- name: projects_of_household :many
-- Where it stands, newest first.
-- takes: household int, limit int
-- gives HouseholdOfProject
SELECT h.id, h.project, h.region, h.position, h.household, h.building, b.name AS building_name, h.number, h.head,
       h.group_name, h.agreement, h.signed_day, h.paid_day, h.note, h.total_fen
  FROM project_household h JOIN project_building b ON b.id = h.building
 WHERE h.household = :household
 ORDER BY h.project DESC, h.id
 LIMIT :limit;

-- name: project_household_insert :exec
-- takes: id int, project int, region int, position int, household int?, building int, number text, head text,
-- takes: group_name text, agreement text, signed_day int?, paid_day int?, note text, total_fen int
INSERT INTO project_household (id, project, region, position, household, building, number, head, group_name, agreement,
                               signed_day, paid_day, note, total_fen)
VALUES (:id, :project, :region, :position, :household, :building, :number, :head, :group_name, :agreement,
        :signed_day, :paid_day, :note, :total_fen);

-- name: project_household_steps :exec
-- takes: id int, agreement text, signed_day int?, paid_day int?
UPDATE project_household SET agreement = :agreement, signed_day = :signed_day, paid_day = :paid_day WHERE id = :id;

-- name: project_households_delete :exec
-- Those of one place.
-- takes: project int, region int
DELETE FROM project_household WHERE project = :project AND region = :region;

-- name: project_lines_of :many
-- By household and position.
-- takes: project int
-- gives: household int, item text, quantity_milli int, standard_fen int, amount_fen int
SELECT l.household, l.item, l.quantity_milli, l.standard_fen, l.amount_fen
  FROM project_household h JOIN project_line l ON l.household = h.id
 WHERE h.project = :project
 ORDER BY h.region, h.position, l.position
 LIMIT 250000;

-- name: project_line_insert :exec
-- takes: id int, household int, position int, item text, quantity_milli int, standard_fen int, amount_fen int
INSERT INTO project_line (id, household, position, item, quantity_milli, standard_fen, amount_fen)
VALUES (:id, :household, :position, :item, :quantity_milli, :standard_fen, :amount_fen);

-- name: project_lines_delete :exec
-- Those of one place.
-- takes: project int, region int
DELETE FROM project_line
 WHERE household IN (SELECT h.id FROM project_household h WHERE h.project = :project AND h.region = :region);

-- name: household_line_sums :many
-- Households whose sum is not that of their lines.
-- takes: project int, limit int
-- gives: number text, total_fen int, sum_fen int
SELECT h.number, h.total_fen,
       (SELECT CAST(coalesce(sum(l.amount_fen), 0) AS BIGINT) FROM project_line l WHERE l.household = h.id) AS sum_fen
  FROM project_household h
 WHERE h.project = :project
   AND h.total_fen <> (SELECT CAST(coalesce(sum(l.amount_fen), 0) AS BIGINT)
                         FROM project_line l WHERE l.household = h.id)
 ORDER BY h.number
 LIMIT :limit;

-- name: project_bids_of :many
-- takes: project int
-- gives: id int, bidder text, amount_fen int, valid bool, note text
SELECT id, bidder, amount_fen, valid, note FROM project_bid WHERE project = :project ORDER BY position LIMIT 50;

-- name: project_bid_insert :exec
-- takes: id int, project int, position int, bidder text, amount_fen int, valid bool, note text
INSERT INTO project_bid (id, project, position, bidder, amount_fen, valid, note)
VALUES (:id, :project, :position, :bidder, :amount_fen, :valid, :note);

-- name: project_bids_delete :exec
-- takes: project int
DELETE FROM project_bid WHERE project = :project;

-- name: project_payments_of :many
-- takes: project int
-- gives: id int, day int, amount_fen int, voucher text, entry int?, note text
SELECT id, day, amount_fen, voucher, entry, note
  FROM project_payment
 WHERE project = :project
 ORDER BY day, id
 LIMIT 500;

-- name: project_payment_insert :exec
-- takes: id int, project int, day int, amount_fen int, voucher text, entry int?, note text
INSERT INTO project_payment (id, project, day, amount_fen, voucher, entry, note)
VALUES (:id, :project, :day, :amount_fen, :voucher, :entry, :note);

-- name: project_payments_delete :exec
-- takes: project int
DELETE FROM project_payment WHERE project = :project;

-- name: project_changes_of :many
-- takes: project int
-- gives: id int, day int, amount_fen int, reason text, decision text
SELECT id, day, amount_fen, reason, decision
  FROM project_change
 WHERE project = :project
 ORDER BY day, id
 LIMIT 100;

-- name: project_change_insert :exec
-- takes: id int, project int, day int, amount_fen int, reason text, decision text
INSERT INTO project_change (id, project, day, amount_fen, reason, decision)
VALUES (:id, :project, :day, :amount_fen, :reason, :decision);

-- name: project_changes_delete :exec
-- takes: project int
DELETE FROM project_change WHERE project = :project;

-- name: project_told_delete :exec
-- takes: project int
DELETE FROM project_told WHERE project = :project;

-- name: project_told_forget :exec
-- Those of a stage; their disclosures were thrown away.
-- takes: stage int
DELETE FROM project_told WHERE stage = :stage;

-- name: buildings_drop_empty :exec
-- Those of a place that have no household.
-- takes: project int, region int
DELETE FROM project_building
 WHERE project = :project AND region = :region
   AND NOT EXISTS (SELECT 1 FROM project_household h WHERE h.building = project_building.id);
