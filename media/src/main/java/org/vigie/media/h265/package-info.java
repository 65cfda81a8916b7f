/// The little of H.265 that must be understood to carry it without decoding it.
@NullMarked
package org.vigie.media.h265;

import org.jspecify.annotations.NullMarked;
