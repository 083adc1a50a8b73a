-- Orders (督办) and what happened to them.

-- name: work_order_insert :exec
-- takes: id int, office int, issuer int, issuer_role text, issued_by int, issued_at int, body text
-- takes: source text, source_id int, due_day int
INSERT INTO work_order (id, office, issuer, issuer_role, issued_by, issued_at, body, source, source_id, due_day,
                        state, busy, waits)
VALUES (:id, :office, :issuer, :issuer_role, :issued_by, :issued_at, :body, :source, :source_id, :due_day,
        'open', 1, 1);

-- name: work_order_put :count
-- takes: id int, lock int, state text, busy bool, waits bool, due_day int, report text, reported_at int?
-- takes: reported_by int?, reason text, closed_at int?, told bool
UPDATE work_order
   SET state = :state, busy = :busy, waits = :waits, due_day = :due_day, report = :report,
       reported_at = :reported_at, reported_by = :reported_by, reason = :reason, closed_at = :closed_at,
       told = :told, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: work_order_by_id :one
-- takes: id int
-- gives WorkOrderRow: id int, office int, office_name text, issuer int, issuer_name text, issuer_role text, issued_by int
-- gives: person text, issued_at int, body text, source text, source_id int, due_day int, state text, busy bool
-- gives: waits bool, report text, reported_at int?, reported_by int?, reason text, closed_at int?, told bool, lock int
SELECT o.id, o.office, COALESCE(r.name, '') AS office_name, o.issuer, COALESCE(i.name, '') AS issuer_name, o.issuer_role,
       o.issued_by, COALESCE(a.name, '') AS person, o.issued_at, o.body, o.source, o.source_id, o.due_day,
       o.state, o.busy, o.waits, o.report, o.reported_at, o.reported_by, o.reason, o.closed_at, o.told, o.lock
  FROM work_order o
  LEFT JOIN region r ON r.code = o.office
  LEFT JOIN region i ON i.code = o.issuer
  LEFT JOIN account a ON a.id = o.issued_by
 WHERE o.id = :id;

-- name: work_order_busy :many
-- Those of offices in a range that are not at an end, by office.
-- takes: first int, last int, after_office int, after_id int, limit int
-- gives WorkOrderRow
SELECT o.id, o.office, COALESCE(r.name, '') AS office_name, o.issuer, COALESCE(i.name, '') AS issuer_name, o.issuer_role,
       o.issued_by, COALESCE(a.name, '') AS person, o.issued_at, o.body, o.source, o.source_id, o.due_day,
       o.state, o.busy, o.waits, o.report, o.reported_at, o.reported_by, o.reason, o.closed_at, o.told, o.lock
  FROM work_order o
  LEFT JOIN region r ON r.code = o.office
  LEFT JOIN region i ON i.code = o.issuer
  LEFT JOIN account a ON a.id = o.issued_by
 WHERE o.busy = 1 AND o.office BETWEEN :first AND :last AND (o.office, o.id) > (:after_office, :after_id)
 ORDER BY o.office, o.id
 LIMIT :limit;

-- name: work_order_done :many
-- Those that are at an end, by office.
-- takes: first int, last int, after_office int, after_id int, limit int
-- gives WorkOrderRow
SELECT o.id, o.office, COALESCE(r.name, '') AS office_name, o.issuer, COALESCE(i.name, '') AS issuer_name, o.issuer_role,
       o.issued_by, COALESCE(a.name, '') AS person, o.issued_at, o.body, o.source, o.source_id, o.due_day,
       o.state, o.busy, o.waits, o.report, o.reported_at, o.reported_by, o.reason, o.closed_at, o.told, o.lock
  FROM work_order o
  LEFT JOIN region r ON r.code = o.office
  LEFT JOIN region i ON i.code = o.issuer
  LEFT JOIN account a ON a.id = o.issued_by
 WHERE o.busy = 0 AND o.office BETWEEN :first AND :last AND (o.office, o.id) > (:after_office, :after_id)
 ORDER BY o.office, o.id
 LIMIT :limit;

-- name: work_order_passed_on :many
-- Orders that pass on an instruction.
-- takes: source_id int, limit int
-- gives WorkOrderRow
SELECT o.id, o.office, COALESCE(r.name, '') AS office_name, o.issuer, COALESCE(i.name, '') AS issuer_name, o.issuer_role,
       o.issued_by, COALESCE(a.name, '') AS person, o.issued_at, o.body, o.source, o.source_id, o.due_day,
       o.state, o.busy, o.waits, o.report, o.reported_at, o.reported_by, o.reason, o.closed_at, o.told, o.lock
  FROM work_order o
  LEFT JOIN region r ON r.code = o.office
  LEFT JOIN region i ON i.code = o.issuer
  LEFT JOIN account a ON a.id = o.issued_by
 WHERE o.source = 'instruction' AND o.source_id <> 0 AND o.source_id = :source_id
 ORDER BY o.source_id, o.id
 LIMIT :limit;

-- name: work_order_counts :one
-- What an office has to do: all, and overdue.
-- takes: office int, today int
-- gives: waiting int, overdue int
SELECT count(*) AS waiting, count(*) FILTER (WHERE due_day < :today) AS overdue
  FROM work_order
 WHERE busy = 1 AND office = :office AND waits = 1;

-- name: work_order_scope_counts :one
-- Of the offices in a range: reports to be looked at by one issuing office, and what is overdue.
-- takes: first int, last int, issuer int, issuer_role text, today int
-- gives: reported int, overdue int
SELECT count(*) FILTER (WHERE waits = 0 AND issuer = :issuer AND issuer_role = :issuer_role) AS reported,
       count(*) FILTER (WHERE waits = 1 AND due_day < :today) AS overdue
  FROM work_order
 WHERE busy = 1 AND office BETWEEN :first AND :last;

-- name: work_order_falling_due :many
-- What the clock has to tell of.
-- takes: today int, limit int
-- gives: id int
SELECT id FROM work_order WHERE waits = 1 AND told = 0 AND due_day < :today ORDER BY due_day LIMIT :limit;

-- name: work_order_judged :one
-- What an order counts as.
-- takes: id int
-- gives WorkOrderCountsAsRow: id int, office int, issued_at int, due_day int, state text, reported_at int?, told bool
SELECT id, office, issued_at, due_day, state, reported_at, told FROM work_order WHERE id = :id;

-- name: work_orders_judged :many
-- The same of all, by id.
-- takes: after int, limit int
-- gives WorkOrderCountsAsRow
SELECT id, office, issued_at, due_day, state, reported_at, told FROM work_order WHERE id > :after ORDER BY id LIMIT :limit;

-- name: work_order_event_insert :exec
-- takes: id int, work_order int, at int, account int?, kind text, note text
INSERT INTO work_order_event (id, work_order, at, account, kind, note)
VALUES (:id, :work_order, :at, :account, :kind, :note);

-- name: work_order_events :many
-- takes: work_order int, limit int
-- gives: at int, kind text, person text, note text
SELECT e.at, e.kind, COALESCE(a.name, '') AS person, e.note
  FROM work_order_event e LEFT JOIN account a ON a.id = e.account
 WHERE e.work_order = :work_order
 ORDER BY e.id
 LIMIT :limit;
