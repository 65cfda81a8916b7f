/// An RTSP 1.0 client over interleaved TCP.
@NullMarked
package org.vigie.media.rtsp;

import org.jspecify.annotations.NullMarked;
