@NullMarked
package org.vigie.tell;

import org.jspecify.annotations.NullMarked;
