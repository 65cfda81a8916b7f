-- Visits of a maintainer from outside: each has a guest of its own, who has no password.
CREATE TABLE visit (
  id           TEXT PRIMARY KEY,         -- names it, and its record visits/ID.jsonl; no secret
  person       TEXT NOT NULL UNIQUE REFERENCES person (id),
  organisation TEXT NOT NULL,
  name         TEXT NOT NULL,            -- as the town writes it; emptied with the record
  reference    TEXT NOT NULL,            -- of the contract or the ticket
  by           TEXT NOT NULL,            -- who opened it
  companion    TEXT NOT NULL,            -- who accompanies it; may be who opened it
  opened       INTEGER NOT NULL,
  until        INTEGER NOT NULL,
  confirmed    INTEGER,
  began        INTEGER,
  ended        INTEGER,
  why          TEXT,                     -- it ended
  ended_by     TEXT,
  requests     INTEGER NOT NULL DEFAULT 0,
  bytes        INTEGER NOT NULL DEFAULT 0,
  sha256       TEXT                      -- of its record, once that is closed
) STRICT;
