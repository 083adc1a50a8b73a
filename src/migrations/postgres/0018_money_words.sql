-- What came in and was spent by everyday word (src/ledger/category.tbl): measures 80 … 89, of closed months, by
-- their last day, at each level.
INSERT INTO tally (region, measure, day, value)
SELECT s.region / unit.size * unit.size,
       CASE
           WHEN s.category IN (51401, 15101, 15301) THEN 80
           WHEN s.category = 51402 THEN 81
           WHEN s.category IN (51403, 32201, 24102) THEN 82
           WHEN s.category IN (51301, 51302, 51303) THEN 83
           WHEN s.category IN (50101, 50102) THEN 85
           WHEN s.category IN (50301, 50302, 24101) THEN 86
           WHEN s.category IN (50103, 50201) THEN 87
           WHEN s.category = 50401 THEN 88
           WHEN s.direction = 1 THEN 89
           ELSE 84 END,
       make_date(CAST((s.month + 1) / 12 AS INTEGER), CAST((s.month + 1) % 12 + 1 AS INTEGER), 1) - DATE '1970-01-02',
       CAST(sum(s.amount_fen) AS BIGINT)
  FROM entry_sum s
  JOIN ledger_month m ON m.region = s.region AND m.month = s.month AND m.state = 'closed'
 CROSS JOIN (SELECT 1 AS size UNION ALL SELECT 1000 UNION ALL SELECT 1000000 UNION ALL SELECT 100000000
        UNION ALL SELECT 10000000000 UNION ALL SELECT 1000000000000) AS unit
 GROUP BY 1, 2, 3
HAVING sum(s.amount_fen) <> 0;
INSERT INTO tally_total (region, measure, value)
SELECT region, measure, CAST(sum(value) AS BIGINT) FROM tally WHERE measure BETWEEN 80 AND 89 GROUP BY region, measure;
