-- Links that somebody else had made for an account that was there already: its owner is told.
CREATE TABLE link_made (
  person TEXT NOT NULL REFERENCES person (id),
  at     INTEGER NOT NULL,
  by     TEXT NOT NULL,               -- pseudonymous staff id
  used   INTEGER
) STRICT;
