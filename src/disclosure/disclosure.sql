-- ---- the thing itself ----

-- name: disclosure_load :one
-- takes: id int
-- gives StoredDisclosure: id int, region int, item text, item_version int, affair int, period text,
-- gives: kind text, state text, revision int, working int, lock int, created_at int, created_by int?,
-- gives: first_published_at int?, published_at int?, notice_until int?, withdrawn_at int?, withdrawn_reason text
SELECT id, region, item, item_version, affair, period, kind, state, revision, working, lock, created_at, created_by,
       first_published_at, published_at, notice_until, withdrawn_at, withdrawn_reason
  FROM disclosure
 WHERE id = :id;

-- name: disclosure_insert :exec
-- takes: id int, region int, item text, item_version int, affair int, period text, period_start int, period_end int,
-- takes: kind text, state text, revision int, working int, lock int, created_at int, created_by int?,
-- takes: first_published_at int?, published_at int?, notice_until int?
INSERT INTO disclosure (id, region, item, item_version, affair, period, period_start, period_end, kind, state, revision,
                        working, lock, created_at, created_by, first_published_at, published_at, notice_until)
VALUES (:id, :region, :item, :item_version, :affair, :period, :period_start, :period_end, :kind, :state, :revision,
        :working, :lock, :created_at, :created_by, :first_published_at, :published_at, :notice_until);

-- name: disclosure_save :count
-- Changes nothing when somebody else has changed it since it was seen.
-- takes: id int, lock int, item text, item_version int, affair int, period text, period_start int, period_end int,
-- takes: kind text, state text, revision int, working int, first_published_at int?, published_at int?,
-- takes: notice_until int?, withdrawn_at int?, withdrawn_reason text
UPDATE disclosure
   SET item = :item, item_version = :item_version, affair = :affair, period = :period, period_start = :period_start,
       period_end = :period_end, kind = :kind, state = :state, revision = :revision, working = :working,
       lock = lock + 1, first_published_at = :first_published_at, published_at = :published_at,
       notice_until = :notice_until, withdrawn_at = :withdrawn_at, withdrawn_reason = :withdrawn_reason
 WHERE id = :id AND lock = :lock;

-- name: disclosure_drop :count
-- takes: id int, lock int
DELETE FROM disclosure WHERE id = :id AND lock = :lock AND revision = 0;

-- ---- revisions ----

-- name: revision_load :one
-- takes: disclosure int, number int
-- gives StoredRevision: disclosure int, number int, kind text, title text, summary text, body text, columns text,
-- gives: rows text, reason text, review_on int?, personal_ok bool, created_at int, created_by int?,
-- gives: submitted_at int?, submitted_by int?, confirmed_at int?, confirmed_by int?, reviewed_at int?,
-- gives: reviewed_by int?, published_at int?, return_reason text, digest text
SELECT disclosure, number, kind, title, summary, body, columns, rows, reason, review_on, personal_ok, created_at,
       created_by, submitted_at, submitted_by, confirmed_at, confirmed_by, reviewed_at, reviewed_by, published_at,
       return_reason, digest
  FROM revision
 WHERE disclosure = :disclosure AND number = :number;

-- name: revisions_published :many
-- Without their texts and tables; oldest first.
-- takes: disclosure int, limit int
-- gives: number int, kind text, title text, summary text, reason text, review_on int?, personal_ok bool,
-- gives: created_at int, created_by int?, submitted_at int?, submitted_by int?, confirmed_at int?,
-- gives: confirmed_by int?, reviewed_at int?, reviewed_by int?, published_at int?, digest text
SELECT number, kind, title, summary, reason, review_on, personal_ok, created_at, created_by, submitted_at, submitted_by,
       confirmed_at, confirmed_by, reviewed_at, reviewed_by, published_at, digest
  FROM revision
 WHERE disclosure = :disclosure AND published_at IS NOT NULL
 ORDER BY number
 LIMIT :limit;

-- name: revision_insert :exec
-- takes: disclosure int, number int, kind text, title text, summary text, body text, columns text, rows text,
-- takes: row_count int, reason text, review_on int?, personal_ok bool, created_at int, created_by int?,
-- takes: submitted_at int?, submitted_by int?, confirmed_at int?, confirmed_by int?, reviewed_at int?, reviewed_by int?,
-- takes: published_at int?, digest text
INSERT INTO revision (disclosure, number, kind, title, summary, body, columns, rows, row_count, reason, review_on,
                      personal_ok, created_at, created_by, submitted_at, submitted_by, confirmed_at, confirmed_by,
                      reviewed_at, reviewed_by, published_at, digest)
VALUES (:disclosure, :number, :kind, :title, :summary, :body, :columns, :rows, :row_count, :reason, :review_on,
        :personal_ok, :created_at, :created_by, :submitted_at, :submitted_by, :confirmed_at, :confirmed_by,
        :reviewed_at, :reviewed_by, :published_at, :digest);

