-- name: account_row_by_id :one
-- takes: id int
-- gives AccountRow: id int, login text, name text, phone text, password_hash text, must_change bool, disabled bool, created_at int, password_changed_at int, phone_verified_at int?
SELECT id, login, name, phone, password_hash, must_change, disabled, created_at, password_changed_at,
       phone_verified_at
  FROM account
 WHERE id = :id;

-- name: account_row_by_login :one
-- takes: login text
-- gives AccountRow
SELECT id, login, name, phone, password_hash, must_change, disabled, created_at, password_changed_at,
       phone_verified_at
  FROM account
 WHERE login = :login;

-- name: account_insert :exec
-- takes: id int, login text, name text, phone text, password_hash text, must_change bool, now int
INSERT INTO account (id, login, name, phone, password_hash, must_change, disabled, created_at, password_changed_at)
VALUES (:id, :login, :name, :phone, :password_hash, :must_change, 0, :now, :now);

-- name: account_row_by_phone :one
-- takes: phone text
-- gives AccountRow
SELECT id, login, name, phone, password_hash, must_change, disabled, created_at, password_changed_at,
       phone_verified_at
  FROM account
 WHERE phone = :phone AND phone_verified_at IS NOT NULL;

-- name: account_insert_registered :exec
-- takes: id int, login text, name text, phone text, phone_verified_at int?, password_hash text, now int
INSERT INTO account (id, login, name, phone, phone_verified_at, password_hash, must_change, disabled, created_at,
                     password_changed_at)
VALUES (:id, :login, :name, :phone, :phone_verified_at, :password_hash, 0, 0, :now, :now);

-- name: account_set_password :count
-- takes: id int, password_hash text, must_change bool, now int
UPDATE account SET password_hash = :password_hash, must_change = :must_change, password_changed_at = :now
 WHERE id = :id;

-- name: account_set_disabled_flag :count
-- takes: id int, disabled bool
UPDATE account SET disabled = :disabled WHERE id = :id;

-- name: account_grants :many
-- takes: account int
-- gives GrantRow: role text, region int
SELECT role, region FROM role_grant WHERE account = :account ORDER BY region, role LIMIT 50;

-- name: account_grant_insert :count
-- takes: account int, role text, region int, now int, granted_by int?
INSERT INTO role_grant (account, role, region, granted_at, granted_by)
VALUES (:account, :role, :region, :now, :granted_by)
ON CONFLICT (account, role, region) DO NOTHING;

-- name: account_grant_delete :count
-- takes: account int, role text, region int
DELETE FROM role_grant WHERE account = :account AND role = :role AND region = :region;

-- name: account_role_holder :one
-- takes: role text, region int
-- gives: account int
SELECT g.account
  FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND g.role = :role AND a.disabled = 0
 LIMIT 1;

-- name: account_within :many
-- Accounts with a role in a range of places, by id; pattern: '' or what login or name, in lower case, are like.
-- takes: first int, last int, pattern text, after int, limit int
-- gives AccountRow
SELECT a.id, a.login, a.name, a.phone, a.password_hash, a.must_change, a.disabled, a.created_at, a.password_changed_at,
       a.phone_verified_at
  FROM account a
 WHERE a.id > :after
   AND EXISTS (SELECT 1 FROM role_grant g WHERE g.account = a.id AND g.region BETWEEN :first AND :last)
   AND (:pattern = '' OR lower(a.login) LIKE :pattern ESCAPE '!' OR lower(a.name) LIKE :pattern ESCAPE '!')
 ORDER BY a.id
 LIMIT :limit;

-- name: session_insert :exec
-- takes: token_hash text, account int, csrf text, now int, expires_at int, slides_days int, renewed_day int, device text
INSERT INTO session (token_hash, account, csrf, created_at, expires_at, slides_days, renewed_day, device)
VALUES (:token_hash, :account, :csrf, :now, :expires_at, :slides_days, :renewed_day, :device);

-- name: session_find :one
-- takes: token_hash text, now int
-- gives: account int, csrf text, slides_days int, renewed_day int
SELECT account, csrf, slides_days, renewed_day FROM session WHERE token_hash = :token_hash AND expires_at > :now;

-- name: session_delete :exec
-- takes: token_hash text
DELETE FROM session WHERE token_hash = :token_hash;

-- name: session_delete_of :exec
-- Ends the sessions of an account but one.
-- takes: account int, keep text
DELETE FROM session WHERE account = :account AND token_hash <> :keep;

-- name: session_expire :count
-- takes: now int
DELETE FROM session WHERE expires_at <= :now;

-- name: api_token_insert :exec
-- takes: id int, account int, name text, token_hash text, now int, expires_at int
INSERT INTO api_token (id, account, name, token_hash, created_at, expires_at)
VALUES (:id, :account, :name, :token_hash, :now, :expires_at);

