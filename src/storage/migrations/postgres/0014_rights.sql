-- How people's rights are served: one row. The secret keys the hashes of erased identifiers, which stand in the other
-- engine.
CREATE TABLE rights_setting (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  policy text NOT NULL DEFAULT 'anonymize' CHECK (policy IN ('anonymize', 'delete')),
  secret text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
);
INSERT INTO rights_setting DEFAULT VALUES;

-- What people asked for by their rights: a copy of all data (access) or an erasure. `subject` says who it is as long as
-- that is needed; after an erasure only `subject_hash` is left, by which whoever knows an identifier finds the line again.
CREATE TABLE rights_request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('access', 'erasure')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'waiting', 'running', 'done', 'failed', 'refused')),
  subject jsonb,
  subject_hash text NOT NULL,
  policy text CHECK (policy IN ('anonymize', 'delete')),
  language text NOT NULL DEFAULT 'en',
  asked_by text NOT NULL,
  received_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  run_by text,
  step text NOT NULL DEFAULT '',
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  work jsonb NOT NULL DEFAULT '{}',
  certificate jsonb,
  file text,
  expires_at timestamptz,
  error text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX rights_request_hash ON rights_request (subject_hash);
