/// The door: who may come in. Accounts, passwords, sessions and one-time links, kept in users.db.
@NullMarked
package org.vigie.server.door;

import org.jspecify.annotations.NullMarked;
