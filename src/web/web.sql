-- name: web_probe :one
-- Whether the database answers with its schema in place.
-- scans: one row is enough
-- gives: alive bool
SELECT EXISTS (SELECT 1 FROM setting);
