-- Patrols (巡查): an inspector's days of looking around.

-- name: patrol_insert :exec
-- takes: id int, region int, day int, account int, started_at int, due_day int?
INSERT INTO patrol (id, region, day, account, started_at, due_day)
VALUES (:id, :region, :day, :account, :started_at, :due_day);

-- name: patrol_by_id :one
-- takes: id int
-- gives PatrolRow: id int, region int, region_name text, day int, account int, person text, started_at int
-- gives: finished_at int?, seen int, findings int, due_day int?
SELECT p.id, p.region, COALESCE(r.name, '') AS region_name, p.day, p.account, COALESCE(a.name, '') AS person,
       p.started_at, p.finished_at, p.seen, p.findings, p.due_day
  FROM patrol p
  LEFT JOIN region r ON r.code = p.region
  LEFT JOIN account a ON a.id = p.account
 WHERE p.id = :id;

-- name: patrol_open_of :one
-- The one that somebody has under way on a day.
-- takes: account int, day int
-- gives PatrolRow
SELECT p.id, p.region, COALESCE(r.name, '') AS region_name, p.day, p.account, COALESCE(a.name, '') AS person,
       p.started_at, p.finished_at, p.seen, p.findings, p.due_day
  FROM patrol p
  LEFT JOIN region r ON r.code = p.region
  LEFT JOIN account a ON a.id = p.account
 WHERE p.account = :account AND p.day = :day AND p.finished_at IS NULL
 ORDER BY p.id LIMIT 1;

-- name: patrols_within :many
-- Those of places in a range, the newest of each place first.
-- takes: first int, last int, before_region int, before_id int, limit int
-- gives PatrolRow
SELECT p.id, p.region, COALESCE(r.name, '') AS region_name, p.day, p.account, COALESCE(a.name, '') AS person,
       p.started_at, p.finished_at, p.seen, p.findings, p.due_day
  FROM patrol p
  LEFT JOIN region r ON r.code = p.region
  LEFT JOIN account a ON a.id = p.account
 WHERE p.region BETWEEN :first AND :last AND (p.region, p.id) < (:before_region, :before_id)
 ORDER BY p.region DESC, p.id DESC
 LIMIT :limit;

-- name: patrol_count :exec
-- takes: id int, seen int, findings int
UPDATE patrol SET seen = seen + :seen, findings = findings + :findings WHERE id = :id;

-- name: patrol_finish_row :count
-- takes: id int, finished_at int, due_day int?
UPDATE patrol SET finished_at = :finished_at, due_day = :due_day WHERE id = :id AND finished_at IS NULL;

-- name: patrol_item_insert :exec
-- takes: id int, patrol int, at int, finding bool, place int, title text, path text, words text
INSERT INTO patrol_item (id, patrol, at, finding, place, title, path, words)
VALUES (:id, :patrol, :at, :finding, :place, :title, :path, :words);

-- name: patrol_items :many
-- takes: patrol int, limit int
-- gives PatrolItemRow: id int, patrol int, at int, finding bool, place int, place_name text, title text, path text
-- gives: words text, work_order int?, clue int?, settled bool
SELECT i.id, i.patrol, i.at, i.finding, i.place, COALESCE(r.name, '') AS place_name, i.title, i.path, i.words,
       i.work_order, i.clue, i.settled
  FROM patrol_item i LEFT JOIN region r ON r.code = i.place
 WHERE i.patrol = :patrol
 ORDER BY i.id
 LIMIT :limit;

-- name: patrol_item_by_id :one
-- takes: id int
-- gives PatrolItemRow
SELECT i.id, i.patrol, i.at, i.finding, i.place, COALESCE(r.name, '') AS place_name, i.title, i.path, i.words,
       i.work_order, i.clue, i.settled
  FROM patrol_item i LEFT JOIN region r ON r.code = i.place
 WHERE i.id = :id;

-- name: patrol_item_settle :count
-- What a finding became; once.
-- takes: id int, work_order int?, clue int?
UPDATE patrol_item SET work_order = :work_order, clue = :clue, settled = 1
 WHERE id = :id AND finding = 1 AND settled = 0;
