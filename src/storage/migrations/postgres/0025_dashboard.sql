-- Dashboards that people assemble. The owner is a caller as kind:id, with the name of then; widgets are of the contract's shape.
CREATE TABLE dashboard (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  owner text NOT NULL,
  owner_name text NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('private', 'workspace')),
  period text NOT NULL,
  compare text NOT NULL,
  widgets jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
