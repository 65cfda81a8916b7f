@NullMarked
package org.vigie.media.h264;

import org.jspecify.annotations.NullMarked;