-- name: revision_save_content :count
-- A published revision never changes.
-- takes: disclosure int, number int, kind text, title text, summary text, body text, columns text, rows text,
-- takes: row_count int, reason text, review_on int?, created_by int?
UPDATE revision
   SET kind = :kind, title = :title, summary = :summary, body = :body, columns = :columns, rows = :rows,
       row_count = :row_count, reason = :reason, review_on = :review_on, created_by = :created_by
 WHERE disclosure = :disclosure AND number = :number AND published_at IS NULL;

-- name: revision_save_steps :count
-- Who did what with it; a published revision never changes.
-- takes: disclosure int, number int, personal_ok bool, submitted_at int?, submitted_by int?, confirmed_at int?,
-- takes: confirmed_by int?, reviewed_at int?, reviewed_by int?, return_reason text, published_at int?, digest text
UPDATE revision
   SET personal_ok = :personal_ok, submitted_at = :submitted_at, submitted_by = :submitted_by,
       confirmed_at = :confirmed_at, confirmed_by = :confirmed_by, reviewed_at = :reviewed_at,
       reviewed_by = :reviewed_by, return_reason = :return_reason, published_at = :published_at, digest = :digest
 WHERE disclosure = :disclosure AND number = :number AND published_at IS NULL;

-- name: revision_drop :count
-- takes: disclosure int, number int
DELETE FROM revision WHERE disclosure = :disclosure AND number = :number AND published_at IS NULL;

-- ---- its life ----

-- name: disclosure_event_insert :exec
-- takes: id int, disclosure int, revision int, at int, account int?, kind text, note text
INSERT INTO disclosure_event (id, disclosure, revision, at, account, kind, note)
VALUES (:id, :disclosure, :revision, :at, :account, :kind, :note);

-- name: disclosure_event_list :many
-- takes: disclosure int, limit int
-- gives: at int, revision int, kind text, account_name text?, note text
SELECT e.at, e.revision, e.kind, a.name AS account_name, e.note
  FROM disclosure_event e LEFT JOIN account a ON a.id = e.account
 WHERE e.disclosure = :disclosure
 ORDER BY e.id
 LIMIT :limit;

-- name: disclosure_event_drop :exec
-- takes: disclosure int
DELETE FROM disclosure_event WHERE disclosure = :disclosure;

-- name: finance_group_of :one
-- Somebody of a village's finance group other than the one who submits; NOT_FOUND when there is none.
-- takes: region int, submitter int
-- gives: account int
SELECT g.account
  FROM role_grant g JOIN account a ON a.id = g.account
 WHERE g.region = :region AND g.role = 'finance_group' AND g.account <> :submitter AND a.disabled = 0
 ORDER BY g.account
 LIMIT 1;

-- ---- lists: what the shape of the filter asks, so that each walks an index ----

-- name: line_by_id :one
-- takes: id int
-- gives StoredLine: id int, region int, region_name text, item text, item_version int, affair int,
-- gives: period text, kind text, state text, revision int, title text, summary text, published_at int?,
-- gives: notice_until int?, withdrawn_at int?, withdrawn_reason text, count int
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.id = :id;

-- name: lines_of_village :many
-- Newest first, before a place in that order; 0 and '' mean any.
-- takes: region int, affair int, period text, before_at int, before_id int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.published_at IS NOT NULL AND d.region = :region
   AND (:affair = 0 OR d.affair = :affair) AND (:period = '' OR d.period = :period)
   AND (d.published_at, d.id) < (:before_at, :before_id)
 ORDER BY d.published_at DESC, d.id DESC
 LIMIT :limit;

-- name: lines_of_village_item :many
-- The few of one item at one village are sorted: "+ 0" keeps the planner from walking the item's index through
-- all villages instead, and period_start > 0, which is always so, names the index (region, item, period_start).
-- takes: region int, item text, affair int, period text, before_at int, before_id int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.published_at IS NOT NULL AND d.region = :region AND d.item = :item AND d.period_start > 0
   AND (:affair = 0 OR d.affair = :affair) AND (:period = '' OR d.period = :period)
   AND (d.published_at + 0, d.id) < (:before_at, :before_id)
 ORDER BY d.published_at + 0 DESC, d.id DESC
 LIMIT :limit;

-- name: lines_of_township :many
-- township: the first nine digits of the code.
-- takes: township int, item text, affair int, period text, from_at int, before_at int, before_id int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.published_at IS NOT NULL AND d.region / 1000 = :township
   AND (:item = '' OR d.item = :item) AND (:affair = 0 OR d.affair = :affair)
   AND (:period = '' OR d.period = :period)
   AND d.published_at >= :from_at AND (d.published_at, d.id) < (:before_at, :before_id)
 ORDER BY d.published_at DESC, d.id DESC
 LIMIT :limit;

