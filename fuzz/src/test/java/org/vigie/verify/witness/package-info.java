/// Fuzz targets of the witness.
@NullMarked
package org.vigie.verify.witness;

import org.jspecify.annotations.NullMarked;
