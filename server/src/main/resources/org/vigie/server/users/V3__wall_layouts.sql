-- Named layouts of the wall: which camera stands in which tile. The town's, whoever made them.
CREATE TABLE wall_layout (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE COLLATE NOCASE,
  shape   TEXT NOT NULL,
  tiles   TEXT NOT NULL,               -- ids of cameras between commas, in the order of the shape's tiles; empty: none there
  by      TEXT NOT NULL,               -- pseudonymous staff id of whoever changed it last
  changed INTEGER NOT NULL
) STRICT;
