-- What is wanted of a metric. `grain` is the stretch it is measured over; with a day `due` (YYYY-MM-DD, in the workspace's
-- zone) only the stretch that holds that day counts, without one every stretch does. The value is in the metric's unit.
CREATE TABLE target (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metric text NOT NULL,
  value double precision NOT NULL,
  grain text NOT NULL CHECK (grain IN ('month', 'quarter', 'year')),
  due text CHECK (due ~ '^\d{4}-\d{2}-\d{2}$'),
  owner_id bigint REFERENCES app_user ON DELETE SET NULL,
  note text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (metric, grain, due)
);

-- Rules that watch a metric, or one group of it by a dimension.
CREATE TABLE alert (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  metric text NOT NULL,
  dimension text,
  key text,
  grain text NOT NULL CHECK (grain IN ('day', 'week', 'month')),
  condition jsonb NOT NULL,
  emails text[] NOT NULL,
  webhook text,
  enabled boolean NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  checked_at timestamptz
);

-- Stretches, by their first day, in which an alert fired: once each.
CREATE TABLE alert_firing (
  alert_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  stretch text NOT NULL,
  value double precision,
  fired_at timestamptz NOT NULL,
  resolved_at timestamptz,
  PRIMARY KEY (alert_id, stretch)
);

-- What people are told. The key says what about, so that nothing is told twice; `about` is of the contract's shape.
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('alert_fired', 'alert_resolved')),
  about jsonb NOT NULL,
  at timestamptz NOT NULL
);

-- Who has read which; readers are callers as kind:id.
CREATE TABLE notice_read (
  reader text NOT NULL,
  notice_id bigint NOT NULL REFERENCES notice ON DELETE CASCADE,
  PRIMARY KEY (reader, notice_id)
);
CREATE INDEX notice_read_notice ON notice_read (notice_id);

-- What calls of webhooks are signed with: one row.
CREATE TABLE signing_key (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  secret text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Metrics chosen for the overview, in order; the row of no reader ('') is for everybody who chose nothing.
CREATE TABLE tile_choice (
  reader text PRIMARY KEY,
  metrics text[] NOT NULL,
  changed_at timestamptz NOT NULL
);
