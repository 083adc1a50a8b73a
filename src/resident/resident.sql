-- name: household_by_id :one
-- takes: id int
-- gives HouseholdRecord: id int, region int, number text, group_name text, head text, address text, people int,
-- gives: closed_day int?
SELECT id, region, number, group_name, head, address, people, closed_day FROM household WHERE id = :id;

-- name: household_by_number :one
-- takes: region int, number text
-- gives HouseholdRecord
SELECT id, region, number, group_name, head, address, people, closed_day
  FROM household
 WHERE region = :region AND number = :number;

-- name: household_after :many
-- By number; pattern: '' or what number, group or head are like.
-- takes: region int, after text, pattern text, limit int
-- gives HouseholdRecord
SELECT id, region, number, group_name, head, address, people, closed_day
  FROM household
 WHERE region = :region AND number > :after
   AND (:pattern = '' OR number LIKE :pattern ESCAPE '!' OR group_name LIKE :pattern ESCAPE '!'
        OR head LIKE :pattern ESCAPE '!')
 ORDER BY number
 LIMIT :limit;

-- name: household_of_account :many
-- takes: account int
-- gives HouseholdRecord
SELECT h.id, h.region, h.number, h.group_name, h.head, h.address, h.people, h.closed_day
  FROM household_account a JOIN household h ON h.id = a.household
 WHERE a.account = :account
 ORDER BY h.region
 LIMIT 20;

-- name: household_insert :exec
-- takes: id int, region int, number text, group_name text, head text, address text, people int
INSERT INTO household (id, region, number, group_name, head, address, people)
VALUES (:id, :region, :number, :group_name, :head, :address, :people);

-- name: household_update :exec
-- takes: id int, number text, group_name text, head text, address text, people int
UPDATE household
   SET number = :number, group_name = :group_name, head = :head, address = :address, people = :people
 WHERE id = :id;

-- name: household_set_closed :exec
-- takes: id int, closed_day int?
UPDATE household SET closed_day = :closed_day WHERE id = :id;

-- name: household_link_get :one
-- takes: account int, region int
-- gives: household int
SELECT household FROM household_account WHERE account = :account AND region = :region;

-- name: household_link_insert :exec
-- takes: account int, region int, household int, now int, linked_by int?
INSERT INTO household_account (account, region, household, linked_at, linked_by)
VALUES (:account, :region, :household, :now, :linked_by);

-- name: household_link_delete :count
-- takes: account int, household int
DELETE FROM household_account WHERE account = :account AND household = :household;

-- name: household_links :many
-- takes: household int
-- gives: account int, login text, name text
SELECT a.id AS account, a.login, a.name
  FROM household_account l JOIN account a ON a.id = l.account
 WHERE l.household = :household
 ORDER BY a.login
 LIMIT 50;
