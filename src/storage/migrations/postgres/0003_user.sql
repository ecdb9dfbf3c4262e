-- People who may sign in. E-mail is kept in lower case.
CREATE TABLE app_user (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'agent', 'marketer', 'analyst', 'admin')),
  password_hash text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_login_at timestamptz
);

-- Links that work once: the set-up of the first admin, an invitation, a new password. Only the token's hash is kept.
CREATE TABLE user_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('setup', 'invitation', 'reset')),
  email text,
  role text CHECK (role IN ('viewer', 'agent', 'marketer', 'analyst', 'admin')),
  user_id bigint REFERENCES app_user ON DELETE CASCADE,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX user_link_email ON user_link (email) WHERE kind = 'invitation';

-- Browsers that are signed in. The cookie holds the id, this the id's hash.
CREATE TABLE user_session (
  hash text PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX user_session_user ON user_session (user_id);
CREATE INDEX user_session_expires ON user_session (expires_at);

-- Attempts to sign in, counted by account and by address. The key is a hash: nobody's address or e-mail stands here.
CREATE TABLE login_attempt (
  key text PRIMARY KEY,
  attempts integer NOT NULL,
  since timestamptz NOT NULL
);

-- Keys of programs. Only the hash is kept, and the first characters, so that a person knows it again.
CREATE TABLE api_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  start text NOT NULL,
  hash text NOT NULL UNIQUE,
  scope text NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- What people and programs changed: who, when, by which route, on what, from where. Never what was written.
CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  method text NOT NULL,
  route text NOT NULL,
  summary text NOT NULL,
  object text NOT NULL,
  fields text[] NOT NULL,
  address text NOT NULL
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_actor ON audit (actor_kind, actor_id, id);
