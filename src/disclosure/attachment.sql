-- name: attachment_insert :exec
-- takes: id int, disclosure int, name text, kind text, audience text, source text, bytes int, created_at int,
-- takes: created_by int?
INSERT INTO attachment (id, disclosure, name, kind, state, audience, source, bytes, created_at, created_by)
VALUES (:id, :disclosure, :name, :kind, 'pending', :audience, :source, :bytes, :created_at, :created_by);

-- name: attachment_insert_safe :exec
-- One that was made here and needs no cleaning (the demonstration's vouchers).
-- takes: id int, disclosure int, name text, kind text, audience text, sha256 text, thumb text, bytes int, width int,
-- takes: height int, created_at int, created_by int?
INSERT INTO attachment (id, disclosure, name, kind, state, audience, source, sha256, thumb, bytes, width, height,
                        created_at, created_by)
VALUES (:id, :disclosure, :name, :kind, 'safe', :audience, '', :sha256, :thumb, :bytes, :width, :height,
        :created_at, :created_by);

-- name: attachment_load :one
-- takes: id int
-- gives StoredAttachment: id int, disclosure int, name text, kind text, state text, refused text, audience text,
-- gives: source text, sha256 text, thumb text, bytes int, width int, height int
SELECT id, disclosure, name, kind, state, refused, audience, source, sha256, thumb, bytes, width, height
  FROM attachment
 WHERE id = :id;

-- name: attachments_of :many
-- Of one revision, in the order of adding.
-- takes: disclosure int, number int, limit int
-- gives StoredAttachment
SELECT a.id, a.disclosure, a.name, a.kind, a.state, a.refused, a.audience, a.source, a.sha256, a.thumb, a.bytes,
       a.width, a.height
  FROM revision_attachment r JOIN attachment a ON a.id = r.attachment
 WHERE r.disclosure = :disclosure AND r.number = :number
 ORDER BY a.id
 LIMIT :limit;

-- name: attachment_is_published :one
-- takes: attachment int
-- gives: number int
SELECT v.number
  FROM revision_attachment r JOIN revision v ON v.disclosure = r.disclosure AND v.number = r.number
 WHERE r.attachment = :attachment AND v.published_at IS NOT NULL
 ORDER BY v.number DESC
 LIMIT 1;

-- name: attachment_link :exec
-- takes: disclosure int, number int, attachment int
INSERT INTO revision_attachment (disclosure, number, attachment) VALUES (:disclosure, :number, :attachment);

-- name: attachment_links_copy :exec
-- A correction begins with the attachments of the published revision.
-- takes: disclosure int, from_number int, to_number int
INSERT INTO revision_attachment (disclosure, number, attachment)
SELECT disclosure, :to_number, attachment
  FROM revision_attachment
 WHERE disclosure = :disclosure AND number = :from_number;

-- name: attachment_unlink :count
-- takes: disclosure int, number int, attachment int
DELETE FROM revision_attachment WHERE disclosure = :disclosure AND number = :number AND attachment = :attachment;

-- name: attachment_unlink_all :exec
-- takes: disclosure int, number int
DELETE FROM revision_attachment WHERE disclosure = :disclosure AND number = :number;

-- name: attachment_counts :one
-- takes: disclosure int, number int
-- gives: all_count int, pending_count int, refused_count int
SELECT count(*), count(*) FILTER (WHERE a.state = 'pending'), count(*) FILTER (WHERE a.state = 'refused')
  FROM revision_attachment r JOIN attachment a ON a.id = r.attachment
 WHERE r.disclosure = :disclosure AND r.number = :number;

-- name: attachment_set_name :count
-- takes: id int, name text
UPDATE attachment SET name = :name WHERE id = :id;

-- name: attachment_set_safe :count
-- takes: id int, kind text, sha256 text, thumb text, bytes int, width int, height int
UPDATE attachment
   SET state = 'safe', kind = :kind, source = '', sha256 = :sha256, thumb = :thumb, bytes = :bytes, width = :width,
       height = :height
 WHERE id = :id AND state = 'pending';

-- name: attachment_set_refused :count
-- takes: id int, refused text
UPDATE attachment SET state = 'refused', source = '', refused = :refused WHERE id = :id AND state = 'pending';

-- name: attachment_drop_unlinked :count
-- Of a draft that is thrown away.
-- takes: disclosure int
DELETE FROM attachment
 WHERE disclosure = :disclosure
   AND NOT EXISTS (SELECT 1 FROM revision_attachment r WHERE r.attachment = attachment.id);

-- ---- the keeper's jobs ----

-- name: attachment_job_insert :exec
-- takes: id int, subject int, due_at int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'attachment', :subject, :due_at);

-- name: attachment_job_next :one
-- takes: now int
-- gives: id int, subject int, attempts int
SELECT id, subject, attempts
  FROM job
 WHERE due_at <= :now AND kind = 'attachment'
 ORDER BY due_at, id
 LIMIT 1;

-- name: attachment_job_again :exec
-- takes: id int, due_at int, error text
UPDATE job SET attempts = attempts + 1, due_at = :due_at, error = :error WHERE id = :id;

-- name: attachment_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;
