-- Clues (问题线索).  Words are sealed before they come here (base/sealing.h).

-- name: clue_insert :exec
-- takes: id int, region int, sealed_for int, about text, source text, source_id int, kind text, found_day int
-- takes: due_day int?, body text, subject text, recorded_by int, recorded_at int
INSERT INTO clue (id, region, sealed_for, about, source, source_id, kind, state, busy, found_day, due_day, body,
                  subject, recorded_by, recorded_at)
VALUES (:id, :region, :sealed_for, :about, :source, :source_id, :kind, 'received', 1, :found_day, :due_day, :body,
        :subject, :recorded_by, :recorded_at);

-- name: clue_put :count
-- takes: id int, lock int, state text, busy bool, due_day int?, closing text, closed_at int?, persons int
UPDATE clue
   SET state = :state, busy = :busy, due_day = :due_day, closing = :closing, closed_at = :closed_at,
       persons = :persons, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: clue_by_id :one
-- takes: id int
-- gives ClueRow: id int, region int, region_name text, sealed_for int, about text, source text, source_id int, kind text
-- gives: state text, busy bool, found_day int, due_day int?, body text, subject text, closing text, recorded_by int
-- gives: recorded_at int, closed_at int?, persons int, lock int
SELECT c.id, c.region, COALESCE(r.name, '') AS region_name, c.sealed_for, c.about, c.source, c.source_id, c.kind,
       c.state, c.busy, c.found_day, c.due_day, c.body, c.subject, c.closing, c.recorded_by, c.recorded_at,
       c.closed_at, c.persons, c.lock
  FROM clue c LEFT JOIN region r ON r.code = c.region
 WHERE c.id = :id;

-- name: clue_busy_within :many
-- Those for the inspectors of these places that are not at an end, the newest first.
-- takes: first int, last int, before_for int, before_id int, limit int
-- gives ClueRow
SELECT c.id, c.region, COALESCE(r.name, '') AS region_name, c.sealed_for, c.about, c.source, c.source_id, c.kind,
       c.state, c.busy, c.found_day, c.due_day, c.body, c.subject, c.closing, c.recorded_by, c.recorded_at,
       c.closed_at, c.persons, c.lock
  FROM clue c LEFT JOIN region r ON r.code = c.region
 WHERE c.busy = 1 AND c.sealed_for BETWEEN :first AND :last AND (c.sealed_for, c.id) < (:before_for, :before_id)
 ORDER BY c.sealed_for DESC, c.id DESC
 LIMIT :limit;

-- name: clue_done_within :many
-- Those that are closed.
-- takes: first int, last int, before_for int, before_id int, limit int
-- gives ClueRow
SELECT c.id, c.region, COALESCE(r.name, '') AS region_name, c.sealed_for, c.about, c.source, c.source_id, c.kind,
       c.state, c.busy, c.found_day, c.due_day, c.body, c.subject, c.closing, c.recorded_by, c.recorded_at,
       c.closed_at, c.persons, c.lock
  FROM clue c LEFT JOIN region r ON r.code = c.region
 WHERE c.busy = 0 AND c.sealed_for BETWEEN :first AND :last AND (c.sealed_for, c.id) < (:before_for, :before_id)
 ORDER BY c.sealed_for DESC, c.id DESC
 LIMIT :limit;

-- name: clue_totals_within :one
-- How many there are, and how many persons had an outcome.
-- takes: first int, last int
-- gives ClueTotalsWithinRow: found int, persons int
SELECT (SELECT count(*) FROM clue WHERE region BETWEEN :first AND :last) AS found,
       (SELECT count(DISTINCT mark) FROM clue_person WHERE region BETWEEN :first AND :last) AS persons;

-- name: clue_totals_of_days :one
-- The same of those that were found within some days.
-- takes: first int, last int, from int, to int
-- gives ClueTotalsWithinRow
SELECT (SELECT count(*) FROM clue WHERE region BETWEEN :first AND :last AND found_day BETWEEN :from AND :to) AS found,
       (SELECT count(DISTINCT p.mark)
          FROM clue_person p JOIN clue c ON c.id = p.clue
         WHERE p.region BETWEEN :first AND :last AND c.found_day BETWEEN :from AND :to) AS persons;

-- name: clue_person_insert :exec
-- takes: id int, clue int, region int, mark text, words text
INSERT INTO clue_person (id, clue, region, mark, words) VALUES (:id, :clue, :region, :mark, :words);

-- name: clue_person_delete :count
-- takes: id int, clue int
DELETE FROM clue_person WHERE id = :id AND clue = :clue;

-- name: clue_person_list :many
-- takes: clue int, limit int
-- gives: id int, words text
SELECT id, words FROM clue_person WHERE clue = :clue ORDER BY id LIMIT :limit;

-- name: clue_person_count :one
-- takes: clue int
-- gives: persons int
SELECT count(DISTINCT mark) AS persons FROM clue_person WHERE clue = :clue;

-- name: clue_event_insert :exec
-- takes: id int, clue int, at int, account int, kind text, note text
INSERT INTO clue_event (id, clue, at, account, kind, note) VALUES (:id, :clue, :at, :account, :kind, :note);

-- name: clue_event_list :many
-- The newest first.
-- takes: clue int, limit int
-- gives: id int, at int, kind text, person text, note text
SELECT e.id, e.at, e.kind, COALESCE(a.name, '') AS person, e.note
  FROM clue_event e LEFT JOIN account a ON a.id = e.account
 WHERE e.clue = :clue
 ORDER BY e.id DESC
 LIMIT :limit;

-- name: clue_inspector_named :one
-- Whether an inspector of a place has this name.
-- takes: region int, name text
-- gives: id int
SELECT a.id FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND g.role = 'inspector' AND a.name = :name
 ORDER BY a.id LIMIT 1;
