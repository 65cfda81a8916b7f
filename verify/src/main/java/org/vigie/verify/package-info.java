/// Independent checker of ledgers, exports and deletion proofs; depends on nothing of ours.
@NullMarked
package org.vigie.verify;

import org.jspecify.annotations.NullMarked;
