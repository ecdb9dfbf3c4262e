-- Identifiers that were taken off, asked for by their keys each time somebody who has one is made out.
CREATE INDEX identity_decision_key ON identity_decision (key) WHERE key IS NOT NULL AND undone_at IS NULL;
