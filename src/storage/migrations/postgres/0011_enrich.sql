-- Enrichment hooks: whether each works, its settings, how far it is. Secrets are the values of an HTTP hook's headers:
-- they leave with its calls and by no other way. A pass goes over customers in the order of their ids; `pass` holds
-- where it is, so that it goes on there after a crash. Built-in hooks get their row when somebody first looks.
CREATE TABLE enrich_hook (
  id text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]{0,39}$'),
  kind text NOT NULL CHECK (kind IN ('built_in', 'http')),
  enabled boolean NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}',
  secrets jsonb NOT NULL DEFAULT '{}',
  seen_until timestamptz,
  pass jsonb,
  last_pass jsonb,
  leased_until timestamptz,
  last_run_at timestamptz,
  fault jsonb,
  failures integer NOT NULL DEFAULT 0,
  open_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What an HTTP hook was answered, as traits: {} when nothing was found. `customer_id` is who was asked about first, as
-- the event log knows them. One whose call failed has state 'failed' and is asked about again at `expires_at`.
CREATE TABLE enrich_answer (
  hook_id text NOT NULL REFERENCES enrich_hook ON DELETE CASCADE,
  key text NOT NULL,
  customer_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('found', 'nothing', 'failed')),
  traits jsonb NOT NULL DEFAULT '{}',
  attempts integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (hook_id, key)
);
CREATE INDEX enrich_answer_customer ON enrich_answer (customer_id);
CREATE INDEX enrich_answer_expires ON enrich_answer (expires_at);

-- Hosts that HTTP hooks may call.
CREATE TABLE enrich_host (
  host text PRIMARY KEY,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL
);

-- Tables elsewhere that are read on a schedule. `secret` is the location with its password, where it has one; `location`
-- is the same as it may be shown.
CREATE TABLE attached_table (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  location jsonb NOT NULL,
  secret jsonb,
  mapping jsonb NOT NULL,
  every_minutes integer NOT NULL CHECK (every_minutes >= 5),
  enabled boolean NOT NULL,
  next_run_at timestamptz,
  running_since timestamptz,
  last_run_at timestamptz,
  result jsonb,
  fault jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
