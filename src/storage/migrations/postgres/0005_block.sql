-- What is stopped at the gate: a person, a source, an event's name, a network. Identifiers are people's data: each is
-- {kind, value}, normalized, or {kind, sha256} when only its fingerprint is kept.
CREATE TABLE block (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('identifier', 'customer', 'source', 'event', 'network')),
  identifiers jsonb NOT NULL DEFAULT '[]',
  customer_id text,
  source text,
  event_name text,
  network text,
  reason text NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  until timestamptz
);

-- How much was stopped, by day in UTC: all that is kept of it.
CREATE TABLE block_count (
  day date NOT NULL,
  source text NOT NULL,
  reason text NOT NULL,
  block_id bigint NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY (day, source, reason, block_id)
);

-- Who watches live events, in which process, for what: the other processes tell them what comes their way. Worth
-- nothing after a crash.
CREATE UNLOGGED TABLE live_watch (
  id text PRIMARY KEY,
  process text NOT NULL,
  filter jsonb NOT NULL,
  until timestamptz NOT NULL
);
