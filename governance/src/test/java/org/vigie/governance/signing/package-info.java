@NullMarked
package org.vigie.governance.signing;

import org.jspecify.annotations.NullMarked;
