-- Metrics that people defined themselves, of the contract's shapes. `segment` narrows them to its members of now.
CREATE TABLE custom_metric (
  id text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL,
  topic text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('up', 'down', 'neutral')),
  unit text NOT NULL CHECK (unit IN ('money', 'count', 'share', 'score', 'duration')),
  kind text NOT NULL CHECK (kind IN ('count', 'sum', 'mean', 'rate', 'ratio')),
  numerator jsonb NOT NULL,
  denominator jsonb,
  segment text,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
