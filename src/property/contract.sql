-- name: contract_by_id :one
-- takes: id int
-- gives ContractRecord: id int, region int, number text, kind text, resource int?, holding int?, subject text,
-- gives: area_milli int, party text, person bool, way text, price_fen int, price_unit text, signed_day int?,
-- gives: begins int, ends int, ended int?, terms text, rent_fen int, first_due int, decision_day int?, decision text,
-- gives: tender text, note text, received_fen int, next_due int?, lock int, resource_name text, holding_name text
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.id = :id;

-- name: contract_by_number :one
-- takes: region int, number text
-- gives: id int
SELECT id FROM property_contract WHERE region = :region AND number = :number;

-- name: contracts_after :many
-- Those of a village that last until `from` or longer, and began on `until` or before.
-- takes: region int, after int, from int, until int, limit int
-- gives ContractRecord
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id > :after AND coalesce(c.ended, c.ends) >= :from AND c.begins <= :until
 ORDER BY c.id
 LIMIT :limit;

-- name: contracts_ended_after :many
-- Those whose last day lies within first … last.
-- takes: region int, after int, first int, last int, limit int
-- gives ContractRecord
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id > :after AND coalesce(c.ended, c.ends) BETWEEN :first AND :last
 ORDER BY c.id
 LIMIT :limit;

-- name: contracts_overdue_after :many
-- takes: region int, after int, today int, limit int
-- gives ContractRecord
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id > :after AND c.next_due < :today AND c.kind = 'lease'
 ORDER BY c.id
 LIMIT :limit;

-- name: contracts_overdue_within :many
-- The oldest due day first.
-- takes: first int, last int, today int, limit int
-- gives ContractRecord
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.next_due < :today AND c.region BETWEEN :first AND :last AND c.kind = 'lease'
 ORDER BY c.next_due, c.region, c.id
 LIMIT :limit;

-- name: contracts_overdue_count :one
-- takes: first int, last int, today int
-- gives: count int
SELECT count(*) AS count
  FROM property_contract
 WHERE next_due < :today AND region BETWEEN :first AND :last AND kind = 'lease';

-- name: contracts_of_resource :many
-- What is let of a resource (or, below, of an asset) at any time of first … last, but by this contract.
-- takes: resource int, except int, first int, last int, limit int
-- gives LetRecord: id int, number text, party text, person bool, begins int, last_day int, area_milli int
SELECT id, number, party, person, begins, coalesce(ended, ends) AS last_day, area_milli
  FROM property_contract
 WHERE resource = :resource AND id <> :except AND begins <= :last AND coalesce(ended, ends) >= :first
 ORDER BY begins, id
 LIMIT :limit;

-- name: contracts_of_holding :many
-- takes: holding int, except int, first int, last int, limit int
-- gives LetRecord
SELECT id, number, party, person, begins, coalesce(ended, ends) AS last_day, area_milli
  FROM property_contract
 WHERE holding = :holding AND id <> :except AND begins <= :last AND coalesce(ended, ends) >= :first
 ORDER BY begins, id
 LIMIT :limit;

-- name: contract_insert :exec
-- takes: id int, region int, number text, kind text, resource int?, holding int?, subject text, area_milli int,
-- takes: party text, person bool, way text, price_fen int, price_unit text, signed_day int?, begins int, ends int,
-- takes: ended int?, terms text, rent_fen int, first_due int, decision_day int?, decision text, tender text, note text,
-- takes: received_fen int, next_due int?
INSERT INTO property_contract (id, region, number, kind, resource, holding, subject, area_milli, party, person, way,
                               price_fen, price_unit, signed_day, begins, ends, ended, terms, rent_fen, first_due,
                               decision_day, decision, tender, note, received_fen, next_due, lock)
VALUES (:id, :region, :number, :kind, :resource, :holding, :subject, :area_milli, :party, :person, :way, :price_fen,
        :price_unit, :signed_day, :begins, :ends, :ended, :terms, :rent_fen, :first_due, :decision_day, :decision,
        :tender, :note, :received_fen, :next_due, 1);

-- name: contract_update :count
-- takes: id int, lock int, number text, kind text, resource int?, holding int?, subject text, area_milli int,
-- takes: party text, person bool, way text, price_fen int, price_unit text, signed_day int?, begins int, ends int,
-- takes: ended int?, terms text, rent_fen int, first_due int, decision_day int?, decision text, tender text, note text,
-- takes: received_fen int, next_due int?
UPDATE property_contract
   SET number = :number, kind = :kind, resource = :resource, holding = :holding, subject = :subject,
       area_milli = :area_milli, party = :party, person = :person, way = :way, price_fen = :price_fen,
       price_unit = :price_unit, signed_day = :signed_day, begins = :begins, ends = :ends, ended = :ended,
       terms = :terms, rent_fen = :rent_fen, first_due = :first_due, decision_day = :decision_day,
       decision = :decision, tender = :tender, note = :note, received_fen = :received_fen, next_due = :next_due,
       lock = lock + 1
 WHERE id = :id AND lock = :lock;

-- name: contract_delete :count
-- takes: id int, lock int
DELETE FROM property_contract WHERE id = :id AND lock = :lock;

-- name: contracts_count :one
-- takes: region int
-- gives: count int
SELECT count(*) AS count FROM property_contract WHERE region = :region;

-- name: contracts_for_period :many
-- Those of a village that began until `until` and are told in a period from `from`: in force then, or paid for
-- within its year.
-- takes: region int, after int, from int, until int, year_start int, limit int
-- gives ContractRecord
SELECT c.id, c.region, c.number, c.kind, c.resource, c.holding, c.subject, c.area_milli, c.party, c.person, c.way,
       c.price_fen, c.price_unit, c.signed_day, c.begins, c.ends, c.ended, c.terms, c.rent_fen, c.first_due,
       c.decision_day, c.decision, c.tender, c.note, c.received_fen, c.next_due, c.lock,
       coalesce(r.name, '') AS resource_name, coalesce(h.name, '') AS holding_name
  FROM property_contract c
  LEFT JOIN property_resource r ON r.id = c.resource
  LEFT JOIN property_holding h ON h.id = c.holding
 WHERE c.region = :region AND c.id > :after AND c.begins <= :until
   AND (coalesce(c.ended, c.ends) >= :from
        OR EXISTS (SELECT 1 FROM property_move m WHERE m.owner = c.id AND m.day BETWEEN :year_start AND :until))
 ORDER BY c.id
 LIMIT :limit;
