-- Names stand here and nowhere else: the ledger and state.db know pseudonymous ids only.
CREATE TABLE person (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE COLLATE NOCASE,
  password     TEXT,                -- Argon2id, in its usual text form; null until chosen
  added        INTEGER NOT NULL,    -- instants are milliseconds since 1970, UTC
  last_sign_in INTEGER
) STRICT;

-- Tokens are kept as SHA-256: a stolen copy of this file signs nobody in.
CREATE TABLE session (
  token  BLOB PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  seen   INTEGER NOT NULL,
  ends   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  token   BLOB PRIMARY KEY,
  kind    TEXT NOT NULL,
  person  TEXT REFERENCES person (id),
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
