/// Fuzz targets of this package's parsers: here, because not all of them are public.
@NullMarked
package org.vigie.custody;

import org.jspecify.annotations.NullMarked;
