-- Surveys: one question on one scale; texts are of the contract's shape, by language.
CREATE TABLE survey (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('nps', 'csat', 'ces', 'enps')),
  scale integer NOT NULL CHECK (scale BETWEEN 2 AND 10),
  texts jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  anonymous boolean NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
