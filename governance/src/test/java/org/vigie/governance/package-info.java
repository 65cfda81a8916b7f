@NullMarked
package org.vigie.governance;

import org.jspecify.annotations.NullMarked;
