/// Tests of what the witness does by itself, without a ledger.
@NullMarked
package org.vigie.verify.witness;

import org.jspecify.annotations.NullMarked;
