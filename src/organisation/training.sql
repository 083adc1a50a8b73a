-- name: training_row :one
-- takes: id int
-- gives TrainingRow: id int, region int, day int, title text, trainer text, place text, minutes int, audience text, counts bool, attended int
SELECT s.id, s.region, s.day, s.title, s.trainer, s.place, s.minutes, s.audience, s.counts,
       (SELECT count(*) FROM training_attendance t WHERE t.session = s.id) AS attended
  FROM training_session s
 WHERE s.id = :id;

-- name: training_of :many
-- Of one place, newest first, those before a day and number.
-- takes: region int, day int, id int, limit int
-- gives TrainingRow
SELECT s.id, s.region, s.day, s.title, s.trainer, s.place, s.minutes, s.audience, s.counts,
       (SELECT count(*) FROM training_attendance t WHERE t.session = s.id) AS attended
  FROM training_session s
 WHERE s.region = :region AND (s.day, s.id) < (:day, :id)
 ORDER BY s.day DESC, s.id DESC
 LIMIT :limit;

-- name: training_next :many
-- Those of one place that count, from a day on.
-- takes: region int, today int, limit int
-- gives TrainingRow
SELECT s.id, s.region, s.day, s.title, s.trainer, s.place, s.minutes, s.audience, s.counts,
       (SELECT count(*) FROM training_attendance t WHERE t.session = s.id) AS attended
  FROM training_session s
 WHERE s.region = :region AND s.day >= :today AND s.counts = 1
 ORDER BY s.day, s.id
 LIMIT :limit;

-- name: training_all :many
-- takes: after int, limit int
-- gives: id int, region int, day int
SELECT id, region, day FROM training_session WHERE id > :after ORDER BY id LIMIT :limit;

-- name: training_write :exec
-- takes: id int, region int, day int, title text, trainer text, place text, minutes int, audience text, counts bool
INSERT INTO training_session (id, region, day, title, trainer, place, minutes, audience, counts)
VALUES (:id, :region, :day, :title, :trainer, :place, :minutes, :audience, :counts)
ON CONFLICT (id) DO UPDATE SET day = excluded.day, title = excluded.title, trainer = excluded.trainer,
                               place = excluded.place, minutes = excluded.minutes, audience = excluded.audience,
                               counts = excluded.counts;

-- name: training_delete :exec
-- takes: id int
DELETE FROM training_session WHERE id = :id;

-- name: training_people_of :many
-- Admins within a range of places, after a place and account; attended: the session.
-- takes: session int, region int, account int, last int, limit int
-- gives TraineeRow: account int, login text, name text, role text, region int, place text, trained_day int?, attended bool
SELECT a.account, c.login, c.name, a.role, a.region,
       COALESCE((SELECT r.name FROM region r WHERE r.code = a.region), '') AS place, a.trained_day,
       EXISTS (SELECT 1 FROM training_attendance t WHERE t.session = :session AND t.account = a.account) AS attended
  FROM admin a JOIN account c ON c.id = a.account
 WHERE (a.region, a.account) > (:region, :account) AND a.region <= :last
 ORDER BY a.region, a.account
 LIMIT :limit;

-- name: training_attended_of :many
-- takes: session int, limit int
-- gives: account int, login text, name text, role text?, region int?, place text?, trained_day int?
SELECT t.account, c.login, c.name, a.role, a.region,
       (SELECT r.name FROM region r WHERE r.code = a.region) AS place, a.trained_day
  FROM training_attendance t
  JOIN account c ON c.id = t.account
  LEFT JOIN admin a ON a.account = t.account
 WHERE t.session = :session
 ORDER BY t.account
 LIMIT :limit;

-- name: training_attendees :many
-- takes: session int, after int, limit int
-- gives: account int
SELECT account FROM training_attendance WHERE session = :session AND account > :after ORDER BY account LIMIT :limit;

-- name: attendance_add :count
-- takes: session int, account int
INSERT INTO training_attendance (session, account) VALUES (:session, :account)
ON CONFLICT (session, account) DO NOTHING;

-- name: attendance_take :count
-- takes: session int, account int
DELETE FROM training_attendance WHERE session = :session AND account = :account;

-- name: training_rule_of :one
-- The rule of the nearest place above that has one.
-- takes: district int, city int, province int
-- gives: required bool
SELECT required FROM training_rule WHERE region IN (:district, :city, :province, 0) ORDER BY region DESC LIMIT 1;

-- name: training_rule_write :exec
-- takes: region int, required bool
INSERT INTO training_rule (region, required) VALUES (:region, :required)
ON CONFLICT (region) DO UPDATE SET required = excluded.required;
