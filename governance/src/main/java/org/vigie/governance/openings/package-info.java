/// Custodians of a town, and what they open: requests, approvals, keys until the end, all of it in
/// the ledger.
@NullMarked
package org.vigie.governance.openings;

import org.jspecify.annotations.NullMarked;
