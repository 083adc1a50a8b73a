-- The life of an opinion, line by line; whom it is about; who says so, too; standard answers.

-- name: opinion_supporter_insert :count
-- takes: opinion int, supporter text, now int
INSERT INTO opinion_supporter (opinion, supporter, at) VALUES (:opinion, :supporter, :now)
ON CONFLICT (opinion, supporter) DO NOTHING;

-- name: opinion_event_insert :exec
-- takes: id int, opinion int, at int, kind text, account int?, office int, note text, digest text?
INSERT INTO opinion_event (id, opinion, at, kind, account, office, note, digest)
VALUES (:id, :opinion, :at, :kind, :account, :office, :note, :digest);

-- name: opinion_event_list :many
-- The newest ones, the newest first; what inspectors looked at would crowd out the rest for others.
-- takes: opinion int, looks bool, limit int
-- gives: id int, at int, kind text, account int?, person text, office int, office_name text, note text
SELECT e.id, e.at, e.kind, e.account, COALESCE(a.name, '') AS person, e.office,
       COALESCE(r.name, '') AS office_name, e.note
  FROM opinion_event e
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN region r ON r.code = e.office
 WHERE e.opinion = :opinion AND (:looks = 1 OR e.kind <> 'looked')
 ORDER BY e.id DESC
 LIMIT :limit;

-- name: opinion_event_by_digest :one
-- Whether these words went out as an answer to another opinion.
-- takes: digest text, opinion int
-- gives: opinion int
SELECT opinion FROM opinion_event
 WHERE digest IS NOT NULL AND digest = :digest AND opinion <> :opinion
 ORDER BY id LIMIT 1;

-- name: opinion_event_of_person :one
-- Whether somebody has done one of these things about an opinion.
-- takes: opinion int, account int
-- gives: id int
SELECT id FROM opinion_event
 WHERE opinion = :opinion AND account = :account AND (kind = 'replied' OR kind = 'resolved')
 ORDER BY id LIMIT 1;

-- name: opinion_answer_event :one
-- Where the newest answer was given.
-- takes: opinion int
-- gives: office int
SELECT office FROM opinion_event
 WHERE opinion = :opinion AND (kind = 'replied' OR kind = 'resolved')
 ORDER BY id DESC LIMIT 1;

-- name: opinion_event_count :one
-- takes: opinion int, kind text
-- gives: count int
SELECT count(*) AS count FROM opinion_event WHERE opinion = :opinion AND kind = :kind;

-- name: opinion_event_since :one
-- Whether there is one of a kind since then.
-- takes: opinion int, kind text, since int
-- gives: id int
SELECT id FROM opinion_event WHERE opinion = :opinion AND kind = :kind AND at >= :since ORDER BY id LIMIT 1;

-- name: opinion_account_has_role :one
-- Whether somebody has confirmed who an account is.
-- takes: account int
-- gives: account int
SELECT account FROM role_grant WHERE account = :account ORDER BY region, role LIMIT 1;

-- name: opinion_subject_insert :count
-- takes: opinion int, name text, account int
INSERT INTO opinion_subject (opinion, name, account) VALUES (:opinion, :name, :account)
ON CONFLICT (opinion, name, account) DO NOTHING;

-- name: opinion_subjects :many
-- takes: opinion int
-- gives: name text, account int
SELECT name, account FROM opinion_subject WHERE opinion = :opinion ORDER BY name, account LIMIT 40;

-- name: opinion_subject_delete :count
-- takes: opinion int, name text
DELETE FROM opinion_subject WHERE opinion = :opinion AND name = :name;

-- name: opinion_subject_is :one
-- takes: opinion int, account int
-- gives: opinion int
SELECT opinion FROM opinion_subject WHERE account = :account AND account <> 0 AND opinion = :opinion LIMIT 1;

-- name: opinion_subject_works :one
-- Whether somebody whom it is about has a role at an office.
-- takes: opinion int, office int
-- gives: account int
SELECT s.account
  FROM opinion_subject s JOIN role_grant g ON g.account = s.account
 WHERE s.opinion = :opinion AND s.account <> 0 AND g.region = :office AND g.role <> 'resident'
   AND g.role <> 'party_member'
 LIMIT 1;

-- name: opinion_people_named :many
-- Accounts with a role at a place and this name.
-- takes: region int, name text
-- gives: id int
SELECT DISTINCT a.id FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND (a.name = :name OR a.login = :name) AND g.role <> 'resident'
 ORDER BY a.id LIMIT 10;

-- name: opinion_inspector_named :one
-- Whether an inspector of a place has this name.
-- takes: region int, name text
-- gives: id int
SELECT a.id FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND g.role = 'inspector' AND (a.name = :name OR a.login = :name)
 ORDER BY a.id LIMIT 1;

-- name: opinion_forget_events :exec
-- takes: account int, opinion int
UPDATE opinion_event SET account = NULL WHERE opinion = :opinion AND account = :account;

-- name: standard_answers :many
-- Of an office and those above it.
-- takes: office int, township int, district int, limit int
-- gives: id int, office int, title text, body text
SELECT id, office, title, body FROM standard_answer
 WHERE office IN (:office, :township, :district) ORDER BY office, id LIMIT :limit;

-- name: standard_answer_get :one
-- takes: id int
-- gives: office int, title text, body text
SELECT office, title, body FROM standard_answer WHERE id = :id;

-- name: standard_answer_insert :exec
-- takes: id int, office int, title text, body text
INSERT INTO standard_answer (id, office, title, body) VALUES (:id, :office, :title, :body);

-- name: standard_answer_update :exec
-- takes: id int, title text, body text
UPDATE standard_answer SET title = :title, body = :body WHERE id = :id;

-- name: standard_answer_delete :exec
-- takes: id int
DELETE FROM standard_answer WHERE id = :id;
