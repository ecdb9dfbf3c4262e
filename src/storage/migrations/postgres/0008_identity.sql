-- The rules by which identifiers make people: one row, replaced whole; `version` tells whoever keeps a copy that it is old.
CREATE TABLE identity_rules (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  version integer NOT NULL DEFAULT 1,
  rules jsonb NOT NULL,
  changed_by text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- What people decided about people: `same` and `apart` of stamped customers, `detach` of an identifier, by the hash of
-- its kind and clean value. One that was taken back stays as history.
CREATE TABLE identity_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('same', 'apart', 'detach')),
  left_stamps text[] NOT NULL DEFAULT '{}',
  right_stamps text[] NOT NULL DEFAULT '{}',
  key text,
  reason text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  undone_by text,
  undone_at timestamptz
);
CREATE INDEX identity_decision_stamps ON identity_decision USING gin ((left_stamps || right_stamps));

-- Up to when what was received has been looked through for who is who, and the last version given to an alias.
CREATE TABLE identity_state (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  settled_until timestamptz NOT NULL DEFAULT 'epoch',
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO identity_state DEFAULT VALUES;

-- A change of the rules on its way: what it would do, and how far it is.
CREATE TABLE identity_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  applies boolean NOT NULL,
  rules jsonb NOT NULL,
  asked_by text NOT NULL,
  step text NOT NULL DEFAULT '',
  share double precision NOT NULL DEFAULT 0,
  result jsonb,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
