-- name: flag_again :many
-- Complaints about what had been resolved shortly before: the same topic at the same spot, or joined to it.
-- takes: region int, from int, to int, seconds int, near int, limit int
-- gives: id int, number text, received_at int, topic text, earlier int, earlier_number text, resolved_at int
SELECT n.id, n.number, n.received_at, n.topic, e.id AS earlier, e.number AS earlier_number, e.resolved_at
  FROM opinion n
  JOIN opinion e ON e.region = n.region AND e.received_at BETWEEN n.received_at - :seconds - 31536000 AND n.received_at
 WHERE n.region = :region AND n.sealed_for = 0 AND n.id BETWEEN :from AND :to AND n.kind = 'complaint'
   AND n.state <> 'withdrawn' AND n.state <> 'referred'
   AND e.sealed_for = 0 AND e.id <> n.id AND e.kind = 'complaint'
   AND e.resolved_at BETWEEN n.received_at - :seconds AND n.received_at
   AND (n.merged_into = e.id
        OR (n.topic = e.topic AND ((n.place <> '' AND trim(n.place) = trim(e.place))
                                   OR (abs(n.latitude_e6 - e.latitude_e6) <= :near
                                       AND abs(n.longitude_e6 - e.longitude_e6) <= :near))))
 ORDER BY n.region, n.id, e.id
 LIMIT :limit;
