-- Old sessions do not know what a session now says of itself: whoever is signed in signs in again.
DROP TABLE session;

CREATE TABLE session (
  token   BLOB PRIMARY KEY,           -- SHA-256 of what the cookie holds
  id      TEXT NOT NULL UNIQUE,       -- names it; no secret
  person  TEXT NOT NULL REFERENCES person (id),
  started INTEGER NOT NULL,
  seen    INTEGER NOT NULL,           -- its last sign of life
  acted   INTEGER NOT NULL,           -- when somebody last touched its workstation
  proved  INTEGER NOT NULL,           -- when its person last proved who they are
  ends    INTEGER NOT NULL,
  locked  INTEGER,                    -- since when; null while it is open
  address TEXT NOT NULL,
  browser TEXT NOT NULL               -- in coarse words, such as 'Firefox, Linux'
) STRICT, WITHOUT ROWID;

-- Secrets of authenticator apps: AES-256-GCM under keys/sign-in.key, nonce first.
CREATE TABLE totp (
  person TEXT PRIMARY KEY REFERENCES person (id),
  secret BLOB NOT NULL,
  added  INTEGER NOT NULL,
  step   INTEGER NOT NULL             -- the newest step of 30 s of which a code was taken
) STRICT, WITHOUT ROWID;

-- Codes for whoever lost everything else: HMAC-SHA256 under keys/sign-in.key.
CREATE TABLE recovery_code (
  person TEXT NOT NULL REFERENCES person (id),
  mark   BLOB NOT NULL,
  used   INTEGER,
  PRIMARY KEY (person, mark)
) STRICT, WITHOUT ROWID;

-- Public keys only: a stolen copy of this table signs nobody in.
CREATE TABLE passkey (
  credential BLOB PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,    -- names it on pages
  person     TEXT NOT NULL REFERENCES person (id),
  name       TEXT NOT NULL,
  site       TEXT NOT NULL,           -- the name of the server that it was made for
  data       BLOB NOT NULL,           -- attested credential data, as the authenticator gave it
  counter    INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  used       INTEGER
) STRICT, WITHOUT ROWID;

-- Second factors that an administrator took away: whose they were is told.
CREATE TABLE factor_reset (
  person TEXT NOT NULL REFERENCES person (id),
  at     INTEGER NOT NULL,
  by     TEXT NOT NULL
) STRICT;
