-- ---- the leading group ----

-- name: group_of :many
-- takes: region int, limit int
-- gives GroupRow: id int, region int, position int, name text, office text, part text, duty text, phone text
SELECT id, region, position, name, office, part, duty, phone
  FROM group_member
 WHERE region = :region
 ORDER BY position, id
 LIMIT :limit;

-- name: group_row :one
-- takes: id int
-- gives GroupRow
SELECT id, region, position, name, office, part, duty, phone FROM group_member WHERE id = :id;

-- name: group_write :exec
-- takes: id int, region int, position int, name text, office text, part text, duty text, phone text
INSERT INTO group_member (id, region, position, name, office, part, duty, phone)
VALUES (:id, :region, :position, :name, :office, :part, :duty, :phone)
ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, office = excluded.office,
                               part = excluded.part, duty = excluded.duty, phone = excluded.phone;

-- name: group_delete :count
-- takes: id int, region int
DELETE FROM group_member WHERE id = :id AND region = :region;

-- ---- admins ----

-- name: admin_row :one
-- takes: account int
-- gives: region int, role text, trained_day int?
SELECT region, role, trained_day FROM admin WHERE account = :account;

-- name: admin_write :exec
-- takes: account int, region int, role text, trained_day int?
INSERT INTO admin (account, region, role, trained_day) VALUES (:account, :region, :role, :trained_day)
ON CONFLICT (account) DO UPDATE SET region = excluded.region, role = excluded.role, trained_day = excluded.trained_day;

-- name: admin_delete :exec
-- takes: account int
DELETE FROM admin WHERE account = :account;

-- name: admin_trained :one
-- The first session that made somebody trained.
-- takes: account int
-- gives: day int?
SELECT min(s.day) AS day
  FROM training_attendance t JOIN training_session s ON s.id = t.session
 WHERE t.account = :account AND s.counts = 1;

-- name: admin_holders :many
-- Accounts with a role of the three levels, one after another; an account comes once for each.
-- takes: after int, limit int
-- gives: account int
SELECT account
  FROM role_grant
 WHERE account > :after AND role IN ('village_admin', 'finance_group', 'township', 'district')
 ORDER BY account, role
 LIMIT :limit;

-- name: admin_rows_after :many
-- takes: after int, limit int
-- gives: account int
SELECT account FROM admin WHERE account > :after ORDER BY account LIMIT :limit;

-- name: admin_below :many
-- What the places directly below one count.
-- takes: parent int, total int, trained int, sessions int, limit int
-- gives: code int, name text, total int, trained int, sessions int
SELECT r.code, r.name,
       COALESCE((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = :total), 0) AS total,
       COALESCE((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = :trained), 0) AS trained,
       COALESCE((SELECT t.value FROM tally_total t WHERE t.region = r.code AND t.measure = :sessions), 0) AS sessions
  FROM region r
 WHERE r.parent = :parent AND r.closed_day IS NULL
 ORDER BY r.code
 LIMIT :limit;
