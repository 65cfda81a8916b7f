/// What this machine's wall clock does, and what follows from it.
@NullMarked
package org.vigie.governance.time;

import org.jspecify.annotations.NullMarked;
