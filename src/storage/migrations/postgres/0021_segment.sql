-- Segments: a rule has a condition, a list has none. `customers` is its size as of `evaluated_at`; `version` counts changes
-- of the condition, so that a computation of an old one is not taken for one of the new.
CREATE TABLE segment (
  id text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  condition jsonb,
  needs jsonb NOT NULL DEFAULT '{"goal": "", "barrier": "", "trigger": ""}',
  state text NOT NULL DEFAULT 'computing' CHECK (state IN ('computing', 'live', 'failed')),
  error text,
  version integer NOT NULL DEFAULT 1,
  customers bigint,
  evaluated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT ''
);

-- How far the evaluation is: the last row of `touch` that was heard, the time until which what fell due was looked at, the
-- last day and the last computation of classes after which everybody was.
CREATE TABLE segment_progress (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  seq bigint NOT NULL DEFAULT 0,
  due_until timestamptz NOT NULL DEFAULT '1970-01-01',
  day text,
  classes_at timestamptz
);
INSERT INTO segment_progress DEFAULT VALUES;

-- Places that are told of who enters and leaves. `sent_at` and `sent_id` are how far each is in the log of changes.
CREATE TABLE segment_hook (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  segment text NOT NULL REFERENCES segment ON UPDATE CASCADE ON DELETE CASCADE,
  url text NOT NULL,
  secret text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  sent_until timestamptz NOT NULL DEFAULT now(),
  sent_customer text NOT NULL DEFAULT '0',
  delivered_at timestamptz,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (segment, url)
);
