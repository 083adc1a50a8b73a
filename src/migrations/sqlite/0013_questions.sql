-- Objections to notices and questions about entries become opinions.  They go on as they are; the clock that is
-- new with opinions does not run for what was asked before it (next_at).

INSERT INTO opinion (id, number, region, kind, topic, state, source, source_id, title, body, open, shown, sender,
    sender_name, sender_phone, office, busy, received_at, reply_due, resolve_due, first_due)
SELECT id, 'Y' || id, region, 'complaint', 'other', CASE WHEN seen_at IS NULL THEN 'received' ELSE 'in_hand' END,
       'notice', disclosure, substr(body, 1, 30), body, 0, 0,
       CASE WHEN name <> '' THEN 'named' WHEN contact <> '' THEN 'phone' ELSE 'anonymous' END, name, contact, region, 1,
       at, ((at + 28800) / 86400 + 1) * 86400 - 28800, ((at + 28800) / 86400 + 8) * 86400 - 28800,
       ((at + 28800) / 86400 + 8) * 86400 - 28800
  FROM objection;

INSERT INTO opinion (id, number, region, kind, topic, state, source, source_id, title, body, open, shown, sender,
    sender_name, sender_phone, office, busy, received_at, reply_due, resolve_due, first_due)
SELECT id, 'Y' || id, region, 'question', 'money', CASE WHEN seen_at IS NULL THEN 'received' ELSE 'in_hand' END,
       'entry', entry, substr(body, 1, 30), body, 0, 0,
       CASE WHEN name <> '' THEN 'named' WHEN contact <> '' THEN 'phone' ELSE 'anonymous' END, name, contact, region, 1,
       at, ((at + 28800) / 86400 + 1) * 86400 - 28800, ((at + 28800) / 86400 + 8) * 86400 - 28800,
       ((at + 28800) / 86400 + 8) * 86400 - 28800
  FROM entry_question;

INSERT INTO opinion_event (id, opinion, at, kind) SELECT id, id, received_at, 'submitted' FROM opinion;

-- Counted in at each level: received (40) and open (41), by day of receipt; in all.
INSERT INTO tally (region, measure, day, value)
SELECT o.region / unit.size * unit.size, m.measure, (o.received_at + 28800) / 86400, count(*)
  FROM opinion o,
       (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
        UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit,
       (SELECT 40 AS measure UNION ALL SELECT 41) AS m
 GROUP BY 1, 2, 3;
INSERT INTO tally_total (region, measure, value)
SELECT region, measure, sum(value) FROM tally WHERE measure = 40 OR measure = 41 GROUP BY region, measure;

DROP TABLE objection;
DROP TABLE entry_question;
