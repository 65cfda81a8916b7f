@NullMarked
package org.vigie.governance.time;

import org.jspecify.annotations.NullMarked;
