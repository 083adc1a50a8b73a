-- name: flag_stored :many
-- What a rule found before at a place.
-- takes: rule text, region int, from int, to int, limit int
-- gives FlagStoredRow: id int, anchor int, key text, level int, state text, live bool, standing bool, digest text
SELECT id, anchor, key, level, state, live, standing, digest
  FROM flag
 WHERE rule = :rule AND region = :region AND anchor BETWEEN :from AND :to
 ORDER BY rule, region, anchor, key
 LIMIT :limit;

-- name: flag_insert :exec
-- takes: id int, rule text, version int, region int, anchor int, key text, level int, audience int, digest text
-- takes: evidence text, rows int, sum int?, now int
INSERT INTO flag (id, rule, version, region, anchor, key, level, audience, state, live, standing, digest, evidence,
                  row_count, sum_fen, raised_at, changed_at)
VALUES (:id, :rule, :version, :region, :anchor, :key, :level, :audience, 'open', 1, 1, :digest, :evidence, :rows, :sum,
        :now, :now);

-- name: flag_found_again :exec
-- Other facts than before: what is kept is what is found now; the first raising stays.
-- takes: id int, version int, level int, state text, live bool, digest text, evidence text, rows int, sum int?, now int
UPDATE flag
   SET version = :version, level = :level, state = :state, live = :live, standing = 1, digest = :digest,
       evidence = :evidence, row_count = :rows, sum_fen = :sum, changed_at = :now, lock = lock + 1,
       closed_at = CASE WHEN :live = 1 THEN NULL ELSE closed_at END
 WHERE id = :id;

-- name: flag_stands :exec
-- Of a clue that is when others see it close.
-- takes: id int, standing bool, now int
UPDATE flag
   SET standing = :standing, lock = lock + 1,
       changed_at = CASE WHEN state = 'clue' THEN :now ELSE changed_at END,
       closed_at = CASE WHEN state = 'clue' THEN :now ELSE closed_at END
 WHERE id = :id;

-- name: flag_worse :exec
-- takes: id int, level int, now int
UPDATE flag SET level = :level, changed_at = :now, lock = lock + 1 WHERE id = :id;

-- name: flag_end :exec
-- takes: id int, state text, standing bool, now int
UPDATE flag
   SET state = :state, live = 0, standing = :standing, closed_at = :now, changed_at = :now, lock = lock + 1
 WHERE id = :id;

-- name: flag_event_insert :exec
-- takes: id int, flag int, now int, kind text, account int?, note text
INSERT INTO flag_event (id, flag, at, kind, account, note) VALUES (:id, :flag, :now, :kind, :account, :note);

-- name: flag_sum_change :exec
-- takes: region int, rule text, live int, red int, raised int, clues int, dismissed int, gone int
INSERT INTO flag_sum (region, rule, live, red, raised, clues, dismissed, gone)
VALUES (:region, :rule, :live, :red, :raised, :clues, :dismissed, :gone)
    ON CONFLICT (region, rule) DO UPDATE SET
       live = flag_sum.live + excluded.live, red = flag_sum.red + excluded.red,
       raised = flag_sum.raised + excluded.raised, clues = flag_sum.clues + excluded.clues,
       dismissed = flag_sum.dismissed + excluded.dismissed, gone = flag_sum.gone + excluded.gone;

-- name: flags_raised :many
-- All, by id.
-- takes: after int, limit int
-- gives: id int, region int, raised_at int
SELECT id, region, raised_at FROM flag WHERE id > :after ORDER BY id LIMIT :limit;

-- name: flag_sums :many
-- By rule.
-- takes: region int, limit int
-- gives FlagSumRow: rule text, live int, red int, raised int, clues int, dismissed int, gone int
SELECT rule, live, red, raised, clues, dismissed, gone FROM flag_sum WHERE region = :region ORDER BY rule LIMIT :limit;

