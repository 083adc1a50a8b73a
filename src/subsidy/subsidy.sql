-- name: programme_by_id :one
-- takes: id int
-- gives ProgrammeRecord: id int, region int, name text, source text, unit text, standard_fen int, ground text,
-- gives: retired_day int?
SELECT id, region, name, source, unit, standard_fen, ground, retired_day FROM subsidy_programme WHERE id = :id;

-- name: programme_by_name :one
-- takes: region int, name text
-- gives ProgrammeRecord
SELECT id, region, name, source, unit, standard_fen, ground, retired_day
  FROM subsidy_programme
 WHERE region = :region AND name = :name;

-- name: programmes_of :many
-- Those of exactly one place.
-- takes: region int, limit int
-- gives ProgrammeRecord
SELECT id, region, name, source, unit, standard_fen, ground, retired_day
  FROM subsidy_programme
 WHERE region = :region
 ORDER BY name
 LIMIT :limit;

-- name: programme_insert :exec
-- takes: id int, region int, name text, source text, unit text, standard_fen int, ground text
INSERT INTO subsidy_programme (id, region, name, source, unit, standard_fen, ground)
VALUES (:id, :region, :name, :source, :unit, :standard_fen, :ground);

-- name: programme_update :exec
-- takes: id int, name text, source text, unit text, standard_fen int, ground text
UPDATE subsidy_programme
   SET name = :name, source = :source, unit = :unit, standard_fen = :standard_fen, ground = :ground
 WHERE id = :id;

-- name: programme_set_retired_day :exec
-- takes: id int, retired_day int?
UPDATE subsidy_programme SET retired_day = :retired_day WHERE id = :id;

-- name: batch_by_id :one
-- takes: id int
-- gives BatchRecord: id int, region int, programme int, name text, period text, period_start int, standard_fen int,
-- gives: planned_fen int?, state text, notice int?, result int?, lines int, total_fen int, paid_lines int,
-- gives: paid_fen int, explanation text, reopened text, label text, lock int
SELECT id, region, programme, name, period, period_start, standard_fen, planned_fen, state, notice, result, lines,
       total_fen, paid_lines, paid_fen, explanation, reopened, label, lock
  FROM subsidy_batch
 WHERE id = :id;

-- name: batch_by_name :one
-- takes: region int, programme int, period text, name text
-- gives: id int
SELECT id FROM subsidy_batch
 WHERE region = :region AND programme = :programme AND period = :period AND name = :name;

-- name: batch_of_disclosure :one
-- The list that a disclosure belongs to.
-- takes: region int, disclosure int
-- gives: id int
SELECT id FROM subsidy_batch
 WHERE region = :region AND (notice = :disclosure OR result = :disclosure)
 ORDER BY id
 LIMIT 1;

-- name: disclosures_without_batch :many
-- What a village published of the item by hand: no list stands behind it, newest first.
-- takes: region int, item text, limit int
-- gives: id int, period text, title text, published_at int
SELECT d.id, d.period, r.title, d.published_at
  FROM disclosure d JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.region = :region AND d.item = :item AND d.state = 'published' AND d.kind = 'report'
   AND d.published_at IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM subsidy_batch b
                    WHERE b.region = d.region AND (b.notice = d.id OR b.result = d.id))
 ORDER BY d.published_at DESC, d.id DESC
 LIMIT :limit;

-- name: batches_before :many
-- Of a village, the newest period first, those that come after (period_start, id) in that order; of periods that
-- begin on first or later.
-- takes: region int, first int, period_start int, id int, limit int
-- gives BatchRecord
SELECT id, region, programme, name, period, period_start, standard_fen, planned_fen, state, notice, result, lines,
       total_fen, paid_lines, paid_fen, explanation, reopened, label, lock
  FROM subsidy_batch
 WHERE region = :region AND period_start >= :first AND (period_start, id) < (:period_start, :id)
 ORDER BY period_start DESC, id DESC
 LIMIT :limit;

-- name: batches_published_before :many
-- The same, of those that something was published of.
-- takes: region int, first int, period_start int, id int, limit int
-- gives BatchRecord
SELECT b.id, b.region, b.programme, b.name, b.period, b.period_start, b.standard_fen, b.planned_fen, b.state,
       b.notice, b.result, b.lines, b.total_fen, b.paid_lines, b.paid_fen, b.explanation, b.reopened, b.label,
       b.lock
  FROM subsidy_batch b
 WHERE b.region = :region AND b.period_start >= :first AND (b.period_start, b.id) < (:period_start, :id)
   AND EXISTS (SELECT 1 FROM disclosure d
                WHERE (d.id = b.notice OR d.id = b.result) AND d.revision > 0 AND d.state <> 'withdrawn')
 ORDER BY b.period_start DESC, b.id DESC
 LIMIT :limit;

-- name: batches_walk :many
-- All of them, by id.
-- takes: after int, limit int
-- gives BatchRecord
SELECT id, region, programme, name, period, period_start, standard_fen, planned_fen, state, notice, result, lines,
       total_fen, paid_lines, paid_fen, explanation, reopened, label, lock
  FROM subsidy_batch
 WHERE id > :after
 ORDER BY id
 LIMIT :limit;

-- name: batch_disclosure :one
-- Where a disclosure stands, whoever asks.
-- takes: id int
-- gives: state text, revision int, published_at int?, notice_until int?
SELECT state, revision, first_published_at AS published_at, notice_until FROM disclosure WHERE id = :id;

-- name: batch_insert :exec
-- takes: id int, region int, programme int, name text, period text, period_start int, standard_fen int,
-- takes: planned_fen int?, state text, notice int?, result int?, explanation text, label text, now int,
-- takes: created_by int?
INSERT INTO subsidy_batch (id, region, programme, name, period, period_start, standard_fen, planned_fen, state, notice,
                           result, lines, total_fen, paid_lines, paid_fen, explanation, reopened, label, lock,
                           created_at, created_by)
