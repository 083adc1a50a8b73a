-- name: debt_by_id :one
-- takes: id int
-- gives DebtRecord: id int, region int, side text, party text, person bool, cause text, day int, opening_fen int,
-- gives: note text, balance_fen int, lock int
SELECT id, region, side, party, person, cause, day, opening_fen, note, balance_fen, lock
  FROM property_debt
 WHERE id = :id;

-- name: debt_by_key :one
-- takes: region int, side text, party text, cause text, day int
-- gives: id int
SELECT id FROM property_debt
 WHERE region = :region AND side = :side AND party = :party AND cause = :cause AND day = :day;

-- name: debts_after :many
-- Those with a balance of at least least_fen.
-- takes: region int, after int, least_fen int, limit int
-- gives DebtRecord
SELECT id, region, side, party, person, cause, day, opening_fen, note, balance_fen, lock
  FROM property_debt
 WHERE region = :region AND id > :after AND balance_fen >= :least_fen
 ORDER BY id
 LIMIT :limit;

-- name: debt_insert :exec
-- takes: id int, region int, side text, party text, person bool, cause text, day int, opening_fen int, note text,
-- takes: balance_fen int
INSERT INTO property_debt (id, region, side, party, person, cause, day, opening_fen, note, balance_fen, lock)
VALUES (:id, :region, :side, :party, :person, :cause, :day, :opening_fen, :note, :balance_fen, 1);

-- name: debt_update :count
-- takes: id int, lock int, side text, party text, person bool, cause text, day int, opening_fen int, note text,
-- takes: balance_fen int
UPDATE property_debt
   SET side = :side, party = :party, person = :person, cause = :cause, day = :day, opening_fen = :opening_fen,
       note = :note, balance_fen = :balance_fen, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: debt_delete :count
-- takes: id int, lock int
DELETE FROM property_debt WHERE id = :id AND lock = :lock;

-- name: special_by_id :one
-- takes: id int
-- gives SpecialRecord: id int, region int, kind text, name text, document text, day int, opening_fen int, purpose text,
-- gives: note text, balance_fen int, lock int
SELECT id, region, kind, name, document, day, opening_fen, purpose, note, balance_fen, lock
  FROM property_special
 WHERE id = :id;

-- name: special_by_key :one
-- takes: region int, kind text, name text, document text
-- gives: id int
SELECT id FROM property_special
 WHERE region = :region AND kind = :kind AND name = :name AND document = :document;

-- name: specials_after :many
-- takes: region int, after int, limit int
-- gives SpecialRecord
SELECT id, region, kind, name, document, day, opening_fen, purpose, note, balance_fen, lock
  FROM property_special
 WHERE region = :region AND id > :after
 ORDER BY id
 LIMIT :limit;

-- name: special_insert :exec
-- takes: id int, region int, kind text, name text, document text, day int, opening_fen int, purpose text, note text,
-- takes: balance_fen int
INSERT INTO property_special (id, region, kind, name, document, day, opening_fen, purpose, note, balance_fen, lock)
VALUES (:id, :region, :kind, :name, :document, :day, :opening_fen, :purpose, :note, :balance_fen, 1);

-- name: special_update :count
-- takes: id int, lock int, kind text, name text, document text, day int, opening_fen int, purpose text, note text,
-- takes: balance_fen int
UPDATE property_special
   SET kind = :kind, name = :name, document = :document, day = :day, opening_fen = :opening_fen, purpose = :purpose,
       note = :note, balance_fen = :balance_fen, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: special_delete :count
-- takes: id int, lock int
DELETE FROM property_special WHERE id = :id AND lock = :lock;

-- name: move_by_id :one
-- takes: id int
-- gives MoveRecord: id int, owner int, day int, kind text, amount_fen int, entry int?, note text
SELECT id, owner, day, kind, amount_fen, entry, note FROM property_move WHERE id = :id;

-- name: moves_of :many
-- takes: owner int, limit int
-- gives MoveRecord
SELECT id, owner, day, kind, amount_fen, entry, note
  FROM property_move
 WHERE owner = :owner
 ORDER BY day, id
 LIMIT :limit;

-- name: moves_between :one
-- takes: owner int, first int, last int
-- gives: in_fen int, out_fen int
SELECT CAST(coalesce(sum(amount_fen) FILTER (WHERE kind = 'in'), 0) AS BIGINT) AS in_fen,
       CAST(coalesce(sum(amount_fen) FILTER (WHERE kind = 'out'), 0) AS BIGINT) AS out_fen
  FROM property_move
 WHERE owner = :owner AND day BETWEEN :first AND :last;

-- name: move_notes_between :many
-- takes: owner int, first int, last int, limit int
-- gives: note text
SELECT note
  FROM property_move
 WHERE owner = :owner AND day BETWEEN :first AND :last AND note <> ''
 ORDER BY day, id
 LIMIT :limit;

-- name: move_insert :exec
-- takes: id int, owner int, day int, kind text, amount_fen int, entry int?, note text
INSERT INTO property_move (id, owner, day, kind, amount_fen, entry, note)
VALUES (:id, :owner, :day, :kind, :amount_fen, :entry, :note);

-- name: move_delete :count
-- takes: id int
DELETE FROM property_move WHERE id = :id;

-- name: moves_of_entry :one
-- What of an entry is told by movements already.
-- takes: entry int
-- gives: amount_fen int
SELECT CAST(coalesce(sum(amount_fen), 0) AS BIGINT) AS amount_fen FROM property_move WHERE entry = :entry;

-- name: moves_forget_entry :exec
-- takes: entry int
UPDATE property_move SET entry = NULL WHERE entry = :entry;

-- name: debts_count :one
-- takes: region int
-- gives: count int
SELECT count(*) AS count FROM property_debt WHERE region = :region;

-- name: specials_count :one
-- takes: region int
-- gives: count int
SELECT count(*) AS count FROM property_special WHERE region = :region;
