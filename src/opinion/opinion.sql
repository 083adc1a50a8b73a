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

-- name: opinion_search_village :many
-- What stands on the board of a village, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_township :many
-- What stands on the board of a township, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000 = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_district :many
-- What stands on the board of a district, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: scope int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region / 1000000 = :scope AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

-- name: opinion_search_all :many
-- What stands on the board of the installation, or of what stands above districts, by time of receipt, topic (",roads,water,"; '': all) and
-- whether it is open (busy 1, 0; -1: both).
-- takes: first int, last int, begin int, until int, topics text, busy int, limit int, skip int
-- gives OpinionRecord
SELECT id, number, receipt_hash, region, kind, topic, state, source, source_id, title, body, place, latitude_e6,
       longitude_e6, open, shown, hidden, photos_shown, sender, sender_name, sender_phone, account, filed_by,
       office, sealed_for, busy, received_at, reply_due, resolve_due, first_due, next_at, replied_at, resolved_at,
       closed_at, late_reply, late_resolve, reply_judged, resolve_judged, answers, answer, extension_days,
       extension_asked, extension_reason, visit_wanted, visit_tries, rating, reopened, petition,
       petition_settled_day, merged_into, supporters, lock
  FROM opinion
 WHERE region BETWEEN :first AND :last AND shown = 1 AND received_at >= :begin AND received_at < :until
   AND (:topics = '' OR :topics LIKE '%,' || topic || ',%') AND (:busy < 0 OR busy = :busy)
 ORDER BY id DESC
 LIMIT :limit OFFSET :skip;

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

-- name: opinion_falling_due :many
-- What the clock has to look at, the longest due first.
-- takes: now int, limit int
-- gives: id int
SELECT id FROM opinion WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at LIMIT :limit;

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

-- name: opinion_event_between :many
-- What happened to opinions on the board, in its order; only what everybody may see.
-- takes: begin int, until int, first int, last int, limit int, skip int
-- gives: id int, at int, kind text, note text, number text, busy bool
SELECT e.id, e.at, e.kind, e.note, o.number, o.busy
  FROM opinion_event e
  JOIN opinion o ON o.id = e.opinion
 WHERE e.at >= :begin AND e.at < :until AND o.shown = 1 AND o.region BETWEEN :first AND :last
   AND e.kind IN ('replied', 'resolved', 'passed', 'taken', 'late_reply', 'late_resolve', 'extension_asked',
                  'extension_granted', 'extension_refused', 'merged', 'moved', 'referred', 'withdrawn', 'rated',
                  'reopened', 'visited', 'added')
 ORDER BY e.at, e.id
 LIMIT :limit OFFSET :skip;

-- name: opinion_support_count :count
-- takes: id int
UPDATE opinion SET supporters = supporters + 1 WHERE id = :id;

-- name: opinion_supporters_add :count
-- takes: id int, more int
UPDATE opinion SET supporters = supporters + :more WHERE id = :id;

-- name: opinion_supporter_insert :count
-- takes: opinion int, supporter text, now int
INSERT INTO opinion_supporter (opinion, supporter, at) VALUES (:opinion, :supporter, :now)
ON CONFLICT (opinion, supporter) DO NOTHING;

-- name: opinion_event_insert :exec
-- takes: id int, opinion int, at int, kind text, account int?, office int, note text, digest text?
INSERT INTO opinion_event (id, opinion, at, kind, account, office, note, digest)
VALUES (:id, :opinion, :at, :kind, :account, :office, :note, :digest);

-- name: opinion_event_list :many
-- takes: opinion int, limit int
-- gives: id int, at int, kind text, account int?, person text, office int, office_name text, note text
SELECT e.id, e.at, e.kind, e.account, COALESCE(a.name, '') AS person, e.office,
       COALESCE(r.name, '') AS office_name, e.note
  FROM opinion_event e
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN region r ON r.code = e.office
 WHERE e.opinion = :opinion
 ORDER BY e.id
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

-- name: opinion_event_count :one
-- takes: opinion int, kind text
-- gives: count int
SELECT count(*) AS count FROM opinion_event WHERE opinion = :opinion AND kind = :kind;

-- name: opinion_subject_insert :count
-- takes: opinion int, name text, account int
INSERT INTO opinion_subject (opinion, name, account) VALUES (:opinion, :name, :account)
ON CONFLICT (opinion, name, account) DO NOTHING;

-- name: opinion_subjects :many
-- takes: opinion int
-- gives: name text, account int
SELECT name, account FROM opinion_subject WHERE opinion = :opinion ORDER BY name, account LIMIT 40;

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
 LIMIT 1;

-- name: opinion_people_named :many
-- Accounts with a role at a place and this name.
-- takes: region int, name text
-- gives: id int
SELECT DISTINCT a.id FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND (a.name = :name OR a.login = :name) AND g.role <> 'resident'
 ORDER BY a.id LIMIT 10;

-- name: opinion_forget_sender :exec
-- takes: account int
UPDATE opinion SET sender_name = '', sender_phone = '', account = NULL, sender = 'anonymous', visit_wanted = 0
 WHERE account = :account;

-- name: opinion_forget_filer :exec
-- takes: account int
UPDATE opinion SET filed_by = NULL WHERE filed_by = :account;

-- name: opinion_forget_events :exec
-- takes: account int, opinion int
UPDATE opinion_event SET account = NULL WHERE opinion = :opinion AND account = :account;

-- ---- drafts ----

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
-- What was written goes, the id stays for whoever sends twice.
-- takes: id int
UPDATE opinion_draft
   SET sent = 1, body = '', place = '', subject = '', name = '', phone = '', latitude_e6 = NULL, longitude_e6 = NULL
 WHERE id = :id;

-- name: opinion_draft_delete :exec
-- takes: id int
DELETE FROM opinion_draft WHERE id = :id;

-- name: opinion_drafts_old :many
-- takes: now int, limit int
-- gives: id int, sent bool
SELECT id, sent FROM opinion_draft WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit;

-- ---- photographs ----

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

-- name: opinion_photo_delete :count
-- takes: id int, opinion int
DELETE FROM opinion_photo WHERE id = :id AND opinion = :opinion;

-- name: opinion_photos_delete :exec
-- takes: opinion int
DELETE FROM opinion_photo WHERE opinion = :opinion;

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

-- ---- standard answers ----

-- name: standard_answers :many
-- Of an office and those above it.
-- takes: office int, township int, district int, limit int
-- gives: id int, title text, body text
SELECT id, title, body FROM standard_answer
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

-- ---- the desk's head ----

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
