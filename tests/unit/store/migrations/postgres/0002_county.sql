ALTER TABLE village ADD COLUMN county TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE village SET county = 'of ' || name;
