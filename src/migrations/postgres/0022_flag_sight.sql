-- A flag that became a clue (问题线索) stands for everybody but inspectors as it stood before, in lists and sums too.
DROP INDEX flag_live_village;
DROP INDEX flag_live_township;
DROP INDEX flag_live_district;
CREATE INDEX flag_live_village ON flag (region, level, id) WHERE live = 1 OR state = 'clue';
CREATE INDEX flag_live_township ON flag ((region / 1000), level, id) WHERE live = 1 OR state = 'clue';
CREATE INDEX flag_live_district ON flag ((region / 1000000), level, id) WHERE live = 1 OR state = 'clue';
CREATE INDEX flag_clue ON flag (region, rule) WHERE state = 'clue';
DROP INDEX flag_due;

-- Orders that pass on an instruction.
CREATE INDEX work_order_passed_on ON work_order (source_id, id) WHERE source = 'instruction' AND source_id <> 0;
