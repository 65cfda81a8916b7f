@NullMarked
package org.vigie.relay;

import org.jspecify.annotations.NullMarked;
