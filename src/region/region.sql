-- name: region_by_code :one
-- takes: code int
-- gives RegionRow: code int, parent int, level int, community bool, name text, closed_day int?, successor int?
SELECT code, parent, level, community, name, closed_day, successor
  FROM region
 WHERE code = :code;

-- name: region_children_of :many
-- Closed ones last.
-- takes: parent int, limit int
-- gives RegionRow
SELECT code, parent, level, community, name, closed_day, successor
  FROM region
 WHERE parent = :parent
 ORDER BY CASE WHEN closed_day IS NULL THEN 0 ELSE 1 END, code
 LIMIT :limit;

-- name: region_path_of :many
-- The place and all above it: their codes are beginnings of its own.
-- takes: province int, city int, district int, township int, code int
-- gives RegionRow
SELECT code, parent, level, community, name, closed_day, successor
  FROM region
 WHERE code IN (:province, :city, :district, :township, :code)
 ORDER BY code
 LIMIT 6;

-- name: region_villages_within :many
-- Open villages and communities in a range of codes, after a code, by code.
-- takes: first int, last int, after int, limit int
-- gives RegionRow
SELECT code, parent, level, community, name, closed_day, successor
  FROM region
 WHERE code BETWEEN :first AND :last AND code > :after AND level = 5 AND closed_day IS NULL
 ORDER BY code
 LIMIT :limit;

-- name: region_all_within :many
-- Every place in a range of codes, open or closed, after a code, by code.
-- takes: first int, last int, after int, limit int
-- gives RegionRow
SELECT code, parent, level, community, name, closed_day, successor
  FROM region
 WHERE code BETWEEN :first AND :last AND code > :after
 ORDER BY code
 LIMIT :limit;

-- name: region_single_child :one
-- Tells whether a place is the only one below its parent: the way down from the country to the top region.
-- takes: parent int
-- gives: children int, code int?
SELECT count(*), min(code)
  FROM (SELECT code FROM region WHERE parent = :parent LIMIT 2) AS few;

-- name: region_insert :exec
-- takes: code int, parent int, level int, community bool, name text
INSERT INTO region (code, parent, level, community, name)
VALUES (:code, :parent, :level, :community, :name);

-- name: region_set_name :count
-- takes: code int, name text
UPDATE region SET name = :name WHERE code = :code AND closed_day IS NULL;

-- name: region_set_closed :count
-- takes: code int, day int, successor int?
UPDATE region SET closed_day = :day, successor = :successor WHERE code = :code AND closed_day IS NULL;

-- name: region_event_insert :exec
-- takes: id int, region int, day int, kind text, old_name text, other int?, note text
INSERT INTO region_event (id, region, day, kind, old_name, other, note)
VALUES (:id, :region, :day, :kind, :old_name, :other, :note);

-- name: region_events_of :many
-- takes: region int
-- gives: day int, kind text, old_name text, other int?, note text
SELECT day, kind, old_name, other, note
  FROM region_event
 WHERE region = :region
 ORDER BY day, id
 LIMIT 100;

-- name: region_word_insert :exec
-- takes: word text, region int
INSERT INTO region_word (word, region) VALUES (:word, :region)
ON CONFLICT (word, region) DO NOTHING;

-- name: region_alias_insert :exec
-- takes: region int, alias text
INSERT INTO region_alias (region, alias) VALUES (:region, :alias)
ON CONFLICT (region, alias) DO NOTHING;

-- name: region_with_word :many
-- Places that have a word, villages first.
-- takes: word text, first int, last int, limit int
-- gives RegionRow
SELECT r.code, r.parent, r.level, r.community, r.name, r.closed_day, r.successor
  FROM region_word w JOIN region r ON r.code = w.region
 WHERE w.word = :word AND w.region BETWEEN :first AND :last
 ORDER BY CASE WHEN r.closed_day IS NULL THEN 0 ELSE 1 END, r.level DESC, r.code
 LIMIT :limit;

-- name: region_has_word :one
-- takes: word text, region int
-- gives: region int
SELECT region FROM region_word WHERE word = :word AND region = :region;

-- name: region_profile_of :one
-- takes: region int
-- gives: households int, people int, area_mu int, intro text, phone text, address text, picture text, map_x int?, map_y int?
SELECT households, people, area_mu, intro, phone, address, picture, map_x, map_y
  FROM region_profile
 WHERE region = :region;

-- name: region_profile_upsert :exec
-- takes: region int, households int, people int, area_mu int, intro text, phone text, address text, picture text, map_x int?, map_y int?
INSERT INTO region_profile (region, households, people, area_mu, intro, phone, address, picture, map_x, map_y)
VALUES (:region, :households, :people, :area_mu, :intro, :phone, :address, :picture, :map_x, :map_y)
ON CONFLICT (region) DO UPDATE
   SET households = excluded.households, people = excluded.people, area_mu = excluded.area_mu,
       intro = excluded.intro, phone = excluded.phone, address = excluded.address,
       picture = excluded.picture, map_x = excluded.map_x, map_y = excluded.map_y;

-- name: region_contacts_of :many
-- takes: region int
-- gives: id int, name text, post text, duty text, phone text
SELECT id, name, post, duty, phone
  FROM region_contact
 WHERE region = :region
 ORDER BY position, id
 LIMIT 50;

-- name: region_contacts_delete :exec
-- takes: region int
DELETE FROM region_contact WHERE region = :region;

-- name: region_contact_insert :exec
-- takes: id int, region int, position int, name text, post text, duty text, phone text
INSERT INTO region_contact (id, region, position, name, post, duty, phone)
VALUES (:id, :region, :position, :name, :post, :duty, :phone);

-- name: setting_get :one
-- takes: name text
-- gives: value text
SELECT value FROM setting WHERE name = :name;

-- name: setting_put :exec
-- takes: name text, value text
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: region_aliases_of :many
-- takes: region int
-- gives: alias text
SELECT alias FROM region_alias WHERE region = :region ORDER BY alias LIMIT 50;

-- ---- pictures: uploaded, made safe by the keeper, then part of the profile ----

-- name: region_set_picture :exec
-- takes: region int, picture text
INSERT INTO region_profile (region, picture) VALUES (:region, :picture)
ON CONFLICT (region) DO UPDATE SET picture = excluded.picture;

-- name: picture_job_insert :exec
-- takes: id int, region int, due_at int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'picture', :region, :due_at);

-- name: picture_job_next :one
-- takes: now int
-- gives: id int, subject int, attempts int
SELECT id, subject, attempts
  FROM job
 WHERE due_at <= :now AND kind = 'picture'
 ORDER BY due_at, id
 LIMIT 1;

-- name: picture_jobs_of :many
-- scans: only a handful of jobs wait at any time
-- takes: region int
-- gives: id int, error text
SELECT id, error FROM job WHERE kind = 'picture' AND subject = :region ORDER BY id LIMIT 20;

-- name: picture_job_put_off :exec
-- takes: id int, due_at int, error text
UPDATE job SET attempts = attempts + 1, due_at = :due_at, error = :error WHERE id = :id;

-- name: picture_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;
