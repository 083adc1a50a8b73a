ALTER TABLE village ADD COLUMN county TEXT NOT NULL DEFAULT '';
UPDATE village SET county = 'of ' || name;