VALUES (:id, :region, :programme, :name, :period, :period_start, :standard_fen, :planned_fen, :state, :notice,
        :result, 0, 0, 0, 0, :explanation, '', :label, 1, :now, :created_by);

-- name: batch_update :count
-- takes: id int, lock int, planned_fen int?, state text, notice int?, result int?, explanation text, reopened text
UPDATE subsidy_batch
   SET planned_fen = :planned_fen, state = :state, notice = :notice, result = :result, explanation = :explanation,
       reopened = :reopened, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: batch_count_lines :exec
-- Sums from the lines.
-- takes: id int
UPDATE subsidy_batch
   SET lines = (SELECT count(*) FROM subsidy_line l WHERE l.batch = :id),
       total_fen = (SELECT CAST(coalesce(sum(l.amount_fen), 0) AS BIGINT) FROM subsidy_line l WHERE l.batch = :id),
       paid_lines = (SELECT count(*) FROM subsidy_line l WHERE l.batch = :id AND l.state = 'paid'),
       paid_fen = (SELECT CAST(coalesce(sum(l.amount_fen), 0) AS BIGINT)
                     FROM subsidy_line l WHERE l.batch = :id AND l.state = 'paid')
 WHERE id = :id;

-- name: batch_sums :one
-- takes: batch int
-- gives: lines int, total_fen int, paid_lines int, paid_fen int
SELECT count(*) AS lines, CAST(coalesce(sum(amount_fen), 0) AS BIGINT) AS total_fen,
       count(*) FILTER (WHERE state = 'paid') AS paid_lines,
       CAST(coalesce(sum(amount_fen) FILTER (WHERE state = 'paid'), 0) AS BIGINT) AS paid_fen
  FROM subsidy_line
 WHERE batch = :batch;

-- name: batch_delete :exec
-- takes: id int
DELETE FROM subsidy_batch WHERE id = :id;

-- name: subsidy_lines_of :many
-- takes: batch int
-- gives LineRecord: id int, batch int, position int, household int?, number text, name text, group_name text,
-- gives: quantity_milli int, standard_fen int, amount_fen int, card_hash text, card_tail text, state text,
-- gives: paid_day int?, note text
SELECT id, batch, position, household, number, name, group_name, quantity_milli, standard_fen, amount_fen, card_hash,
       card_tail, state, paid_day, note
  FROM subsidy_line
 WHERE batch = :batch
 ORDER BY position
 LIMIT 5000;

-- name: subsidy_line_by_id :one
-- takes: id int
-- gives LineRecord
SELECT id, batch, position, household, number, name, group_name, quantity_milli, standard_fen, amount_fen, card_hash,
       card_tail, state, paid_day, note
  FROM subsidy_line
 WHERE id = :id;

-- name: lines_of_household :many
-- Newest first.
-- takes: household int, limit int
-- gives LineRecord
SELECT l.id, l.batch, l.position, l.household, l.number, l.name, l.group_name, l.quantity_milli, l.standard_fen,
       l.amount_fen, l.card_hash, l.card_tail, l.state, l.paid_day, l.note
  FROM subsidy_line l JOIN subsidy_batch b ON b.id = l.batch
 WHERE l.household = :household
 ORDER BY b.period_start DESC, l.batch DESC, l.position
 LIMIT :limit;

-- name: subsidy_line_insert :exec
-- takes: id int, batch int, position int, household int?, number text, name text, group_name text, quantity_milli int,
-- takes: standard_fen int, amount_fen int, card_hash text, card_tail text, state text, paid_day int?, note text
INSERT INTO subsidy_line (id, batch, position, household, number, name, group_name, quantity_milli, standard_fen,
                          amount_fen, card_hash, card_tail, state, paid_day, note)
VALUES (:id, :batch, :position, :household, :number, :name, :group_name, :quantity_milli, :standard_fen,
        :amount_fen, :card_hash, :card_tail, :state, :paid_day, :note);

-- name: lines_delete :exec
-- takes: batch int
DELETE FROM subsidy_line WHERE batch = :batch;

-- name: line_set_payment :exec
-- takes: id int, state text, paid_day int?, note text
UPDATE subsidy_line SET state = :state, paid_day = :paid_day, note = :note WHERE id = :id;

-- name: lines_pay_due :count
-- takes: batch int, day int
UPDATE subsidy_line SET state = 'paid', paid_day = :day WHERE batch = :batch AND state = 'due';

-- name: lines_unpaid :one
-- takes: batch int
-- gives: count int
SELECT count(*) AS count FROM subsidy_line WHERE batch = :batch AND state = 'due';

-- name: cards_shared :many
-- Lines whose card stands under another name in the village's lists.
-- takes: batch int, region int, limit int
-- gives: position int, name text, card_tail text, other_batch int, other_position int, other_name text
SELECT l.position, l.name, l.card_tail, o.batch AS other_batch, o.position AS other_position, o.name AS other_name
  FROM subsidy_line l
  JOIN subsidy_line o ON o.card_hash = l.card_hash AND o.card_hash <> ''
  JOIN subsidy_batch b ON b.id = o.batch
 WHERE l.batch = :batch AND l.card_hash <> '' AND b.region = :region AND o.name <> l.name
 ORDER BY l.position, o.batch DESC, o.position
 LIMIT :limit;

-- name: household_by_name :many
-- The open households with exactly this head and group.
-- takes: region int, head text, group_name text
-- gives: id int, number text
SELECT id, number FROM household
 WHERE region = :region AND head = :head AND group_name = :group_name AND closed_day IS NULL
 LIMIT 2;
