-- name: audit_insert :exec
-- takes: id int, at int, account int?, region int, action text, object int, detail text
INSERT INTO audit (id, at, account, region, action, object, detail)
VALUES (:id, :at, :account, :region, :action, :object, :detail);

-- name: audit_within :many
-- Within the places of a township or less, newest first, before an id.
-- takes: first int, last int, before int, limit int
-- gives AuditRow: id int, at int, account int?, login text?, name text?, region int, region_name text?, action text, object int, detail text
SELECT a.id, a.at, a.account, p.login, p.name, a.region, r.name AS region_name, a.action, a.object, a.detail
  FROM audit a LEFT JOIN account p ON p.id = a.account LEFT JOIN region r ON r.code = a.region
 WHERE a.region BETWEEN :first AND :last AND a.id < :before
 ORDER BY a.id DESC
 LIMIT :limit;

-- name: audit_within_wide :many
-- The same of a district and more: most rows fit, so the walk is by id (the plus keeps the index by place out of it).
-- takes: first int, last int, before int, limit int
-- gives AuditRow
SELECT a.id, a.at, a.account, p.login, p.name, a.region, r.name AS region_name, a.action, a.object, a.detail
  FROM audit a LEFT JOIN account p ON p.id = a.account LEFT JOIN region r ON r.code = a.region
 WHERE +a.region BETWEEN :first AND :last AND a.id < :before
 ORDER BY a.id DESC
 LIMIT :limit;

-- name: audit_of_account :many
-- takes: account int, first int, last int, before int, limit int
-- gives AuditRow
SELECT a.id, a.at, a.account, p.login, p.name, a.region, r.name AS region_name, a.action, a.object, a.detail
  FROM audit a LEFT JOIN account p ON p.id = a.account LEFT JOIN region r ON r.code = a.region
 WHERE a.account = :account AND +a.region BETWEEN :first AND :last AND a.id < :before
 ORDER BY a.id DESC
 LIMIT :limit;
