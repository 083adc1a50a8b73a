-- name: slip_get :one
-- takes: household int
-- gives: generation int, code_hash text, made_at int
SELECT generation, code_hash, made_at FROM household_slip WHERE household = :household;

-- name: slip_put :exec
-- takes: household int, generation int, code_hash text, now int, made_by int?
INSERT INTO household_slip (household, generation, code_hash, made_at, made_by)
VALUES (:household, :generation, :code_hash, :now, :made_by)
ON CONFLICT (household) DO UPDATE SET generation = excluded.generation, code_hash = excluded.code_hash,
                                      made_at = excluded.made_at, made_by = excluded.made_by;

-- name: slip_by_hash :one
-- takes: code_hash text
-- gives: household int
SELECT household FROM household_slip WHERE code_hash = :code_hash;
