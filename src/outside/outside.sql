-- Other offices' lists.

-- name: outside_lists_of :many
-- takes: region int, limit int
-- gives OutsideListRow: id int, region int, kind text, day int, source text, rows int, brought_at int, brought_by text
SELECT l.id, l.region, l.kind, l.day, l.source, l.row_count AS rows, l.brought_at, COALESCE(a.name, '') AS brought_by
  FROM outside_list l
  LEFT JOIN account a ON a.id = l.brought_by
 WHERE l.region = :region
 ORDER BY l.kind
 LIMIT :limit;

-- name: outside_list_of :one
-- takes: region int, kind text
-- gives OutsideListRow
SELECT l.id, l.region, l.kind, l.day, l.source, l.row_count AS rows, l.brought_at, COALESCE(a.name, '') AS brought_by
  FROM outside_list l
  LEFT JOIN account a ON a.id = l.brought_by
 WHERE l.region = :region AND l.kind = :kind;

-- name: outside_list_insert :exec
-- takes: id int, region int, kind text, day int, source text, rows int, now int, account int?
INSERT INTO outside_list (id, region, kind, day, source, row_count, brought_at, brought_by)
VALUES (:id, :region, :kind, :day, :source, :rows, :now, :account);

-- name: outside_list_count :exec
-- takes: id int, rows int
UPDATE outside_list SET row_count = :rows WHERE id = :id;

-- name: outside_list_delete :exec
-- takes: id int
DELETE FROM outside_list WHERE id = :id;

-- name: outside_rows_delete :exec
-- takes: list int
DELETE FROM outside_row WHERE list = :list;

-- name: outside_row_insert :exec
-- takes: list int, position int, id_hash text, contact_hash text, name text, day int?, what text, company text, place int?,
-- takes: area int?
INSERT INTO outside_row (list, position, id_hash, contact_hash, name, day, what, company, place, area_milli)
VALUES (:list, :position, :id_hash, :contact_hash, :name, :day, :what, :company, :place, :area);

-- name: outside_companies_of :many
-- takes: list int, id_hash text, contact_hash text, limit int
-- gives: company text, post text
SELECT company, what AS post
  FROM outside_row
 WHERE id_hash = :id_hash AND list = :list AND :id_hash <> ''
 UNION
SELECT company, what AS post
  FROM outside_row
 WHERE contact_hash = :contact_hash AND list = :list AND :contact_hash <> ''
 ORDER BY 1, 2
 LIMIT :limit;
