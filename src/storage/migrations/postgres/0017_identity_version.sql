-- A number that a failed transaction used is not given again: of two aliases of one number nobody could say which is newer.
CREATE SEQUENCE identity_version;
ALTER TABLE identity_state DROP COLUMN version;
