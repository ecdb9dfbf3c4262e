-- Simulations of an invented company. `until` is the end of its history; `rows` are how many each of its sources' files
-- has and `imports` their imports, in the sources' order; `took` is how many milliseconds each step took. Data are simulated
-- from `simulated_at` on, when the first import begins.
CREATE TABLE simulation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customers integer NOT NULL,
  months integer NOT NULL,
  seed bigint NOT NULL,
  until timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  step text NOT NULL DEFAULT 'writing' CHECK (step IN ('writing', 'importing', 'identifying')),
  share double precision NOT NULL DEFAULT 0,
  rows integer[] NOT NULL DEFAULT '{}',
  imports integer[] NOT NULL DEFAULT '{}',
  took jsonb NOT NULL DEFAULT '{}',
  error jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  simulated_at timestamptz,
  ended_at timestamptz
);

-- One at a time.
CREATE UNIQUE INDEX simulation_open ON simulation ((true)) WHERE state IN ('waiting', 'running');
