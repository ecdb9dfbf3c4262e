-- The tracking plan: what each source sends, learned from traffic, and what of it was approved. Pages and screens are
-- one event each, whatever their names: names of pages are content.
CREATE TABLE plan_source (
  source text PRIMARY KEY,
  policy text NOT NULL DEFAULT 'flag' CHECK (policy IN ('accept', 'flag', 'dead_letter')),
  too_many_names boolean NOT NULL DEFAULT false
);

CREATE TABLE plan_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'approved', 'ignored')),
  description text NOT NULL DEFAULT '',
  too_many_names boolean NOT NULL DEFAULT false,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  UNIQUE (source, type, name)
);

-- `types` are those seen; `type` is the one approved, null when any will do.
CREATE TABLE plan_property (
  event_id bigint NOT NULL REFERENCES plan_event ON DELETE CASCADE,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'approved', 'ignored')),
  types text[] NOT NULL DEFAULT '{}',
  type text CHECK (type IN ('text', 'number', 'boolean', 'time', 'list', 'object')),
  required boolean NOT NULL DEFAULT false,
  description text NOT NULL DEFAULT '',
  allowed text[] NOT NULL DEFAULT '{}',
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  PRIMARY KEY (event_id, name)
);

-- Replays of many dead letters, as their page watches them.
CREATE TABLE replay (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  selection jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  letters bigint NOT NULL,
  accepted bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
