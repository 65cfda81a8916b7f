/// Watching the watchers (R46): what is unusual in how people look at footage, folded from the
/// ledger's own entries, for the data-protection officer.
@NullMarked
package org.vigie.governance.viewing;

import org.jspecify.annotations.NullMarked;
