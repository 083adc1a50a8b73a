-- Red flags by the day on which they were raised, orders by day of issue, and whether they were reported back by their
-- deadline (region/tally.h), at each level.
INSERT INTO tally (region, measure, day, value)
SELECT region, 60, day, count(*)
  FROM (SELECT DISTINCT f.id, f.region / unit.size * unit.size AS region, (f.raised_at + 28800) / 86400 AS day
          FROM flag f
         CROSS JOIN (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
                UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit) AS raised
 GROUP BY region, day;
INSERT INTO tally (region, measure, day, value)
SELECT region, 61, day, count(*)
  FROM (SELECT DISTINCT o.id, o.office / unit.size * unit.size AS region, (o.issued_at + 28800) / 86400 AS day
          FROM work_order o
         CROSS JOIN (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
                UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit) AS issued
 GROUP BY region, day;
INSERT INTO tally (region, measure, day, value)
SELECT region, 62, day, count(*)
  FROM (SELECT DISTINCT o.id, o.office / unit.size * unit.size AS region, o.due_day AS day
          FROM work_order o
         CROSS JOIN (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
                UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit
         WHERE o.state IN ('reported', 'accepted') OR (o.state IN ('open', 'returned') AND o.told = 1)) AS judged
 GROUP BY region, day;
INSERT INTO tally (region, measure, day, value)
SELECT region, 63, day, count(*)
  FROM (SELECT DISTINCT o.id, o.office / unit.size * unit.size AS region, o.due_day AS day
          FROM work_order o
         CROSS JOIN (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
                UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit
         WHERE o.state IN ('reported', 'accepted') AND (o.reported_at + 28800) / 86400 <= o.due_day) AS in_time
 GROUP BY region, day;
INSERT INTO tally_total (region, measure, value)
SELECT region, measure, CAST(sum(value) AS BIGINT) FROM tally WHERE measure BETWEEN 60 AND 63 GROUP BY region, measure;
