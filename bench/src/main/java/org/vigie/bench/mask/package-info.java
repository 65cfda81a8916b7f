/// How much of the people in a picture the masks leave clear.
@NullMarked
package org.vigie.bench.mask;

import org.jspecify.annotations.NullMarked;
