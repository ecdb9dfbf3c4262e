-- How records are matched in this workspace: one row. Nothing merges by itself unless it says so.
CREATE TABLE match_setting (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  upper double precision NOT NULL DEFAULT 0.99 CHECK (upper > 0 AND upper <= 1),
  lower double precision NOT NULL DEFAULT 0.5 CHECK (lower >= 0 AND lower < 1),
  answers_needed integer NOT NULL DEFAULT 1 CHECK (answers_needed BETWEEN 1 AND 5),
  merge_sure boolean NOT NULL DEFAULT false,
  daily boolean NOT NULL DEFAULT false,
  CHECK (lower <= upper)
);
INSERT INTO match_setting DEFAULT VALUES;

-- Estimated parameters, each a version of its own; runs score by the active one. No values of people stand in it.
CREATE TABLE match_model (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model jsonb NOT NULL,
  records bigint NOT NULL,
  labels bigint NOT NULL,
  active boolean NOT NULL DEFAULT false,
  made_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX match_model_active ON match_model (active) WHERE active;

-- Matching runs, as their page watches them. `share` is how far a run is, 0 to 1.
CREATE TABLE match_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  estimate boolean NOT NULL,
  asked_by text NOT NULL,
  step text NOT NULL DEFAULT '',
  share double precision NOT NULL DEFAULT 0,
  model_id bigint REFERENCES match_model,
  upper double precision,
  lower double precision,
  result jsonb NOT NULL DEFAULT '{}',
  error text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz
);

-- Two records that may be one person: "left" and "right" are ids of the log, the lesser first. Only how they compare is
-- kept here, never what they say.
CREATE TABLE match_pair (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "left" text NOT NULL,
  "right" text NOT NULL,
  run_id bigint NOT NULL REFERENCES match_run,
  model_id bigint NOT NULL REFERENCES match_model,
  probability double precision NOT NULL,
  weight double precision NOT NULL,
  levels jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'disputed', 'same', 'apart', 'refused', 'gone')),
  reason text NOT NULL DEFAULT '',
  decision jsonb,
  settled_by text,
  settled_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE ("left", "right")
);
CREATE INDEX match_pair_state ON match_pair (state, probability);
CREATE INDEX match_pair_right ON match_pair ("right");

CREATE TABLE match_answer (
  pair_id bigint NOT NULL REFERENCES match_pair ON DELETE CASCADE,
  reviewer text NOT NULL,
  reviewer_name text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('same', 'apart', 'skip')),
  at timestamptz NOT NULL,
  PRIMARY KEY (pair_id, reviewer)
);
CREATE INDEX match_answer_reviewer ON match_answer (reviewer, at);
