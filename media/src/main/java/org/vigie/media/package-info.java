/// RTSP client, RTP depacketising and MP4 fragments, in pure Java.
@NullMarked
package org.vigie.media;

import org.jspecify.annotations.NullMarked;
