-- name: bank_statement_insert :exec
-- takes: id int, region int, account int, format text, name text, from_day int, to_day int, opening_fen int,
-- takes: closing_fen int, lines int, added int, imported_at int, imported_by int?
INSERT INTO bank_statement (id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added,
                            imported_at, imported_by)
VALUES (:id, :region, :account, :format, :name, :from_day, :to_day, :opening_fen, :closing_fen, :lines, :added,
        :imported_at, :imported_by);

-- name: bank_statement_finish :exec
-- takes: id int, from_day int, to_day int, opening_fen int, closing_fen int, lines int, added int
UPDATE bank_statement
   SET from_day = :from_day, to_day = :to_day, opening_fen = :opening_fen, closing_fen = :closing_fen, lines = :lines,
       added = :added
 WHERE id = :id;

-- name: bank_statement_before :one
-- The last one that begins before a day.
-- takes: account int, day int, but int
-- gives BankStatementRow: id int, region int, account int, format text, name text, from_day int, to_day int,
-- gives: opening_fen int, closing_fen int, lines int, added int, imported_at int
SELECT id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added, imported_at
  FROM bank_statement
 WHERE account = :account AND from_day < :day AND id <> :but
 ORDER BY to_day DESC, id DESC
 LIMIT 1;

-- name: bank_statement_after :one
-- The first one that begins on a day or later.
-- takes: account int, day int, but int
-- gives BankStatementRow
SELECT id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added, imported_at
  FROM bank_statement
 WHERE account = :account AND from_day > :day AND id <> :but
 ORDER BY to_day, id
 LIMIT 1;

-- name: bank_statement_list :many
-- takes: account int, limit int
-- gives BankStatementRow
SELECT id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added, imported_at
  FROM bank_statement
 WHERE account = :account
 ORDER BY to_day DESC, id DESC
 LIMIT :limit;

-- name: bank_statement_walk :many
-- All of them, in the order of accounts and days.
-- takes: account int, to_day int, id int, limit int
-- gives BankStatementRow
SELECT id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added, imported_at
  FROM bank_statement
 WHERE (account, to_day, id) > (:account, :to_day, :id)
 ORDER BY account, to_day, id
 LIMIT :limit;

-- name: bank_statement_of_account :many
-- Those of one account by day, after one.
-- takes: account int, to_day int, id int, limit int
-- gives BankStatementRow
SELECT id, region, account, format, name, from_day, to_day, opening_fen, closing_fen, lines, added, imported_at
  FROM bank_statement
 WHERE account = :account AND (to_day, id) > (:to_day, :id)
 ORDER BY to_day, id
 LIMIT :limit;

-- name: bank_line_keys :many
-- The lines that one statement brought, with their keys, after one.
-- takes: account int, statement int, from_day int, to_day int, day int, id int, limit int
-- gives: id int, day int, direction int, amount_fen int, party text, party_number text, reference text, purpose text,
-- gives: key text, explanation text
SELECT id, day, direction, amount_fen, party, party_number, reference, purpose, key, explanation
  FROM bank_line
 WHERE account = :account AND statement = :statement AND (day, id) > (:day, :id) AND day >= :from_day AND day <= :to_day
 ORDER BY day, id
 LIMIT :limit;

-- name: bank_line_insert :count
-- takes: id int, statement int, account int, position int, row_number int, day int, direction int, amount_fen int,
-- takes: party text, party_number text, reference text, purpose text, key text
INSERT INTO bank_line (id, statement, account, position, row_number, day, direction, amount_fen, party, party_number,
                       reference, purpose, key, state)
VALUES (:id, :statement, :account, :position, :row_number, :day, :direction, :amount_fen, :party, :party_number,
        :reference, :purpose, :key, 'open')
ON CONFLICT (account, key) DO NOTHING;

-- name: bank_line_load :one
-- takes: id int
-- gives BankLineRow: id int, statement int, account int, row_number int, day int, direction int, amount_fen int,
-- gives: party text, party_number text, reference text, purpose text, state text, explanation text
SELECT id, statement, account, row_number, day, direction, amount_fen, party, party_number, reference, purpose, state,
       explanation
  FROM bank_line
 WHERE id = :id;

-- name: bank_lines_after :many
-- takes: account int, from_day int, to_day int, day int, id int, limit int
-- gives BankLineRow
SELECT id, statement, account, row_number, day, direction, amount_fen, party, party_number, reference, purpose, state,
       explanation
  FROM bank_line
 WHERE account = :account AND (day, id) > (:day, :id) AND day >= :from_day AND day <= :to_day
 ORDER BY day, id
 LIMIT :limit;

-- name: bank_lines_open_after :many
-- takes: account int, from_day int, to_day int, day int, id int, limit int
-- gives BankLineRow
SELECT id, statement, account, row_number, day, direction, amount_fen, party, party_number, reference, purpose, state,
       explanation
  FROM bank_line
 WHERE account = :account AND state = 'open' AND (day, id) > (:day, :id) AND day >= :from_day AND day <= :to_day
 ORDER BY day, id
 LIMIT :limit;

-- name: bank_line_state_put :exec
-- takes: id int, state text, explanation text
UPDATE bank_line
   SET state = :state, explanation = :explanation
 WHERE id = :id;

-- name: bank_account_days :one
-- The days that statements of an account cover.
-- takes: account int
-- gives: from_day int?, to_day int?
SELECT min(from_day), max(to_day)
  FROM bank_statement
 WHERE account = :account;

