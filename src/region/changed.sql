-- name: changed_put :exec
-- Locks the row, so that whoever is just taking it out either sees the change or runs again.
-- takes: kind int, region int, object int, now int
INSERT INTO changed (kind, region, object, at) VALUES (:kind, :region, :object, :now)
    ON CONFLICT (kind, region, object) DO UPDATE SET at = excluded.at;

-- name: changed_first :many
-- scans: what waits is few, and it is read from its front
-- takes: limit int
-- gives ChangedRow: kind int, region int, object int
SELECT kind, region, object FROM changed ORDER BY kind, region, object LIMIT :limit;

-- name: changed_remove :exec
-- takes: kind int, region int, object int
DELETE FROM changed WHERE kind = :kind AND region = :region AND object = :object;

-- name: changed_remove_all :exec
-- takes: kind int
DELETE FROM changed WHERE kind = :kind;
