-- Calls of a webhook whose signature was wrong, by hour: all that is kept of them, as anybody may make them.
CREATE TABLE bad_signature (
  source_id bigint NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  calls bigint NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, hour)
);
