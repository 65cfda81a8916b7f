@NullMarked
package org.vigie.governance.ledger;

import org.jspecify.annotations.NullMarked;
