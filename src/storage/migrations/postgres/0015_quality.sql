-- The country of phones, dates and addresses that name none; '' where the workspace has no such country.
ALTER TABLE workspace ADD COLUMN country text NOT NULL DEFAULT ''
  CHECK (country ~ '^([A-Z]{2})?$');
