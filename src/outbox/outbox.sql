-- name: outbox_insert :count
-- takes: id int, once text, channel text, address text, subject text, body text, link text, hurry bool, due_at int, expires_at int?, now int
INSERT INTO outbox (id, once, channel, address, subject, body, link, hurry, due_at, expires_at, created_at)
VALUES (:id, :once, :channel, :address, :subject, :body, :link, :hurry, :due_at, :expires_at, :now)
ON CONFLICT (once) DO NOTHING;

-- ---- the keeper ----

-- name: outbox_due_one :one
-- Whether there is anything to do for a channel.
-- takes: channel text, hurry bool, now int
-- gives: id int
SELECT id FROM outbox
 WHERE channel = :channel AND hurry = :hurry AND due_at <= :now
 ORDER BY due_at
 LIMIT 1;

-- name: outbox_expired_one :one
-- takes: now int
-- gives: id int
SELECT id FROM outbox WHERE due_at IS NOT NULL AND expires_at <= :now ORDER BY expires_at LIMIT 1;

-- name: outbox_take :many
-- The oldest that are due.  Until :lease nobody else takes them: afterwards whoever took them has died.
-- takes: channel text, hurry bool, now int, lease int, limit int
-- gives: id int, once text, address text, subject text, body text, link text, attempts int
UPDATE outbox
   SET state = 'sending', attempts = attempts + 1, due_at = :lease
 WHERE id IN (SELECT o.id FROM outbox o
               WHERE o.channel = :channel AND o.hurry = :hurry AND o.due_at <= :now
               ORDER BY o.due_at
               LIMIT :limit)
RETURNING id, once, address, subject, body, link, attempts;

-- name: outbox_done :exec
-- takes: id int, attempts int, address text, now int
UPDATE outbox
   SET state = 'sent', due_at = NULL, sent_at = :now, address = :address, body = '', error = ''
 WHERE id = :id AND state = 'sending' AND attempts = :attempts;

-- name: outbox_again :exec
-- takes: id int, attempts int, due_at int, error text
UPDATE outbox
   SET state = 'waiting', due_at = :due_at, error = :error
 WHERE id = :id AND state = 'sending' AND attempts = :attempts;

-- name: outbox_put_back :exec
-- Was not tried.
-- takes: id int, attempts int, due_at int
UPDATE outbox
   SET state = 'waiting', attempts = attempts - 1, due_at = :due_at
 WHERE id = :id AND state = 'sending' AND attempts = :attempts;

-- name: outbox_give_up :exec
-- takes: id int, attempts int, error text
UPDATE outbox
   SET state = 'failed', due_at = NULL, error = :error
 WHERE id = :id AND state = 'sending' AND attempts = :attempts;

-- name: outbox_expire :count
-- takes: now int
UPDATE outbox
   SET state = 'expired', due_at = NULL, body = ''
 WHERE due_at IS NOT NULL AND expires_at <= :now;

-- name: outbox_day_add :exec
-- takes: channel text, day int, sent int, failed int
INSERT INTO outbox_day (channel, day, sent, failed) VALUES (:channel, :day, :sent, :failed)
ON CONFLICT (channel, day) DO UPDATE
   SET sent = outbox_day.sent + excluded.sent, failed = outbox_day.failed + excluded.failed;

-- name: outbox_day_get :one
-- takes: channel text, day int
-- gives: sent int, failed int
SELECT sent, failed FROM outbox_day WHERE channel = :channel AND day = :day;

-- name: outbox_forget_old :count
-- takes: before int, limit int
DELETE FROM outbox
 WHERE id IN (SELECT o.id FROM outbox o WHERE o.id < :before ORDER BY o.id LIMIT :limit);

-- ---- persons ----

-- name: outbox_forget_of :count
-- takes: channel text, address text
DELETE FROM outbox WHERE address = :address AND channel = :channel AND sent_at IS NULL;

-- ---- the operator ----

-- name: outbox_of_state :many
-- Newest first; not for what was sent.
-- takes: state text, before int, limit int
-- gives: id int, channel text, address text, attempts int, due_at int?, error text, created_at int
SELECT id, channel, address, attempts, due_at, error, created_at
  FROM outbox
 WHERE state = :state AND sent_at IS NULL AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: outbox_count_of_state :one
-- takes: state text, most int
-- gives: count int
SELECT count(*) FROM (SELECT 1 AS one FROM outbox WHERE state = :state AND sent_at IS NULL LIMIT :most) AS few;

-- name: outbox_send_again :count
-- takes: id int, now int
UPDATE outbox SET state = 'waiting', attempts = 0, due_at = :now, error = '' WHERE id = :id AND state = 'failed';

-- name: outbox_send_all_again :count
-- takes: now int, limit int
UPDATE outbox SET state = 'waiting', attempts = 0, due_at = :now, error = ''
 WHERE id IN (SELECT o.id FROM outbox o WHERE o.state = 'failed' AND o.sent_at IS NULL ORDER BY o.id LIMIT :limit);
