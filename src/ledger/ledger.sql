-- ---- fund accounts ----

-- name: fund_insert :exec
-- takes: id int, region int, kind text, name text, bank text, number text, opening_day int, opening_fen int
INSERT INTO fund_account (id, region, kind, name, bank, number, opening_day, opening_fen)
VALUES (:id, :region, :kind, :name, :bank, :number, :opening_day, :opening_fen);

-- name: fund_update :exec
-- takes: id int, name text, bank text, number text, opening_day int, opening_fen int
UPDATE fund_account
   SET name = :name, bank = :bank, number = :number, opening_day = :opening_day, opening_fen = :opening_fen
 WHERE id = :id;

-- name: fund_close :exec
-- takes: id int, day int
UPDATE fund_account SET closed_day = :day WHERE id = :id;

-- name: fund_load :one
-- takes: id int
-- gives FundRow: id int, region int, kind text, name text, bank text, number text, opening_day int, opening_fen int,
-- gives: closed_day int?
SELECT id, region, kind, name, bank, number, opening_day, opening_fen, closed_day
  FROM fund_account
 WHERE id = :id;

-- name: fund_of_village :many
-- takes: region int, limit int
-- gives FundRow
SELECT id, region, kind, name, bank, number, opening_day, opening_fen, closed_day
  FROM fund_account
 WHERE region = :region
 ORDER BY id
 LIMIT :limit;

-- name: fund_walk :many
-- takes: region int, id int, limit int
-- gives FundRow
SELECT id, region, kind, name, bank, number, opening_day, opening_fen, closed_day
  FROM fund_account
 WHERE (region, id) > (:region, :id)
 ORDER BY region, id
 LIMIT :limit;

-- name: fund_flow :one
-- What came into an account and what left it, and how many entries that were.
-- takes: region int, account int
-- gives: fen int, entries int
SELECT CAST(coalesce(sum(amount_fen * direction), 0) AS BIGINT), CAST(coalesce(sum(entries), 0) AS BIGINT)
  FROM entry_sum
 WHERE region = :region AND account = :account;

-- ---- entries ----

-- name: entry_insert :exec
-- takes: id int, region int, account int, month int, day int, direction int, amount_fen int, category int,
-- takes: counterparty text, person bool, purpose text, voucher text, means text, handler text, approver text,
-- takes: corrects int?, reason text, created_at int, created_by int?
INSERT INTO entry (id, region, account, month, day, direction, amount_fen, category, counterparty, person, purpose,
                   voucher, means, handler, approver, corrects, reason, created_at, created_by)
VALUES (:id, :region, :account, :month, :day, :direction, :amount_fen, :category, :counterparty, :person, :purpose,
        :voucher, :means, :handler, :approver, :corrects, :reason, :created_at, :created_by);

-- name: entry_rewrite :count
-- takes: id int, lock int, account int, month int, day int, direction int, amount_fen int, category int,
-- takes: counterparty text, person bool, purpose text, voucher text, means text, handler text, approver text
UPDATE entry
   SET account = :account, month = :month, day = :day, direction = :direction, amount_fen = :amount_fen,
       category = :category, counterparty = :counterparty, person = :person, purpose = :purpose, voucher = :voucher,
       means = :means, handler = :handler, approver = :approver, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: entry_delete :count
-- takes: id int, lock int
DELETE FROM entry WHERE id = :id AND lock = :lock;

-- name: entry_load :one
-- takes: id int
-- gives EntryRow: id int, region int, account int, month int, day int, direction int, amount_fen int, category int,
-- gives: counterparty text, person bool, purpose text, voucher text, means text, handler text, approver text,
-- gives: corrects int?, reason text, lock int
SELECT id, region, account, month, day, direction, amount_fen, category, counterparty, person, purpose, voucher, means,
       handler, approver, corrects, reason, lock
  FROM entry
 WHERE id = :id;

-- name: entry_months :many
-- A village's entries of some months by day, after one of them.
-- takes: region int, first int, last int, month int, day int, id int, limit int
-- gives EntryRow
SELECT id, region, account, month, day, direction, amount_fen, category, counterparty, person, purpose, voucher, means,
       handler, approver, corrects, reason, lock
  FROM entry
 WHERE region = :region AND month >= :first AND month <= :last AND (month, day, id) > (:month, :day, :id)
 ORDER BY month, day, id
 LIMIT :limit;

