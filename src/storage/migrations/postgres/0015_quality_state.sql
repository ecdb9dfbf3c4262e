-- How far cleaning and measuring are: the one row. `seen` is a print of the logs and the cleaners at the last whole run;
-- as long as it is the same there is nothing to do.
CREATE TABLE clean_state (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  seen text NOT NULL,
  ended_at timestamptz NOT NULL
);
