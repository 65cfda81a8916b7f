@NullMarked
package org.vigie.governance.keys;

import org.jspecify.annotations.NullMarked;
