/// The native programs: eye and encode.
@NullMarked
package org.vigie.eye;

import org.jspecify.annotations.NullMarked;
