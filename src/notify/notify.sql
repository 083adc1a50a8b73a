-- ---- what people were told ----

-- name: notice_insert :count
-- takes: id int, account int, kind text, subject int, at int, region int, sentence text, link text
INSERT INTO notice (id, account, kind, subject, at, region, sentence, link)
VALUES (:id, :account, :kind, :subject, :at, :region, :sentence, :link)
ON CONFLICT (account, kind, subject, at) DO NOTHING;

-- name: notice_add :exec
-- The same, when nobody asks whether it is new.
-- takes: id int, account int, kind text, subject int, at int, region int, sentence text, link text
INSERT INTO notice (id, account, kind, subject, at, region, sentence, link)
VALUES (:id, :account, :kind, :subject, :at, :region, :sentence, :link)
ON CONFLICT (account, kind, subject, at) DO NOTHING;

-- name: notices_of :many
-- takes: account int, before int, limit int
-- gives: id int, at int, sentence text, link text, read bool
SELECT id, at, sentence, link, read
  FROM notice
 WHERE account = :account AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: notices_unread :one
-- takes: account int, most int
-- gives: count int
SELECT count(*) FROM (SELECT 1 AS one FROM notice WHERE account = :account AND read = 0 LIMIT :most) AS few;

-- name: notices_read :exec
-- takes: account int
UPDATE notice SET read = 1 WHERE account = :account AND read = 0;

-- name: notices_forget_old :count
-- takes: before int, limit int
DELETE FROM notice WHERE id IN (SELECT n.id FROM notice n WHERE n.id < :before ORDER BY n.id LIMIT :limit);

-- name: notices_forget_of :exec
-- takes: account int
DELETE FROM notice WHERE account = :account;

-- ---- who is told ----

-- name: notify_enabled :one
-- takes: account int
-- gives: id int
SELECT id FROM account WHERE id = :account AND disabled = 0;

-- name: notify_holders :many
-- takes: region int, role text, limit int
-- gives: account int
SELECT g.account
  FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND g.role = :role AND a.disabled = 0
 ORDER BY g.account
 LIMIT :limit;

-- name: notify_subscribers_after :many
-- takes: kind text, region int, subject int, item text, after int, limit int
-- gives: account int, enabled bool, outside bool
SELECT s.account, 1 - a.disabled,
       EXISTS (SELECT 1 FROM notify_channel c WHERE c.account = s.account AND c.verified = 1 AND c.followed = 1)
  FROM subscription s JOIN account a ON a.id = s.account
 WHERE s.kind = :kind AND s.region = :region AND s.subject = :subject AND s.item = :item AND s.account > :after
 ORDER BY s.account
 LIMIT :limit;

-- ---- subscriptions ----

-- name: subscription_insert :exec
-- takes: account int, kind text, region int, subject int, item text, now int
INSERT INTO subscription (account, kind, region, subject, item, created_at)
VALUES (:account, :kind, :region, :subject, :item, :now)
ON CONFLICT (account, kind, region, subject, item) DO NOTHING;

-- name: subscription_delete :exec
-- takes: account int, kind text, region int, subject int, item text
DELETE FROM subscription
 WHERE account = :account AND kind = :kind AND region = :region AND subject = :subject AND item = :item;

-- name: subscription_get :one
-- takes: account int, kind text, region int, subject int, item text
-- gives: created_at int
SELECT created_at
  FROM subscription
 WHERE account = :account AND kind = :kind AND region = :region AND subject = :subject AND item = :item;

-- name: subscriptions_of :many
-- takes: account int, limit int
-- gives: kind text, region int, subject int, item text
SELECT kind, region, subject, item
  FROM subscription
 WHERE account = :account
 ORDER BY kind, region, subject, item
 LIMIT :limit;

-- name: subscriptions_forget_of :exec
-- takes: account int
DELETE FROM subscription WHERE account = :account;

-- ---- spreading ----

-- name: spread_insert :exec
-- takes: id int, followed text, place int, matter int, item text, except int, kind text, subject int, at int
-- takes: region int, sentence text, link text, urgent bool
INSERT INTO notice_spread (id, followed, place, matter, item, except_account, kind, subject, at, region, sentence, link, urgent)
VALUES (:id, :followed, :place, :matter, :item, :except, :kind, :subject, :at, :region, :sentence, :link, :urgent);

-- name: spread_next :one
-- scans: what is waiting to be told; done within seconds
-- gives: id int, followed text, place int, matter int, item text, except_account int, kind text, subject int, at int, region int, sentence text, link text, urgent bool, told int
SELECT id, followed, place, matter, item, except_account, kind, subject, at, region, sentence, link, urgent, told
  FROM notice_spread
 ORDER BY id
 LIMIT 1;

-- name: spread_told :exec
-- takes: id int, told int
UPDATE notice_spread SET told = :told WHERE id = :id;

-- name: spread_done :exec
-- takes: id int
DELETE FROM notice_spread WHERE id = :id;

-- ---- where somebody can be reached ----

-- name: notify_channels_of :many
-- takes: account int
-- gives: channel text, address text, verified bool, own bool, followed bool, code_until int
SELECT channel, address, verified, own, followed, code_until
  FROM notify_channel
 WHERE account = :account
 ORDER BY channel
 LIMIT 10;

-- name: notify_channel_get :one
-- takes: account int, channel text
-- gives: address text, verified bool, own bool, followed bool, code_hash text, code_until int, code_tries int
SELECT address, verified, own, followed, code_hash, code_until, code_tries
  FROM notify_channel
 WHERE account = :account AND channel = :channel;

-- name: notify_channel_write :exec
-- takes: account int, channel text, address text, verified bool, own bool, followed bool, code_hash text, code_until int
INSERT INTO notify_channel (account, channel, address, verified, own, followed, code_hash, code_until)
VALUES (:account, :channel, :address, :verified, :own, :followed, :code_hash, :code_until)
ON CONFLICT (account, channel) DO UPDATE
   SET address = excluded.address, verified = excluded.verified, own = excluded.own, followed = excluded.followed,
       code_hash = excluded.code_hash, code_until = excluded.code_until, code_tries = 0;

-- name: notify_channel_tried :exec
-- takes: account int, channel text
UPDATE notify_channel SET code_tries = code_tries + 1 WHERE account = :account AND channel = :channel;

-- name: notify_channel_proved :exec
-- takes: account int, channel text
UPDATE notify_channel
   SET verified = 1, code_hash = '', code_until = 0, code_tries = 0
 WHERE account = :account AND channel = :channel;

-- name: notify_channel_switch_row :count
-- takes: account int, channel text, own bool, followed bool
UPDATE notify_channel SET own = :own, followed = :followed WHERE account = :account AND channel = :channel;

-- name: notify_channel_delete :exec
-- takes: account int, channel text
DELETE FROM notify_channel WHERE account = :account AND channel = :channel;
