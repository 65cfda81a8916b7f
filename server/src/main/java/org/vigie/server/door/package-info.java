/// The door: who may come in. Accounts, passwords, sessions and one-time links, kept in users.db;
/// beside them, because they are the town's too and are backed up with it, the layouts of the wall.
@NullMarked
package org.vigie.server.door;

import org.jspecify.annotations.NullMarked;
