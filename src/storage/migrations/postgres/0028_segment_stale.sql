-- Rules that are still to be asked of everybody, one after another, since a day or an import changed something for all.
ALTER TABLE segment ADD COLUMN stale boolean NOT NULL DEFAULT false;