-- name: entry_corrections :one
-- takes: corrects int
-- gives: count int
SELECT count(*) FROM entry WHERE corrects = :corrects;

-- ---- sums ----

-- name: sum_add :exec
-- takes: region int, month int, account int, direction int, category int, fen int, entries int
INSERT INTO entry_sum (region, month, account, direction, category, amount_fen, entries)
VALUES (:region, :month, :account, :direction, :category, :fen, :entries)
ON CONFLICT (region, month, account, direction, category) DO UPDATE
   SET amount_fen = entry_sum.amount_fen + excluded.amount_fen, entries = entry_sum.entries + excluded.entries;

-- name: sums_by_category :many
-- takes: region int, first int, last int, limit int
-- gives SumsByCategoryRow: month int, direction int, category int, fen int, entries int
SELECT month, direction, category, CAST(sum(amount_fen) AS BIGINT), CAST(sum(entries) AS BIGINT)
  FROM entry_sum
 WHERE region = :region AND month >= :first AND month <= :last
 GROUP BY month, direction, category
 ORDER BY month
 LIMIT :limit;

-- name: total_add :exec
-- takes: region int, fen int
INSERT INTO entry_total (region, fen) VALUES (:region, :fen)
ON CONFLICT (region) DO UPDATE SET fen = entry_total.fen + excluded.fen;

-- name: sums_before :one
-- All there is, less what came later: months that are asked for are mostly new ones.
-- takes: region int, month int
-- gives: fen int
SELECT coalesce((SELECT fen FROM entry_total WHERE region = :region), 0) - CAST(coalesce(sum(amount_fen * direction), 0) AS BIGINT)
  FROM entry_sum
 WHERE region = :region AND month >= :month;

-- name: openings_until :one
-- takes: region int, day int
-- gives: fen int
SELECT CAST(coalesce(sum(opening_fen), 0) AS BIGINT)
  FROM fund_account
 WHERE region = :region AND opening_day <= :day;

-- name: sums_of_accounts :many
-- Each account's flow up to a month.
-- takes: region int, month int, limit int
-- gives: account int, fen int
SELECT account, CAST(sum(amount_fen * direction) AS BIGINT)
  FROM entry_sum
 WHERE region = :region AND month <= :month
 GROUP BY account
 ORDER BY account
 LIMIT :limit;

-- name: sums_of_month :one
-- takes: region int, month int
-- gives: income int, expense int, entries int
SELECT CAST(coalesce(sum(amount_fen) FILTER (WHERE direction = 1), 0) AS BIGINT),
       CAST(coalesce(sum(amount_fen) FILTER (WHERE direction = -1), 0) AS BIGINT),
       CAST(coalesce(sum(entries), 0) AS BIGINT)
  FROM entry_sum
 WHERE region = :region AND month = :month;

-- name: sums_in_month :many
-- The sums of one month as they are kept, one for each account.
-- takes: region int, month int, limit int
-- gives SumsByCategoryRow
SELECT month, direction, category, amount_fen AS fen, entries
  FROM entry_sum
 WHERE region = :region AND month = :month
 LIMIT :limit;

-- name: sums_of_neighbours :many
-- What each village of a range took in and spent in a month that it has closed.
-- takes: parent int, month int, limit int
-- gives: region int, income int, expense int
SELECT s.region, CAST(coalesce(sum(s.amount_fen) FILTER (WHERE s.direction = 1), 0) AS BIGINT),
       CAST(coalesce(sum(s.amount_fen) FILTER (WHERE s.direction = -1), 0) AS BIGINT)
  FROM region r
  JOIN ledger_month m ON m.region = r.code AND m.month = :month AND m.state = 'closed'
  JOIN entry_sum s ON s.region = r.code AND s.month = :month
 WHERE r.parent = :parent
 GROUP BY s.region
 ORDER BY s.region
 LIMIT :limit;

-- name: sum_faults :many
-- Sums that are not those of the entries.
-- takes: limit int
-- gives: region int, month int, account int, fen int
-- scans: a recount of everything
SELECT region, month, account, CAST(sum(fen) AS BIGINT)
  FROM (SELECT region, month, account, direction, category, amount_fen AS fen, 1 AS entries FROM entry
        UNION ALL
        SELECT region, month, account, direction, category, -amount_fen, -entries FROM entry_sum) AS both_sides
 GROUP BY region, month, account, direction, category
