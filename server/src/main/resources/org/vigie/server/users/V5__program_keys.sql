-- Keys of programs that read the API: each has a person of its own, with a habilitation, who cannot sign in.
CREATE TABLE program_key (
  hash    BLOB PRIMARY KEY,           -- SHA-256 of what the program shows
  id      TEXT NOT NULL UNIQUE,       -- names it; no secret
  person  TEXT NOT NULL UNIQUE REFERENCES person (id),
  by      TEXT NOT NULL,              -- who made it
  made    INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used    INTEGER,                    -- to the minute
  ended   INTEGER
) STRICT, WITHOUT ROWID;
