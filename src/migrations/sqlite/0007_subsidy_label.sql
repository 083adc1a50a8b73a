-- What the column 批次 of a list's tables says; '': its period and name.  Lists that go on from a
-- table that was published before have the words of that table.
ALTER TABLE subsidy_batch ADD COLUMN label TEXT NOT NULL DEFAULT '';
