-- How a township and a district stand with an item in a month (year × 100 + month of the due day): what a dashboard
-- shows of all villages below without reading their duties.  Kept in the transaction in which a duty changes.
CREATE TABLE duty_month (
    region  BIGINT NOT NULL,
    item    TEXT COLLATE "C" NOT NULL,
    month   BIGINT NOT NULL,
    due     BIGINT NOT NULL, -- settled, or past its due day
    on_time BIGINT NOT NULL,
    late    BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    PRIMARY KEY (region, item, month)
);
INSERT INTO duty_month (region, item, month, due, on_time, late, missing)
SELECT d.region / unit.size * unit.size, d.item, to_char(DATE '1970-01-01' + CAST(d.due_day AS INTEGER), 'YYYYMM')::bigint,
       count(*), count(*) FILTER (WHERE d.state = 'on_time'), count(*) FILTER (WHERE d.state = 'late'),
       count(*) FILTER (WHERE d.state = 'missing')
  FROM duty d
 CROSS JOIN (SELECT CAST(1000 AS BIGINT) AS size UNION ALL SELECT CAST(1000000 AS BIGINT)) AS unit
 WHERE d.state IN ('on_time', 'late', 'missing')
 GROUP BY 1, 2, 3;
