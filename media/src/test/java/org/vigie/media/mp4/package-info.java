@NullMarked
package org.vigie.media.mp4;

import org.jspecify.annotations.NullMarked;
