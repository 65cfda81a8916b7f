/// The little of H.264 that must be understood to carry it without decoding it.
@NullMarked
package org.vigie.media.h264;

import org.jspecify.annotations.NullMarked;
