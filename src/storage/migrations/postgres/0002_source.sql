-- Where touchpoints come from: a site, an app, a server, a shop, a webhook. Its slug stands in every event, so it never
-- changes; its write key lies open in browsers and may only write.
CREATE TABLE source (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  name text NOT NULL,
  kind text NOT NULL,
  write_key text NOT NULL UNIQUE,
  settings jsonb NOT NULL DEFAULT '{}',
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
