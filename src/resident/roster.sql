-- name: roster_by_id :one
-- takes: id int
-- gives RosterRecord: id int, region int, household int, household_number text, name text, id_masked text,
-- gives: id_hash text, relation text, birth_year int, gender text, marks int, phone text, left_day int?,
-- gives: eligible bool, account int?, joined_day int?, active_day int?
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.id = :id;

-- name: roster_by_account :many
-- Everybody an account is, by village.
-- takes: account int
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.account = :account
 ORDER BY r.region
 LIMIT 20;

-- name: roster_by_household :many
-- takes: household int, limit int
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.household = :household
 ORDER BY r.id
 LIMIT :limit;

-- name: roster_by_name :many
-- takes: region int, name text
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.region = :region AND r.name = :name AND r.left_day IS NULL
 ORDER BY r.id
 LIMIT 20;

-- name: roster_after :many
-- By household and entry, those after a pair of them; show: 0 who is here, 1 who could register and has not, 2 who has
-- left; pattern: '' or what name, phone or the household's number are like.
-- takes: region int, number text, id int, show int, pattern text, limit int
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM household h JOIN resident r ON r.household = h.id
 WHERE h.region = :region AND h.number >= :number AND (h.number > :number OR r.id > :id)
   AND ((:show = 0 AND r.left_day IS NULL) OR (:show = 1 AND r.eligible = 1 AND r.account IS NULL)
        OR (:show = 2 AND r.left_day IS NOT NULL))
   AND (:pattern = '' OR r.name LIKE :pattern ESCAPE '!' OR r.phone LIKE :pattern ESCAPE '!'
        OR h.number LIKE :pattern ESCAPE '!')
 ORDER BY h.number, r.id
 LIMIT :limit;

-- name: roster_by_hash :one
-- takes: id_hash text, region int
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.id_hash = :id_hash AND r.region = :region AND r.id_hash <> '' AND r.left_day IS NULL;

-- name: roster_of_household_named :one
-- takes: household int, name text
-- gives RosterRecord
SELECT r.id, r.region, r.household, h.number AS household_number, r.name, r.id_masked, r.id_hash, r.relation,
       r.birth_year, r.gender, r.marks, r.phone, r.left_day, r.eligible,
       r.account, r.joined_day, r.active_day
  FROM resident r JOIN household h ON h.id = r.household
 WHERE r.household = :household AND r.name = :name
 ORDER BY CASE WHEN r.left_day IS NULL THEN 0 ELSE 1 END, r.id
 LIMIT 1;

-- name: roster_insert :exec
-- takes: id int, region int, household int, name text, id_masked text, id_hash text, relation text, birth_year int,
-- takes: gender text, marks int, phone text, left_day int?, eligible bool, account int?, joined_day int?, active_day int?
INSERT INTO resident (id, region, household, name, id_masked, id_hash, relation, birth_year, gender, marks, phone,
                      left_day, eligible, account, joined_day, active_day)
VALUES (:id, :region, :household, :name, :id_masked, :id_hash, :relation, :birth_year, :gender, :marks, :phone,
        :left_day, :eligible, :account, :joined_day, :active_day);

-- name: roster_update :exec
-- takes: id int, household int, name text, id_masked text, id_hash text, relation text, birth_year int,
-- takes: gender text, marks int, phone text, left_day int?, eligible bool, account int?, joined_day int?, active_day int?
UPDATE resident
   SET household = :household, name = :name, id_masked = :id_masked, id_hash = :id_hash, relation = :relation,
       birth_year = :birth_year, gender = :gender, marks = :marks, phone = :phone, left_day = :left_day,
       eligible = :eligible, account = :account, joined_day = :joined_day, active_day = :active_day
 WHERE id = :id;

-- name: roster_growing :many
-- Who turns so old by the end of the year and is not counted yet.
-- takes: born int, limit int
-- gives: id int, region int
SELECT id, region
  FROM resident
 WHERE eligible = 0 AND left_day IS NULL AND birth_year <= :born
 ORDER BY birth_year
 LIMIT :limit;

-- name: roster_set_eligible :exec
-- takes: id int
UPDATE resident SET eligible = 1 WHERE id = :id;

-- name: roster_link_replace :exec
-- The household of an account at a village, whatever it was.
-- takes: account int, region int, household int, now int, linked_by int?
INSERT INTO household_account (account, region, household, linked_at, linked_by)
VALUES (:account, :region, :household, :now, :linked_by)
ON CONFLICT (account, region) DO UPDATE SET household = excluded.household, linked_at = excluded.linked_at,
                                            linked_by = excluded.linked_by;

-- name: roster_link_delete :exec
-- takes: account int, region int
DELETE FROM household_account WHERE account = :account AND region = :region;

-- name: roster_links_delete :exec
-- takes: account int
DELETE FROM household_account WHERE account = :account;

-- name: roster_counted :many
-- What counts about everybody, by id; for recounting.
-- takes: after int, limit int
-- gives: id int, region int, eligible bool, account int?, joined_day int?, active_day int?
SELECT id, region, eligible, account, joined_day, active_day
  FROM resident
 WHERE id > :after
 ORDER BY id
 LIMIT :limit;