HAVING sum(fen) <> 0 OR sum(entries) <> 0
 ORDER BY region, month, account
 LIMIT :limit;

-- name: total_faults :many
-- takes: limit int
-- gives: region int, fen int
-- scans: a recount of everything
SELECT region, CAST(sum(fen) AS BIGINT)
  FROM (SELECT region, fen FROM entry_total
        UNION ALL
        SELECT region, -amount_fen * direction FROM entry_sum) AS both_sides
 GROUP BY region
HAVING sum(fen) <> 0
 ORDER BY region
 LIMIT :limit;

-- ---- months ----

-- name: month_load :one
-- takes: region int, month int
-- gives MonthRow: region int, month int, state text, disclosure_in int?, disclosure_out int?, handed_in_at int,
-- gives: handed_in_by int?, confirmed_at int?, return_reason text, lock int, in_state text, in_revision int,
-- gives: out_state text, out_revision int, in_reason text, out_reason text
SELECT m.region, m.month, m.state, m.disclosure_in, m.disclosure_out, m.handed_in_at, m.handed_in_by, m.confirmed_at,
       m.return_reason, m.lock, coalesce(i.state, ''), coalesce(i.revision, 0), coalesce(o.state, ''),
       coalesce(o.revision, 0), coalesce(ri.return_reason, ''), coalesce(ro.return_reason, '')
  FROM ledger_month m
  LEFT JOIN disclosure i ON i.id = m.disclosure_in
  LEFT JOIN disclosure o ON o.id = m.disclosure_out
  LEFT JOIN revision ri ON ri.disclosure = i.id AND ri.number = i.working
  LEFT JOIN revision ro ON ro.disclosure = o.id AND ro.number = o.working
 WHERE m.region = :region AND m.month = :month;

-- name: month_rows :many
-- takes: region int, first int, last int, limit int
-- gives MonthRow
SELECT m.region, m.month, m.state, m.disclosure_in, m.disclosure_out, m.handed_in_at, m.handed_in_by, m.confirmed_at,
       m.return_reason, m.lock, coalesce(i.state, ''), coalesce(i.revision, 0), coalesce(o.state, ''),
       coalesce(o.revision, 0), coalesce(ri.return_reason, ''), coalesce(ro.return_reason, '')
  FROM ledger_month m
  LEFT JOIN disclosure i ON i.id = m.disclosure_in
  LEFT JOIN disclosure o ON o.id = m.disclosure_out
  LEFT JOIN revision ri ON ri.disclosure = i.id AND ri.number = i.working
  LEFT JOIN revision ro ON ro.disclosure = o.id AND ro.number = o.working
 WHERE m.region = :region AND m.month >= :first AND m.month <= :last
 ORDER BY m.month
 LIMIT :limit;

-- name: month_public_newest :one
-- The newest one of which everybody may read both disclosures.
-- takes: region int
-- gives MonthRow
SELECT m.region, m.month, m.state, m.disclosure_in, m.disclosure_out, m.handed_in_at, m.handed_in_by, m.confirmed_at,
       m.return_reason, m.lock, i.state AS in_state, i.revision AS in_revision, o.state AS out_state,
       o.revision AS out_revision, '', ''
  FROM ledger_month m JOIN disclosure i ON i.id = m.disclosure_in JOIN disclosure o ON o.id = m.disclosure_out
 WHERE m.region = :region AND i.revision > 0 AND i.state <> 'withdrawn' AND o.revision > 0 AND o.state <> 'withdrawn'
 ORDER BY m.month DESC
 LIMIT 1;

-- name: month_put :exec
-- takes: region int, month int, state text, disclosure_in int?, disclosure_out int?, handed_in_at int,
-- takes: handed_in_by int?, confirmed_at int?, confirmed_by int?, return_reason text
INSERT INTO ledger_month (region, month, state, disclosure_in, disclosure_out, handed_in_at, handed_in_by, confirmed_at,
                          confirmed_by, return_reason)
VALUES (:region, :month, :state, :disclosure_in, :disclosure_out, :handed_in_at, :handed_in_by, :confirmed_at,
        :confirmed_by, :return_reason)
