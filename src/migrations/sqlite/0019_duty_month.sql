-- How a township and a district stand with an item in a month (year × 100 + month of the due day): what a dashboard
-- shows of all villages below without reading their duties.  Kept in the transaction in which a duty changes.
CREATE TABLE duty_month (
    region  INTEGER NOT NULL,
    item    TEXT NOT NULL,
    month   INTEGER NOT NULL,
    due     INTEGER NOT NULL, -- settled, or past its due day
    on_time INTEGER NOT NULL,
    late    INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    PRIMARY KEY (region, item, month)
) STRICT, WITHOUT ROWID;
INSERT INTO duty_month (region, item, month, due, on_time, late, missing)
SELECT d.region / unit.size * unit.size, d.item, CAST(strftime('%Y%m', d.due_day * 86400, 'unixepoch') AS INTEGER),
       count(*), sum(d.state = 'on_time'), sum(d.state = 'late'), sum(d.state = 'missing')
  FROM duty d
 CROSS JOIN (SELECT 1000 AS size UNION ALL SELECT 1000000) AS unit
 WHERE d.state IN ('on_time', 'late', 'missing')
 GROUP BY 1, 2, 3;
