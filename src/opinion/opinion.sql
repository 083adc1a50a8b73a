-- name: opinion_by_id :one
-- takes: id int
-- gives OpinionRecord: id int, number text, receipt_hash text, region int, kind text, topic text, state text,
-- gives: source text, source_id int, title text, body text, place text, latitude_e6 int?, longitude_e6 int?,
-- gives: open bool, shown bool, hidden bool, photos_shown bool, sender text, sender_name text, sender_phone text,
-- gives: account int?, filed_by int?, office int, sealed_for int, busy bool, received_at int, reply_due int,
-- gives: resolve_due int, first_due int, next_at int?, replied_at int?, resolved_at int?, closed_at int?,
-- gives: late_reply bool, late_resolve bool, reply_judged bool, resolve_judged bool, answers int, answer text,
-- gives: extension_days int, extension_asked int, extension_reason text, visit_wanted bool, visit_tries int,
-- gives: rating int, reopened int, petition bool, petition_settled_day int?, merged_into int?, supporters int,
-- gives: lock int
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion WHERE id = :id;

-- name: opinion_by_its_number :one
-- takes: number text
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion WHERE number = :number;

-- name: opinion_by_once :one
-- takes: once text
-- gives: id int
SELECT id FROM opinion WHERE once = :once;

-- name: opinion_insert :count
-- A new one; nothing when its number is taken.
-- takes: id int, number text, receipt_hash text, region int, kind text, topic text, state text, source text,
-- takes: source_id int, title text, body text, place text, latitude_e6 int?, longitude_e6 int?, open bool,
-- takes: shown bool, sender text, sender_name text, sender_phone text, account int?, filed_by int?, office int,
-- takes: sealed_for int, busy bool, received_at int, reply_due int, resolve_due int, first_due int, next_at int?,
-- takes: once text?
INSERT INTO opinion (
    id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
    longitude_e6, open, shown, sender, sender_name, sender_phone, account, filed_by, office, sealed_for, busy,
    received_at, reply_due, resolve_due, first_due, next_at, once)
VALUES (
    :id, :number, :receipt_hash, :region, :kind, :topic, :state, :source, :source_id, :title, :body, :place,
    :latitude_e6, :longitude_e6, :open, :shown, :sender, :sender_name, :sender_phone, :account, :filed_by, :office,
    :sealed_for, :busy, :received_at, :reply_due, :resolve_due, :first_due, :next_at, :once)
ON CONFLICT (number) DO NOTHING;

-- name: opinion_save :count
-- All that can change, if nobody else has changed it since.
-- takes: id int, lock int, region int, topic text, state text, body text, place text, open bool, shown bool,
-- takes: hidden bool, photos_shown bool, sender text, sender_name text, sender_phone text, account int?,
-- takes: office int, busy bool, reply_due int, resolve_due int, next_at int?, replied_at int?, resolved_at int?,
-- takes: closed_at int?, late_reply bool, late_resolve bool, reply_judged bool, resolve_judged bool, answers int,
-- takes: answer text, extension_days int, extension_asked int, extension_reason text, visit_wanted bool,
-- takes: visit_tries int, rating int, reopened int, petition bool, petition_settled_day int?, merged_into int?
UPDATE opinion
   SET region = :region, topic = :topic, state = :state, body = :body, place = :place, open = :open, shown = :shown,
       hidden = :hidden, photos_shown = :photos_shown, sender = :sender, sender_name = :sender_name,
       sender_phone = :sender_phone, account = :account, office = :office, busy = :busy, reply_due = :reply_due,
       resolve_due = :resolve_due, next_at = :next_at, replied_at = :replied_at, resolved_at = :resolved_at,
       closed_at = :closed_at, late_reply = :late_reply, late_resolve = :late_resolve,
       reply_judged = :reply_judged, resolve_judged = :resolve_judged, answers = :answers, answer = :answer,
       extension_days = :extension_days, extension_asked = :extension_asked, extension_reason = :extension_reason,
       visit_wanted = :visit_wanted, visit_tries = :visit_tries, rating = :rating, reopened = :reopened,
       petition = :petition, petition_settled_day = :petition_settled_day, merged_into = :merged_into,
       lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: opinion_shown_village :many
-- The board of a village; scope: the leading digits of its code.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region = :scope AND shown = 1 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_shown_township :many
-- The board of a township; scope: the leading digits of its code.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000 = :scope AND shown = 1 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_shown_district :many
-- The board of a district; scope: the leading digits of its code.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000000 = :scope AND shown = 1 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_shown_all :many
-- The board of the installation.
-- takes: before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE shown = 1 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_of_account :many
-- What somebody sent.
-- takes: account int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE account = :account AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_filed_by :many
-- What somebody filed for others.
-- takes: filed_by int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE filed_by = :filed_by AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_of_source :many
-- What is tied to a disclosure or an entry.
-- takes: source text, source_id int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE source = :source AND source <> '' AND source_id = :source_id AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_busy_office :many
-- Open ones that an office handles, the earliest deadline first.
-- takes: office int, after_due int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE office = :office AND busy = 1 AND (resolve_due, id) > (:after_due, :after_id)
 ORDER BY resolve_due, id
 LIMIT :limit;