ON CONFLICT (region, month) DO UPDATE
   SET state = excluded.state, disclosure_in = excluded.disclosure_in, disclosure_out = excluded.disclosure_out,
       handed_in_at = excluded.handed_in_at, handed_in_by = excluded.handed_in_by,
       confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by,
       return_reason = excluded.return_reason, lock = ledger_month.lock + 1;

-- name: month_first_entry :one
-- takes: region int
-- gives: month int?
SELECT min(month) FROM entry_sum WHERE region = :region;

-- name: month_walk :many
-- Closed months of everybody, after one.
-- takes: region int, month int, limit int
-- gives: region int, month int, disclosure_in int?, disclosure_out int?, income int, expense int, entries int
SELECT m.region, m.month, m.disclosure_in, m.disclosure_out,
       CAST(coalesce(sum(s.amount_fen) FILTER (WHERE s.direction = 1), 0) AS BIGINT),
       CAST(coalesce(sum(s.amount_fen) FILTER (WHERE s.direction = -1), 0) AS BIGINT),
       CAST(coalesce(sum(s.entries), 0) AS BIGINT)
  FROM ledger_month m LEFT JOIN entry_sum s ON s.region = m.region AND s.month = m.month
 WHERE m.state = 'closed' AND (m.region, m.month) > (:region, :month)
 GROUP BY m.region, m.month, m.disclosure_in, m.disclosure_out
 ORDER BY m.region, m.month
 LIMIT :limit;

-- name: month_link :exec
-- takes: region int, month int, disclosure_in int?, disclosure_out int?
UPDATE ledger_month
   SET disclosure_in = :disclosure_in, disclosure_out = :disclosure_out
 WHERE region = :region AND month = :month;

-- name: disclosure_of_period :one
-- The newest one of an item and period that was not withdrawn.
-- takes: region int, item text, period text
-- gives: id int
SELECT id
  FROM disclosure
 WHERE region = :region AND item = :item AND period = :period AND state <> 'withdrawn'
 ORDER BY id DESC
 LIMIT 1;

-- name: entry_photos_of :many
-- takes: entry int
-- gives: state text, sha256 text, thumb text, id int
SELECT state, sha256, thumb, id FROM entry_photo WHERE entry = :entry ORDER BY position LIMIT 20;

-- ---- photographs of vouchers ----

-- name: photo_insert :exec
-- takes: id int, entry int, position int, state text, source text, sha256 text, thumb text, bytes int, width int,
-- takes: height int, created_at int, created_by int?
INSERT INTO entry_photo (id, entry, position, state, source, sha256, thumb, bytes, width, height, created_at, created_by)
VALUES (:id, :entry, :position, :state, :source, :sha256, :thumb, :bytes, :width, :height, :created_at, :created_by);

-- name: photo_load :one
-- takes: id int
-- gives PhotoRow: id int, entry int, state text, refused text, source text, sha256 text, thumb text, region int
SELECT p.id, p.entry, p.state, p.refused, p.source, p.sha256, p.thumb, e.region
  FROM entry_photo p JOIN entry e ON e.id = p.entry
 WHERE p.id = :id;

-- name: photos_of :many
-- takes: entry int, limit int
-- gives PhotoRow
SELECT p.id, p.entry, p.state, p.refused, p.source, p.sha256, p.thumb, e.region
  FROM entry_photo p JOIN entry e ON e.id = p.entry
 WHERE p.entry = :entry
 ORDER BY p.position
 LIMIT :limit;

-- name: photo_drop :exec
-- takes: id int
DELETE FROM entry_photo WHERE id = :id;

-- name: photo_done :exec
-- takes: id int, state text, refused text, sha256 text, thumb text, bytes int, width int, height int
UPDATE entry_photo
   SET state = :state, refused = :refused, source = '', sha256 = :sha256, thumb = :thumb, bytes = :bytes, width = :width,
       height = :height
 WHERE id = :id;

-- name: photo_job_insert :exec
-- takes: id int, photo int, now int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'entry.photo', :photo, :now);

-- name: photo_job_next :one
-- takes: now int
-- gives: id int, photo int, attempts int
SELECT id, subject AS photo, attempts
  FROM job
 WHERE kind = 'entry.photo' AND due_at <= :now
 ORDER BY due_at, id
 LIMIT 1;

-- name: photo_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;

-- name: photo_job_put_off :exec
-- takes: id int, due_at int
UPDATE job SET due_at = :due_at, attempts = attempts + 1 WHERE id = :id;
