@NullMarked
package org.vigie.media.rtsp;

import org.jspecify.annotations.NullMarked;
