-- People whom the town's directory knows: who they are is the issuer and the subject, never a name or an address.
CREATE TABLE provider_person (
  person  TEXT PRIMARY KEY REFERENCES person (id),
  issuer  TEXT NOT NULL,
  subject TEXT NOT NULL,
  proved  INTEGER NOT NULL,           -- the newest sign-in at the provider that was taken: each is good once
  ended   INTEGER,                    -- since when an administrator keeps them out; null: they may come
  UNIQUE (issuer, subject)
) STRICT, WITHOUT ROWID;

-- Whether the provider asked for the second factor of this session.
ALTER TABLE session ADD COLUMN factor_done INTEGER NOT NULL DEFAULT 0;