-- name: lines_of_item :many
-- Of one item within a range of places.
-- takes: first int, last int, item text, affair int, period text, from_at int, before_at int, before_id int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.published_at IS NOT NULL AND d.item = :item AND d.region + 0 BETWEEN :first AND :last
   AND (:affair = 0 OR d.affair = :affair) AND (:period = '' OR d.period = :period)
   AND d.published_at >= :from_at AND (d.published_at, d.id) < (:before_at, :before_id)
 ORDER BY d.published_at DESC, d.id DESC
 LIMIT :limit;

-- name: lines_within :many
-- Of everything within a wide range of places: newest first down the index until the page is full.  (region + 0
-- keeps the planner from beginning with the places.)
-- takes: first int, last int, affair int, period text, from_at int, before_at int, before_id int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.published_at IS NOT NULL AND d.region + 0 BETWEEN :first AND :last
   AND (:affair = 0 OR d.affair = :affair) AND (:period = '' OR d.period = :period)
   AND d.published_at >= :from_at AND (d.published_at, d.id) < (:before_at, :before_id)
 ORDER BY d.published_at DESC, d.id DESC
 LIMIT :limit;

-- name: lines_newest_of_items :many
-- The newest of each item of one affair at a village, and how many there are.
-- takes: region int, affair int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, n.count
  FROM (SELECT id, count(*) OVER (PARTITION BY item) AS count,
               row_number() OVER (PARTITION BY item ORDER BY period_start DESC, published_at DESC, id DESC) AS place
          FROM disclosure
         WHERE region = :region AND affair = :affair AND published_at IS NOT NULL AND withdrawn_at IS NULL) AS n
  JOIN disclosure d ON d.id = n.id
  JOIN region p ON p.code = d.region
  JOIN item i ON i.id = d.item_version
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE n.place = 1
 ORDER BY i.position, d.item
 LIMIT :limit;

-- name: lines_in_notice :many
-- In their notice period, soonest end first.
-- takes: first int, last int, today int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.notice_until >= :today AND d.region + 0 BETWEEN :first AND :last AND d.withdrawn_at IS NULL
 ORDER BY d.notice_until, d.id
 LIMIT :limit;

-- name: lines_in_notice_of :many
-- The same of one village.
-- takes: region int, today int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       d.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.revision
 WHERE d.region = :region AND d.notice_until >= :today AND d.withdrawn_at IS NULL
 ORDER BY d.notice_until, d.id
 LIMIT :limit;

-- name: lines_in_hand :many
-- Work in a state, longest waiting first.
-- takes: state text, first int, last int, limit int
-- gives StoredLine
SELECT d.id, d.region, p.name AS region_name, d.item, d.item_version, d.affair, d.period,
       r.kind, d.state, d.revision, r.title, r.summary, d.published_at, d.notice_until, d.withdrawn_at,
       d.withdrawn_reason, 1
  FROM disclosure d
  JOIN region p ON p.code = d.region
  JOIN revision r ON r.disclosure = d.id AND r.number = d.working
 WHERE d.state = :state AND d.region BETWEEN :first AND :last AND d.working <> 0
 ORDER BY coalesce(r.submitted_at, r.created_at), d.id
 LIMIT :limit;

-- name: disclosure_before :one
-- The last published one of an item before a day.
-- takes: region int, item text, before int
-- gives: id int
SELECT id
  FROM disclosure
 WHERE region = :region AND item = :item AND period_start < :before AND published_at IS NOT NULL
   AND withdrawn_at IS NULL
 ORDER BY period_start DESC, published_at DESC, id DESC
 LIMIT 1;

-- name: other_for_period :one
-- Another published one about the same period.
-- takes: region int, item text, period text, id int
-- gives: id int
SELECT id
  FROM disclosure
 WHERE region = :region AND item = :item AND period = :period AND id <> :id AND published_at IS NOT NULL
   AND withdrawn_at IS NULL
 ORDER BY id
 LIMIT 1;

-- name: revision_writer :one
-- Whether an account has written or submitted a revision; who did may not decide on it.
-- takes: disclosure int, revision int, account int
-- gives: kind text
SELECT kind
  FROM disclosure_event
 WHERE disclosure = :disclosure AND revision = :revision AND account = :account
   AND kind IN ('created', 'updated', 'corrected', 'submitted')
 ORDER BY id
 LIMIT 1;

-- ---- the keeper's jobs: notices that end ----

-- name: notice_job_insert :exec
-- takes: id int, subject int, due_at int
INSERT INTO job (id, kind, subject, due_at) VALUES (:id, 'notice', :subject, :due_at);

-- name: notice_jobs_due :many
-- takes: now int, limit int
-- gives: id int, subject int
SELECT id, subject
  FROM job
 WHERE due_at <= :now AND kind = 'notice'
 ORDER BY due_at, id
 LIMIT :limit;

-- name: notice_job_done :exec
-- takes: id int
DELETE FROM job WHERE id = :id;
