-- The country by which telephones without a country code were read when keys were noted last.
ALTER TABLE identity_state ADD COLUMN country text NOT NULL DEFAULT '';
