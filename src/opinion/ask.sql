-- Drafts and their photographs.

-- name: opinion_draft_insert :exec
-- takes: id int, token_hash text, account int?, region int, source text, source_id int, kind text, topic text, about text,
-- takes: sender text, open bool, for_other bool, expires_at int
INSERT INTO opinion_draft (id, token_hash, account, region, source, source_id, kind, topic, about, sender, open,
       for_other, expires_at)
VALUES (:id, :token_hash, :account, :region, :source, :source_id, :kind, :topic, :about, :sender, :open,
       :for_other, :expires_at);

-- name: opinion_draft_by_token :one
-- takes: token_hash text, now int
-- gives: id int, account int?, region int, source text, source_id int, kind text, topic text, body text, place text,
-- gives: latitude_e6 int?, longitude_e6 int?, about text, subject text, sender text, name text, phone text, open bool,
-- gives: for_other bool, step int, sent bool
SELECT id, account, region, source, source_id, kind, topic, body, place, latitude_e6, longitude_e6, about, subject,
       sender, name, phone, open, for_other, step, sent
  FROM opinion_draft WHERE token_hash = :token_hash AND expires_at > :now;

-- name: opinion_draft_save :count
-- takes: token_hash text, kind text, topic text, body text, place text, latitude_e6 int?, longitude_e6 int?, about text,
-- takes: subject text, sender text, name text, phone text, open bool, for_other bool, step int
UPDATE opinion_draft
   SET kind = :kind, topic = :topic, body = :body, place = :place, latitude_e6 = :latitude_e6,
       longitude_e6 = :longitude_e6, about = :about, subject = :subject, sender = :sender, name = :name,
       phone = :phone, open = :open, for_other = :for_other, step = :step
 WHERE token_hash = :token_hash AND sent = 0;

-- name: opinion_draft_set_sent :exec
-- What was written goes, the id stays for whoever sends twice; account: whose it stays, nobody's without a name.
-- takes: id int, account int?
UPDATE opinion_draft
   SET sent = 1, account = :account, body = '', place = '', subject = '', name = '', phone = '', latitude_e6 = NULL, longitude_e6 = NULL
 WHERE id = :id;

-- name: opinion_draft_delete :exec
-- takes: id int
DELETE FROM opinion_draft WHERE id = :id;

-- name: opinion_drafts_old :many
-- takes: now int, limit int
-- gives: id int, sent bool
SELECT id, sent FROM opinion_draft WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit;

-- name: opinion_drafts_of_account :many
-- scans: drafts live two days, and an account is given up once
-- takes: account int, limit int
-- gives: id int, sent bool
SELECT id, sent FROM opinion_draft WHERE account = :account ORDER BY id LIMIT :limit;

-- name: opinion_photo_insert :exec
-- takes: id int, opinion int, position int, source text, now int
INSERT INTO opinion_photo (id, opinion, position, state, source, created_at)
VALUES (:id, :opinion, :position, 'pending', :source, :now);

-- name: opinion_photos_of :many
-- takes: opinion int, limit int
-- gives OpinionPhotoRow: id int, opinion int, state text, refused text, source text, sha256 text, thumb text
SELECT id, opinion, state, refused, source, sha256, thumb
  FROM opinion_photo WHERE opinion = :opinion ORDER BY position, id LIMIT :limit;

-- name: opinion_photo_by_id :one
-- takes: id int
-- gives OpinionPhotoRow
SELECT id, opinion, state, refused, source, sha256, thumb FROM opinion_photo WHERE id = :id;

-- name: opinion_photo_drop :count
-- Belongs to nothing any more; its file goes with the next sweep.
-- takes: id int, opinion int
UPDATE opinion_photo SET opinion = 0 WHERE id = :id AND opinion = :opinion;

-- name: opinion_photos_drop :exec
-- takes: opinion int
UPDATE opinion_photo SET opinion = 0 WHERE opinion = :opinion;

-- name: opinion_photos_dropped :many
-- takes: limit int
-- gives OpinionPhotoRow
SELECT id, opinion, state, refused, source, sha256, thumb
  FROM opinion_photo
 WHERE opinion = 0 AND state <> 'pending'
 ORDER BY position, id
 LIMIT :limit;

-- name: opinion_photo_file_users :one
-- How many others have a file of this content.
-- takes: id int, sha256 text
-- gives: users int
SELECT (SELECT count(*) FROM opinion_photo WHERE sha256 = :sha256 AND sha256 <> '' AND id <> :id)
       + (SELECT count(*) FROM entry_photo WHERE sha256 = :sha256 AND sha256 <> '')
       + (SELECT count(*) FROM attachment WHERE sha256 = :sha256 AND sha256 <> '')
       + (SELECT count(*) FROM region_profile WHERE picture = :sha256 AND picture <> '') AS users;

-- name: opinion_photo_delete :exec
-- takes: id int
DELETE FROM opinion_photo WHERE id = :id;

-- name: opinion_photo_done :exec
-- takes: id int, state text, refused text, sha256 text, thumb text, bytes int, width int, height int
UPDATE opinion_photo
   SET state = :state, refused = :refused, source = '', sha256 = :sha256, thumb = :thumb, bytes = :bytes,
       width = :width, height = :height
 WHERE id = :id;

-- name: opinion_photo_job_insert :exec
-- takes: id int, photo int, now int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'opinion.photo', :photo, :now);

-- name: opinion_photo_job_next :one
-- takes: now int
-- gives: id int, photo int, attempts int
SELECT id, subject AS photo, attempts FROM job WHERE kind = 'opinion.photo' AND due_at <= :now
 ORDER BY due_at LIMIT 1;

-- name: opinion_photo_job_put_off :exec
-- takes: id int, due_at int
UPDATE job SET attempts = attempts + 1, due_at = :due_at WHERE id = :id;

-- name: opinion_photo_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;
