-- Who leads the work at a place, who was trained for it, and the districts' rule about it.

CREATE TABLE group_member (
    id       INTEGER NOT NULL PRIMARY KEY,
    region   INTEGER NOT NULL REFERENCES region (code),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    office   TEXT NOT NULL, -- 职务
    part     TEXT NOT NULL CHECK (part = 'head' OR part = 'deputy' OR part = 'member' OR part = 'office'),
    duty     TEXT NOT NULL DEFAULT '',
    phone    TEXT NOT NULL DEFAULT '' -- an office phone
) STRICT;
CREATE INDEX group_member_region ON group_member (region, position, id);

CREATE TABLE training_session (
    id       INTEGER NOT NULL PRIMARY KEY,
    region   INTEGER NOT NULL, -- who holds it; 0: the installation
    day      INTEGER NOT NULL,
    title    TEXT NOT NULL,
    trainer  TEXT NOT NULL DEFAULT '',
    place    TEXT NOT NULL DEFAULT '',
    minutes  INTEGER NOT NULL,
    audience TEXT NOT NULL DEFAULT '', -- for whom, in words
    counts   INTEGER NOT NULL CHECK (counts IN (0, 1)) -- who was there is trained
) STRICT;
CREATE INDEX training_session_region ON training_session (region, day, id);

CREATE TABLE training_attendance (
    session INTEGER NOT NULL REFERENCES training_session (id),
    account INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (session, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_attendance_account ON training_attendance (account, session);

-- A district's rule: its village admins publish only after training.
CREATE TABLE training_rule (
    region   INTEGER NOT NULL PRIMARY KEY,
    required INTEGER NOT NULL CHECK (required IN (0, 1))
) STRICT;

-- The admins of the three levels, each counted at one place: the widest where the person has such a role.
CREATE TABLE admin (
    account     INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    region      INTEGER NOT NULL,
    role        TEXT NOT NULL,
    trained_day INTEGER
) STRICT;
CREATE INDEX admin_region ON admin (region, account);

INSERT INTO admin (account, region, role)
SELECT account, region, role
  FROM (SELECT g.account, g.region, g.role,
               row_number() OVER (PARTITION BY g.account
                                  ORDER BY CASE WHEN g.region = 0 THEN 0
                                                WHEN g.region % 10000000000 = 0 THEN 1
                                                WHEN g.region % 100000000 = 0 THEN 2
                                                WHEN g.region % 1000000 = 0 THEN 3
                                                WHEN g.region % 1000 = 0 THEN 4
                                                ELSE 5 END, g.region, g.role) AS place
          FROM role_grant g JOIN account a ON a.id = g.account
         WHERE a.disabled = 0 AND g.role IN ('village_admin', 'finance_group', 'township', 'district')) seats
 WHERE place = 1;

INSERT INTO tally_total (region, measure, value)
SELECT place, 70, count(*)
  FROM (SELECT 0 AS place FROM admin
        UNION ALL SELECT region - region % 10000000000 FROM admin WHERE region <> 0
        UNION ALL SELECT region - region % 100000000 FROM admin WHERE region % 10000000000 <> 0
        UNION ALL SELECT region - region % 1000000 FROM admin WHERE region % 100000000 <> 0
        UNION ALL SELECT region - region % 1000 FROM admin WHERE region % 1000000 <> 0
        UNION ALL SELECT region FROM admin WHERE region % 1000 <> 0) above
 GROUP BY place;