-- name: flag_sums_wrong :many
-- What the flags come to at each place and above it, where that is not what is kept: with what is kept, 0 where nothing is.
-- scans: mingbai check recounts everything
-- takes: limit int
-- gives FlagSumWrong: region int, rule text, live int, red int, raised int, clues int, dismissed int, gone int, kept_live int, kept_red int, kept_raised int, kept_clues int, kept_dismissed int, kept_gone int
WITH counted AS (
    SELECT region, rule, sum(live) AS live, sum(CASE WHEN live = 1 AND level = 3 THEN 1 ELSE 0 END) AS red,
           count(*) AS raised, sum(CASE WHEN state = 'clue' THEN 1 ELSE 0 END) AS clues,
           sum(CASE WHEN state = 'dismissed' THEN 1 ELSE 0 END) AS dismissed,
           sum(CASE WHEN state = 'gone' THEN 1 ELSE 0 END) AS gone
      FROM flag
     GROUP BY region, rule
), above AS (
    SELECT DISTINCT c.region, c.region / u.size * u.size AS place
      FROM (SELECT DISTINCT region FROM counted) c,
           (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
            UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS u
), summed AS (
    SELECT a.place, c.rule, sum(c.live) AS live, sum(c.red) AS red, sum(c.raised) AS raised, sum(c.clues) AS clues,
           sum(c.dismissed) AS dismissed, sum(c.gone) AS gone
      FROM counted c
      JOIN above a ON a.region = c.region
     GROUP BY a.place, c.rule
), named AS (
    SELECT place AS region, rule FROM summed
    UNION
    SELECT region, rule FROM flag_sum
), compared AS (
    SELECT n.region, n.rule,
           COALESCE(s.live, 0) AS live, COALESCE(s.red, 0) AS red, COALESCE(s.raised, 0) AS raised,
           COALESCE(s.clues, 0) AS clues, COALESCE(s.dismissed, 0) AS dismissed, COALESCE(s.gone, 0) AS gone,
           COALESCE(k.live, 0) AS kept_live, COALESCE(k.red, 0) AS kept_red, COALESCE(k.raised, 0) AS kept_raised,
           COALESCE(k.clues, 0) AS kept_clues, COALESCE(k.dismissed, 0) AS kept_dismissed,
           COALESCE(k.gone, 0) AS kept_gone
      FROM named n
      LEFT JOIN summed s ON s.place = n.region AND s.rule = n.rule
      LEFT JOIN flag_sum k ON k.region = n.region AND k.rule = n.rule
)
SELECT region, rule, CAST(live AS BIGINT) AS live, CAST(red AS BIGINT) AS red, CAST(raised AS BIGINT) AS raised,
       CAST(clues AS BIGINT) AS clues, CAST(dismissed AS BIGINT) AS dismissed, CAST(gone AS BIGINT) AS gone,
       kept_live, kept_red, kept_raised, kept_clues, kept_dismissed, kept_gone
  FROM compared
 WHERE live <> kept_live OR red <> kept_red OR raised <> kept_raised OR clues <> kept_clues
    OR dismissed <> kept_dismissed OR gone <> kept_gone
 ORDER BY region, rule
 LIMIT :limit;

-- name: flag_settings_of :many
-- takes: rule text, region int, limit int
-- gives: name text, day int, value int
SELECT name, day, value FROM flag_setting WHERE rule = :rule AND region = :region ORDER BY rule, region, name, day LIMIT :limit;

-- name: flag_settings_begin :many
-- Decided before for this day.
-- scans: a few rows, written by hand
-- takes: day int, limit int
-- gives: rule text, region int
SELECT rule, region FROM flag_setting WHERE day = :day ORDER BY rule, region LIMIT :limit;

-- name: flag_setting_put :exec
-- takes: rule text, region int, name text, day int, value int, now int, account int?
INSERT INTO flag_setting (rule, region, name, day, value, set_at, set_by)
VALUES (:rule, :region, :name, :day, :value, :now, :account)
    ON CONFLICT (rule, region, name, day) DO UPDATE SET
       value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by;

-- name: flag_districts :many
-- scans: places are few, and this is read once a day
-- takes: limit int
-- gives: code int
SELECT code FROM region WHERE level = 3 AND closed_day IS NULL ORDER BY code LIMIT :limit;

-- name: flag_figure_get :one
-- takes: rule text, region int, name text
-- gives: value int, count int
SELECT value, count FROM flag_figure WHERE rule = :rule AND region = :region AND name = :name;

-- name: flag_figure_put :exec
-- takes: rule text, region int, name text, value int, count int
INSERT INTO flag_figure (rule, region, name, value, count) VALUES (:rule, :region, :name, :value, :count)
    ON CONFLICT (rule, region, name) DO UPDATE SET value = excluded.value, count = excluded.count;

-- name: flag_places :many
-- Townships, villages and communities after one, whether they are open or not.
-- takes: after int, last int, limit int
-- gives: code int, level int
SELECT code, level FROM region WHERE code > :after AND code <= :last AND level >= 4 ORDER BY code LIMIT :limit;

-- ---- reading ----

-- name: flag_by_id :one
-- takes: id int
-- gives FlagRecord: id int, rule text, version int, region int, level int, audience int, state text, live bool, standing bool, evidence text
-- gives: row_count int, sum_fen int?, raised_at int, changed_at int, closed_at int?, due_day int?, explanation text, lock int
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag WHERE id = :id;

-- name: flag_live_at_village :many
-- The longest waiting first; rule '': all.  asked: a place where it counts for nothing which rule it is, once something was
-- asked there.  veiled: what became a clue stands as it stood, unless its cause is gone.
-- takes: place int, level int, audience int, asked int, veiled bool, rule text, after int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region = :place AND (live = 1 OR state = 'clue') AND level = :level AND id > :after
   AND (live = 1 OR (:veiled = 1 AND standing = 1))
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region, level, id LIMIT :limit;

-- name: flag_live_at_township :many
-- takes: place int, level int, audience int, asked int, veiled bool, rule text, after int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region / 1000 = :place AND (live = 1 OR state = 'clue') AND level = :level AND id > :after
   AND (live = 1 OR (:veiled = 1 AND standing = 1))
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region / 1000, level, id LIMIT :limit;

-- name: flag_live_at_district :many
-- takes: place int, level int, audience int, asked int, veiled bool, rule text, after int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region / 1000000 = :place AND (live = 1 OR state = 'clue') AND level = :level AND id > :after
   AND (live = 1 OR (:veiled = 1 AND standing = 1))
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region / 1000000, level, id LIMIT :limit;

-- name: flag_done_at_village :many
-- takes: place int, audience int, asked int, veiled bool, rule text, before int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region = :place AND live = 0 AND id < :before
   AND (state <> 'clue' OR :veiled = 0 OR standing = 0)
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region DESC, id DESC LIMIT :limit;

-- name: flag_done_at_township :many
-- takes: place int, audience int, asked int, veiled bool, rule text, before int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region / 1000 = :place AND live = 0 AND id < :before
   AND (state <> 'clue' OR :veiled = 0 OR standing = 0)
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region / 1000 DESC, id DESC LIMIT :limit;

-- name: flag_done_at_district :many
-- takes: place int, audience int, asked int, veiled bool, rule text, before int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region / 1000000 = :place AND live = 0 AND id < :before
   AND (state <> 'clue' OR :veiled = 0 OR standing = 0)
   AND (audience <= :audience OR (region = :asked AND due_day IS NOT NULL)) AND (:rule = '' OR rule = :rule)
 ORDER BY region / 1000000 DESC, id DESC LIMIT :limit;

-- name: flag_unanswered :many
-- What a place is still to explain; veiled as above.
-- takes: place int, limit int, veiled bool
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE region = :place AND (live = 1 OR state = 'clue') AND due_day IS NOT NULL
   AND (state = 'asked' OR (:veiled = 1 AND state = 'clue' AND standing = 1 AND explanation = ''))
 ORDER BY level DESC, id LIMIT :limit;

-- name: flag_asked_sum :one
-- What a place reads only because it was asked.
-- takes: place int, audience int
-- gives: live int, red int
SELECT count(*) AS live, count(*) FILTER (WHERE level = 3) AS red
  FROM flag
 WHERE region = :place AND (live = 1 OR state = 'clue') AND standing = 1 AND due_day IS NOT NULL AND audience > :audience;

-- name: flag_clue_sums :many
-- What became a clue, by rule: for those to whom it stands as before.
-- takes: first int, last int, audience int, limit int
-- gives: rule text, live int, red int, gone int
SELECT rule, count(*) FILTER (WHERE standing = 1) AS live, count(*) FILTER (WHERE standing = 1 AND level = 3) AS red,
       count(*) FILTER (WHERE standing = 0) AS gone
  FROM flag
 WHERE state = 'clue' AND region BETWEEN :first AND :last AND audience <= :audience
 GROUP BY rule ORDER BY rule LIMIT :limit;

-- name: flag_after :many
-- takes: after int, first int, last int, limit int
-- gives FlagRecord
SELECT id, rule, version, region, level, audience, state, live, standing, evidence, row_count, sum_fen, raised_at, changed_at,
       closed_at, due_day, explanation, lock
  FROM flag
 WHERE id > :after AND region BETWEEN :first AND :last AND state <> 'clue'
 ORDER BY id LIMIT :limit;

-- name: flag_events :many
-- takes: flag int, limit int
-- gives: at int, kind text, name text, note text
SELECT e.at, e.kind, COALESCE((SELECT a.name FROM account a WHERE a.id = e.account), ''), e.note
  FROM flag_event e WHERE e.flag = :flag ORDER BY e.flag, e.id LIMIT :limit;

-- ---- what people do ----

-- name: flag_asked :count
-- takes: id int, lock int, due int, now int
UPDATE flag SET state = 'asked', due_day = :due, changed_at = :now, lock = lock + 1 WHERE id = :id AND lock = :lock;

-- name: flag_explained :count
-- What became a clue stays one: whoever explains does not know of it.
-- takes: id int, lock int, words text, now int
UPDATE flag
   SET state = CASE WHEN state = 'clue' THEN state ELSE 'answered' END, explanation = :words, changed_at = :now, lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: flag_decided :count
-- takes: id int, lock int, state text, now int
-- A clue moves no lock, from which others could tell.
UPDATE flag
   SET state = :state, live = 0, closed_at = :now, changed_at = :now,
       lock = CASE WHEN :state = 'clue' THEN lock ELSE lock + 1 END
 WHERE id = :id AND lock = :lock;
