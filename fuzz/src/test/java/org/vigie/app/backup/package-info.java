/// Fuzz targets of this package's parsers: here, because these are not public.
@NullMarked
package org.vigie.app.backup;

import org.jspecify.annotations.NullMarked;
