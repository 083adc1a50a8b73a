-- Who reads an item once its notice is over, and for whom attachments are at most; 'public' adds nothing.

ALTER TABLE item ADD COLUMN after_notice TEXT NOT NULL DEFAULT 'public';
ALTER TABLE item ADD COLUMN files_audience TEXT NOT NULL DEFAULT 'public';