-- name: opinion_busy_village :many
-- Open ones of a village, the earliest deadline first.
-- takes: scope int, after_due int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region = :scope AND busy = 1 AND (resolve_due, id) > (:after_due, :after_id)
 ORDER BY resolve_due, id
 LIMIT :limit;

-- name: opinion_busy_township :many
-- Open ones of a township, the earliest deadline first.
-- takes: scope int, after_due int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000 = :scope AND busy = 1 AND (resolve_due, id) > (:after_due, :after_id)
 ORDER BY resolve_due, id
 LIMIT :limit;

-- name: opinion_busy_district :many
-- Open ones of a district, the earliest deadline first.
-- takes: scope int, after_due int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000000 = :scope AND busy = 1 AND (resolve_due, id) > (:after_due, :after_id)
 ORDER BY resolve_due, id
 LIMIT :limit;

-- name: opinion_done_village :many
-- Those of a village that are at an end, newest first.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region = :scope AND busy = 0 AND sealed_for = 0 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_done_township :many
-- Those of a township that are at an end, newest first.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000 = :scope AND busy = 0 AND sealed_for = 0 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_done_district :many
-- Those of a district that are at an end, newest first.
-- takes: scope int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000000 = :scope AND busy = 0 AND sealed_for = 0 AND id < :before
 ORDER BY id DESC
 LIMIT :limit;

-- name: opinion_to_visit :many
-- To be called back.
-- takes: first int, last int, after_region int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE visit_wanted = 1 AND region BETWEEN :first AND :last AND (region, id) > (:after_region, :after_id)
 ORDER BY region, id
 LIMIT :limit;

-- name: opinion_petitions :many
-- Petition risks that are not settled.
-- takes: first int, last int, after_region int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE petition = 1 AND petition_settled_day IS NULL AND region BETWEEN :first AND :last AND (region, id) > (:after_region, :after_id)
 ORDER BY region, id
 LIMIT :limit;

-- name: opinion_extensions_asked :many
-- Where more time was asked for.
-- takes: first int, last int, after_region int, after_id int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE extension_asked <> 0 AND region BETWEEN :first AND :last AND (region, id) > (:after_region, :after_id)
 ORDER BY region, id
 LIMIT :limit;

-- name: opinion_sealed_within :many
-- Reports of misconduct for inspectors of these places.
-- takes: first int, last int, before int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE sealed_for <> 0 AND sealed_for BETWEEN :first AND :last AND id < :before
 ORDER BY sealed_for DESC, id DESC
 LIMIT :limit;

-- name: opinion_joined_to :many
-- What was joined to an opinion.
-- takes: merged_into int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE merged_into = :merged_into
 ORDER BY id
 LIMIT :limit;

-- name: opinion_join_anew :exec
-- What was joined to one is joined to another.
-- takes: joined int, other int
UPDATE opinion SET merged_into = :other WHERE merged_into = :joined;

-- name: opinion_falling_due :many
-- What the clock has to look at, the longest due first.
-- takes: now int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at LIMIT :limit;

-- name: opinion_walk :many
-- All of them by id, to be counted again.
-- takes: after int, limit int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion WHERE id > :after ORDER BY id LIMIT :limit;

-- name: opinion_support_count :count
-- takes: id int
UPDATE opinion SET supporters = supporters + 1 WHERE id = :id;

-- name: opinion_supporters_add :count
-- takes: id int, more int
UPDATE opinion SET supporters = supporters + :more WHERE id = :id;

-- name: opinion_forget_sender :exec
-- takes: account int
UPDATE opinion SET sender_name = '', sender_phone = '', account = NULL, sender = 'anonymous', visit_wanted = 0
 WHERE account = :account;

-- name: opinion_forget_filer :exec
-- takes: account int
UPDATE opinion SET filed_by = NULL WHERE filed_by = :account;

-- name: opinion_office_counts :one
-- What an office has: all, due before the day ends, overdue.
-- takes: office int, today_ends int, now int
-- gives: ours int, today int, overdue int
SELECT count(*) AS ours,
       count(*) FILTER (WHERE resolve_due <= :today_ends OR (replied_at IS NULL AND reply_due <= :today_ends)) AS today,
       count(*) FILTER (WHERE resolve_due <= :now OR (replied_at IS NULL AND reply_due <= :now)) AS overdue
  FROM opinion
 WHERE office = :office AND busy = 1;

-- name: opinion_scope_counts :one
-- takes: first int, last int
-- gives: visits int, petitions int, extensions int
SELECT (SELECT count(*) FROM opinion WHERE visit_wanted = 1 AND region BETWEEN :first AND :last) AS visits,
       (SELECT count(*) FROM opinion WHERE petition = 1 AND petition_settled_day IS NULL
           AND region BETWEEN :first AND :last) AS petitions,
       (SELECT count(*) FROM opinion WHERE extension_asked <> 0 AND region BETWEEN :first AND :last) AS extensions;

-- name: opinion_sealed_count :one
-- takes: first int, last int
-- gives: open int
SELECT count(*) AS open FROM opinion
 WHERE sealed_for <> 0 AND sealed_for BETWEEN :first AND :last AND (state = 'received' OR state = 'in_hand');
