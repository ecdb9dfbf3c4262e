-- The least role that sees personal data; those below it see masks.
ALTER TABLE workspace ADD COLUMN personal_data_role text NOT NULL DEFAULT 'agent'
  CHECK (personal_data_role IN ('viewer', 'agent', 'marketer', 'analyst', 'admin'));

-- What people wrote down about a customer. The id is that of the log when it was written: whoever is merged later keeps
-- the notes of both.
CREATE TABLE note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id text NOT NULL,
  text text NOT NULL,
  pinned boolean NOT NULL DEFAULT false,
  author_id text NOT NULL,
  author text NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz
);
CREATE INDEX note_customer ON note (customer_id);

-- Who looks after a customer: the newest line stands, the older ones are its history. No user: nobody does any more.
-- The name is the one that the user had then.
CREATE TABLE customer_manager (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id text NOT NULL,
  user_id bigint,
  name text,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);
CREATE INDEX customer_manager_customer ON customer_manager (customer_id, id);
CREATE INDEX customer_manager_user ON customer_manager (user_id);