-- name: bank_entries_open_after :many
-- Entries of an account that are neither matched nor explained.  (A look-up for each, not a join: a plan for tables
-- that were empty when it was made would walk over all that is matched.)
-- takes: region int, account int, from_day int, to_day int, from_month int, to_month int, month int, day int, id int, limit int
-- gives OpenEntryRow: id int, month int, day int, direction int, amount_fen int, counterparty text, voucher text,
-- gives: purpose text
SELECT e.id, e.month, e.day, e.direction, e.amount_fen, e.counterparty, e.voucher, e.purpose
  FROM entry e
 WHERE e.region = :region AND e.account = :account AND (e.month, e.day, e.id) > (:month, :day, :id)
   AND e.month >= :from_month AND e.month <= :to_month AND e.day >= :from_day AND e.day <= :to_day
   AND (SELECT m.entry FROM bank_match m WHERE m.entry = e.id) IS NULL
   AND (SELECT n.entry FROM bank_note n WHERE n.entry = e.id) IS NULL
 ORDER BY e.month, e.day, e.id
 LIMIT :limit;

-- name: bank_lines_open_count :one
-- takes: account int, from_day int, to_day int
-- gives: count int
SELECT count(*)
  FROM bank_line
 WHERE account = :account AND state = 'open' AND day >= :from_day AND day <= :to_day;

-- name: bank_entries_open_count :one
-- takes: region int, account int, from_day int, to_day int, from_month int, to_month int
-- gives: count int
SELECT count(*)
  FROM entry e
 WHERE e.region = :region AND e.account = :account AND e.month >= :from_month AND e.month <= :to_month
   AND e.day >= :from_day AND e.day <= :to_day
   AND (SELECT m.entry FROM bank_match m WHERE m.entry = e.id) IS NULL
   AND (SELECT n.entry FROM bank_note n WHERE n.entry = e.id) IS NULL;

-- name: bank_match_put :exec
-- Of an entry that was just seen without a match.
-- takes: entry int, line int
INSERT INTO bank_match (entry, line, by_hand) VALUES (:entry, :line, 0);

-- name: bank_match_insert :count
-- takes: entry int, line int, by_hand bool
INSERT INTO bank_match (entry, line, by_hand)
VALUES (:entry, :line, :by_hand)
ON CONFLICT (entry) DO NOTHING;

-- name: bank_match_drop_line :count
-- takes: line int
DELETE FROM bank_match WHERE line = :line;

-- name: bank_match_line_entries :many
-- takes: line int, limit int
-- gives: entry int
SELECT entry FROM bank_match WHERE line = :line ORDER BY entry LIMIT :limit;

-- name: bank_match_of_entry :one
-- takes: entry int
-- gives: line int
SELECT line FROM bank_match WHERE entry = :entry;

-- name: bank_matched_of_days :many
-- Entries of a village's month, booked from a day to another, that have a line.
-- takes: region int, month int, from_day int, to_day int, limit int
-- gives: entry int
SELECT m.entry
  FROM entry e
  JOIN bank_match m ON m.entry = e.id
 WHERE e.region = :region AND e.month = :month AND e.day BETWEEN :from_day AND :to_day
 LIMIT :limit;

-- name: bank_note_put :exec
-- takes: entry int, explanation text, noted_at int, noted_by int?
INSERT INTO bank_note (entry, explanation, noted_at, noted_by)
VALUES (:entry, :explanation, :noted_at, :noted_by)
ON CONFLICT (entry) DO UPDATE
   SET explanation = excluded.explanation, noted_at = excluded.noted_at, noted_by = excluded.noted_by;

-- name: bank_note_drop :exec
-- takes: entry int
DELETE FROM bank_note WHERE entry = :entry;

-- name: bank_match_faults :many
-- Lines whose entries do not add up to them, or are of another account.
-- takes: limit int
-- gives: id int, account int, day int, amount_fen int, sum_fen int
-- scans: a recount of everything
SELECT l.id, l.account, l.day, l.amount_fen, CAST(sum(e.amount_fen) AS BIGINT)
  FROM bank_match m JOIN bank_line l ON l.id = m.line JOIN entry e ON e.id = m.entry
 GROUP BY l.id, l.account, l.day, l.amount_fen
HAVING sum(e.amount_fen) <> l.amount_fen OR min(e.account) <> l.account OR max(e.account) <> l.account
 ORDER BY l.id
 LIMIT :limit;

-- name: bank_statement_faults :many
-- Statements that do not hold as many lines as they brought, or whose lines do not lead from opening to closing.
-- takes: limit int
-- gives: id int, account int, added int, found int, opening_fen int, closing_fen int, sum_fen int
-- scans: a recount of everything
SELECT s.id, s.account, s.added, CAST(count(l.id) AS BIGINT), s.opening_fen, s.closing_fen,
       CAST(coalesce(sum(l.amount_fen * l.direction), 0) AS BIGINT)
  FROM bank_statement s LEFT JOIN bank_line l ON l.account = s.account AND l.statement = s.id
 GROUP BY s.id, s.account, s.added, s.lines, s.opening_fen, s.closing_fen
HAVING count(l.id) <> s.added
    OR (s.added = s.lines AND s.opening_fen + coalesce(sum(l.amount_fen * l.direction), 0) <> s.closing_fen)
 ORDER BY s.id
 LIMIT :limit;

-- name: bank_state_faults :many
-- Lines that say they have an entry and have none, or the other way round.
-- takes: limit int
-- gives: id int, day int, state text
-- scans: a recount of everything
SELECT l.id, l.day, l.state
  FROM bank_line l
 WHERE (l.state = 'matched' AND NOT EXISTS (SELECT 1 FROM bank_match m WHERE m.line = l.id))
    OR (l.state <> 'matched' AND EXISTS (SELECT 1 FROM bank_match m WHERE m.line = l.id))
 ORDER BY l.id
 LIMIT :limit;
