/// The messages between host and eye.
@NullMarked
package org.vigie.link;

import org.jspecify.annotations.NullMarked;
