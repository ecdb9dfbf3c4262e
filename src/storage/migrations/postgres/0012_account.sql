-- Who shares a household: one row, off until somebody turns it on.
CREATE TABLE household_rule (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  enabled boolean NOT NULL DEFAULT false,
  by_address boolean NOT NULL DEFAULT true,
  by_phone boolean NOT NULL DEFAULT true,
  members_max integer NOT NULL DEFAULT 8 CHECK (members_max BETWEEN 2 AND 100),
  changed_by text NOT NULL DEFAULT '',
  changed_at timestamptz
);
INSERT INTO household_rule DEFAULT VALUES;

-- Runs of the rule, trials (dry runs) among them: how far each is, and what it found.
CREATE TABLE household_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dry_run boolean NOT NULL,
  rule jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  step text NOT NULL DEFAULT 'read' CHECK (step IN ('read', 'join', 'write')),
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  result jsonb,
  error text,
  asked_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

-- Which of several words on a trait stands: by the trait's name; '' is the rule for all other names. Without a row it is
-- the newest. `sources` is the order of trust for policy 'source'.
CREATE TABLE trait_policy (
  name text PRIMARY KEY,
  policy text NOT NULL CHECK (policy IN ('newest', 'oldest', 'source', 'complete')),
  sources text[] NOT NULL DEFAULT '{}',
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);
