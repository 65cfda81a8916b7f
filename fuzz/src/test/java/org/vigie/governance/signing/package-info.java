/// Fuzz targets of this package's parsers: here, because these are not public.
@NullMarked
package org.vigie.governance.signing;

import org.jspecify.annotations.NullMarked;
