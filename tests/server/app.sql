-- name: app_note_get :one
-- takes: name text
-- gives: value text
SELECT value FROM setting WHERE name = :name;

-- name: app_note_set :exec
-- takes: name text, value text
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
