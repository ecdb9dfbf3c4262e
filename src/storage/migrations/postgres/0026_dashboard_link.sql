-- Links by which anybody looks at a dashboard; only the token's hash is kept.
CREATE TABLE dashboard_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dashboard_id bigint NOT NULL REFERENCES dashboard ON DELETE CASCADE,
  hash text NOT NULL UNIQUE,
  name text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  opened_at timestamptz
);
CREATE INDEX dashboard_link_dashboard ON dashboard_link (dashboard_id);

-- E-mails of a dashboard's numbers on a schedule in the workspace's zone: `day` is 1 (Monday) to 7 of a week, 1 to 28 of a
-- month. `sent_for` is the last due moment that was seen to; what people stop e-mails by is signed with the secret.
CREATE TABLE dashboard_digest (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dashboard_id bigint NOT NULL REFERENCES dashboard ON DELETE CASCADE,
  every text NOT NULL CHECK (every IN ('day', 'week', 'month')),
  day integer NOT NULL,
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  emails text[] NOT NULL,
  language text NOT NULL,
  secret text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_for timestamptz
);
CREATE INDEX dashboard_digest_dashboard ON dashboard_digest (dashboard_id);
