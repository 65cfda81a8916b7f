/// The machine that Vigie runs on, and the programs beside it, as people see them.
@NullMarked
package org.vigie.server.machine;

import org.jspecify.annotations.NullMarked;
