-- name: item_latest_of :many
-- The catalogue of one region as it is now.
-- takes: region int
-- gives ItemRow: id int, region int, code text, version int, retired bool, affair int, position int, name text, name_hant text, name_en text, plain text, plain_hant text, plain_en text, rhythm_village text, rhythm_community text, due_rule text, audience text, after_notice text, files_audience text, notice_days int, finance_group bool, legal_basis text, legal_basis_en text, columns text, effective_day int
SELECT id, region, code, version, retired, affair, position, name, name_hant, name_en, plain, plain_hant, plain_en,
       rhythm_village, rhythm_community, due_rule, audience, after_notice, files_audience, notice_days, finance_group,
       legal_basis, legal_basis_en, columns, effective_day
  FROM item
 WHERE region = :region AND latest = 1
 ORDER BY affair, position, code
 LIMIT 200;

-- name: item_by_id :one
-- takes: id int
-- gives ItemRow
SELECT id, region, code, version, retired, affair, position, name, name_hant, name_en, plain, plain_hant, plain_en,
       rhythm_village, rhythm_community, due_rule, audience, after_notice, files_audience, notice_days, finance_group,
       legal_basis, legal_basis_en, columns, effective_day
  FROM item
 WHERE id = :id;

-- name: item_versions :many
-- Newest first.
-- takes: region int, code text
-- gives ItemRow
SELECT id, region, code, version, retired, affair, position, name, name_hant, name_en, plain, plain_hant, plain_en,
       rhythm_village, rhythm_community, due_rule, audience, after_notice, files_audience, notice_days, finance_group,
       legal_basis, legal_basis_en, columns, effective_day
  FROM item
 WHERE region = :region AND code = :code
 ORDER BY version DESC
 LIMIT 100;

-- name: item_outdate :count
-- The version that was the newest no longer is.
-- takes: region int, code text, version int
UPDATE item SET latest = 0
 WHERE region = :region AND code = :code AND version = :version AND latest = 1;

-- name: item_insert :exec
-- takes: id int, region int, code text, version int, retired bool, affair int, position int, name text, name_hant text
-- takes: name_en text, plain text, plain_hant text, plain_en text, rhythm_village text, rhythm_community text
-- takes: due_rule text, audience text, after_notice text, files_audience text, notice_days int, finance_group bool, legal_basis text, legal_basis_en text
-- takes: columns text, effective_day int, created_at int
INSERT INTO item (id, region, code, version, latest, retired, affair, position, name, name_hant, name_en, plain,
                  plain_hant, plain_en, rhythm_village, rhythm_community, due_rule, audience, after_notice,
                  files_audience, notice_days, finance_group, legal_basis, legal_basis_en, columns, effective_day, created_at)
VALUES (:id, :region, :code, :version, 1, :retired, :affair, :position, :name, :name_hant, :name_en, :plain,
        :plain_hant, :plain_en, :rhythm_village, :rhythm_community, :due_rule, :audience, :after_notice,
        :files_audience, :notice_days, :finance_group, :legal_basis, :legal_basis_en, :columns, :effective_day, :created_at);

-- name: calendar_between :many
-- takes: first int, last int
-- gives: day int, working bool, name text
SELECT day, working, name FROM calendar_day WHERE day BETWEEN :first AND :last ORDER BY day LIMIT 400;

-- name: calendar_day_put :exec
-- takes: day int, working bool, name text
INSERT INTO calendar_day (day, working, name) VALUES (:day, :working, :name)
ON CONFLICT (day) DO UPDATE SET working = excluded.working, name = excluded.name;

-- name: calendar_day_delete :count
-- takes: day int
DELETE FROM calendar_day WHERE day = :day;

-- name: calendar_job_insert :exec
-- takes: id int, now int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'calendar', 0, :now);

-- name: calendar_jobs_waiting :many
-- takes: now int, limit int
-- gives: id int
SELECT id FROM job WHERE due_at <= :now AND kind = 'calendar' ORDER BY due_at, id LIMIT :limit;

-- name: calendar_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;

-- name: column_match_get :one
-- takes: region int, item text, header text
-- gives: matches text
SELECT matches FROM column_match WHERE region = :region AND item = :item AND header = :header;

-- name: column_match_put :exec
-- takes: region int, item text, header text, matches text
INSERT INTO column_match (region, item, header, matches) VALUES (:region, :item, :header, :matches)
ON CONFLICT (region, item, header) DO UPDATE SET matches = excluded.matches;
