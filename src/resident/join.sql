-- name: join_insert :exec
-- takes: id int, region int, account int, name text, household int?, state text, resident int?, now int, decided_at int?
INSERT INTO join_request (id, region, account, name, household, state, resident, made_at, decided_at)
VALUES (:id, :region, :account, :name, :household, :state, :resident, :now, :decided_at);

-- name: join_by_id :one
-- takes: id int
-- gives JoinRow: id int, region int, region_name text, account int, name text, phone text, household int?, state text,
-- gives: reason text, made_at int
SELECT j.id, j.region, r.name AS region_name, j.account, j.name, a.phone, j.household, j.state, j.reason, j.made_at
  FROM join_request j JOIN region r ON r.code = j.region JOIN account a ON a.id = j.account
 WHERE j.id = :id;

-- name: join_queue :many
-- takes: region int, limit int
-- gives JoinRow
SELECT j.id, j.region, r.name AS region_name, j.account, j.name, a.phone, j.household, j.state, j.reason, j.made_at
  FROM join_request j JOIN region r ON r.code = j.region JOIN account a ON a.id = j.account
 WHERE j.region = :region AND j.state = 'waiting'
 ORDER BY j.id
 LIMIT :limit;

-- name: join_of_account :many
-- Newest first.
-- takes: account int
-- gives JoinRow
SELECT j.id, j.region, r.name AS region_name, j.account, j.name, a.phone, j.household, j.state, j.reason, j.made_at
  FROM join_request j JOIN region r ON r.code = j.region JOIN account a ON a.id = j.account
 WHERE j.account = :account
 ORDER BY j.id DESC
 LIMIT 20;

-- name: join_waiting_of_household :many
-- takes: region int, household int, limit int
-- gives: id int
SELECT id FROM join_request
 WHERE region = :region AND state = 'waiting' AND household = :household
 ORDER BY id
 LIMIT :limit;

-- name: join_decide :count
-- takes: id int, state text, reason text, resident int?, now int, decided_by int?
UPDATE join_request
   SET state = :state, reason = :reason, resident = :resident, name = '', decided_at = :now, decided_by = :decided_by
 WHERE id = :id AND state = 'waiting';

-- name: join_refused_long :many
-- Accounts without a role, all of whose tries were refused so long ago, each by its last one; the longest first.
-- takes: before int, limit int
-- gives: account int
SELECT j.account
  FROM join_request j
 WHERE j.state = 'refused' AND j.decided_at <= :before
   AND (SELECT g.account FROM role_grant g WHERE g.account = j.account LIMIT 1) IS NULL
   AND (SELECT o.id FROM join_request o
         WHERE o.account = j.account AND (o.state <> 'refused' OR o.decided_at > :before OR o.id > j.id) LIMIT 1) IS NULL
 ORDER BY j.decided_at, j.id
 LIMIT :limit;

-- name: join_delete_undone :exec
-- takes: account int
DELETE FROM join_request WHERE account = :account AND state <> 'confirmed';

-- name: join_clear_account :exec
-- takes: account int
UPDATE join_request SET name = '', reason = '', resident = NULL, household = NULL WHERE account = :account;
