/// Acts, legal profiles, habilitations, permits, keys; and the ledger.
@NullMarked
package org.vigie.governance;

import org.jspecify.annotations.NullMarked;