-- name: api_token_find :one
-- takes: token_hash text, now int
-- gives: account int
SELECT account FROM api_token WHERE token_hash = :token_hash AND expires_at > :now;

-- name: api_tokens_of :many
-- takes: account int
-- gives: id int, name text, created_at int, expires_at int
SELECT id, name, created_at, expires_at FROM api_token WHERE account = :account ORDER BY id LIMIT 50;

-- name: api_token_delete :count
-- takes: id int, account int
DELETE FROM api_token WHERE id = :id AND account = :account;

-- name: api_token_delete_hash :exec
-- takes: token_hash text
DELETE FROM api_token WHERE token_hash = :token_hash;

-- name: api_token_delete_of :exec
-- takes: account int
DELETE FROM api_token WHERE account = :account;

-- name: throttle_get :one
-- takes: subject text
-- gives: failures int, until int
SELECT failures, until FROM throttle WHERE subject = :subject;

-- name: throttle_put :exec
-- takes: subject text, failures int, until int
INSERT INTO throttle (subject, failures, until) VALUES (:subject, :failures, :until)
ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, until = excluded.until;

-- name: throttle_delete :exec
-- takes: subject text
DELETE FROM throttle WHERE subject = :subject;

-- name: throttle_forget :count
-- scans: a handful of rows, once a day
-- takes: before int
DELETE FROM throttle WHERE until < :before;

-- name: phone_code_get :one
-- takes: phone_hash text
-- gives: code_hash text, tries int, sent_at int, expires_at int
SELECT code_hash, tries, sent_at, expires_at FROM phone_code WHERE phone_hash = :phone_hash;

-- name: phone_code_put :exec
-- A new code takes the place of the old one, and of what that one proved.
-- takes: phone_hash text, code_hash text, now int, expires_at int
INSERT INTO phone_code (phone_hash, code_hash, tries, sent_at, expires_at)
VALUES (:phone_hash, :code_hash, 0, :now, :expires_at)
ON CONFLICT (phone_hash) DO UPDATE SET code_hash = excluded.code_hash, tries = 0, sent_at = excluded.sent_at,
                                       expires_at = excluded.expires_at, proof_hash = NULL, proof_phone = '';

-- name: phone_code_failed :exec
-- takes: phone_hash text
UPDATE phone_code SET tries = tries + 1 WHERE phone_hash = :phone_hash;

-- name: phone_code_spend :exec
-- takes: phone_hash text
UPDATE phone_code SET code_hash = '' WHERE phone_hash = :phone_hash;

-- name: phone_code_prove :exec
-- takes: phone_hash text, proof_hash text, proof_phone text, expires_at int
UPDATE phone_code SET proof_hash = :proof_hash, proof_phone = :proof_phone, expires_at = :expires_at
 WHERE phone_hash = :phone_hash;

-- name: phone_proof_get :one
-- takes: proof_hash text, now int
-- gives: phone text
SELECT proof_phone AS phone FROM phone_code WHERE proof_hash = :proof_hash AND expires_at > :now;

-- name: phone_proof_delete :exec
-- takes: proof_hash text
DELETE FROM phone_code WHERE proof_hash = :proof_hash;

-- name: phone_code_forget :count
-- takes: before int
DELETE FROM phone_code WHERE expires_at < :before;

-- name: session_renew :exec
-- takes: token_hash text, day int, expires_at int
UPDATE session SET renewed_day = :day, expires_at = :expires_at WHERE token_hash = :token_hash;

-- name: sessions_of :many
-- takes: account int, now int
-- gives: token_hash text, created_at int, expires_at int, renewed_day int, device text
SELECT token_hash, created_at, expires_at, renewed_day, device
  FROM session
 WHERE account = :account AND expires_at > :now
 ORDER BY created_at DESC
 LIMIT 50;

-- name: session_delete_own :count
-- takes: token_hash text, account int
DELETE FROM session WHERE token_hash = :token_hash AND account = :account;

-- name: account_unseen :many
-- The villages whose resident an account is, but for those that it has opened since this day.
-- takes: account int, today int
-- gives: region int
SELECT region FROM resident
 WHERE account = :account AND (active_day IS NULL OR active_day < :today)
 ORDER BY region
 LIMIT 20;

-- name: account_erase_row :exec
-- takes: id int, login text, name text, now int
UPDATE account
   SET login = :login, name = :name, phone = '', phone_verified_at = NULL, password_hash = '', must_change = 0,
       disabled = 1, erased_at = :now
 WHERE id = :id;

-- name: account_grants_delete :exec
-- takes: account int
DELETE FROM role_grant WHERE account = :account;
