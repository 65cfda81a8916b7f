/// RTP and RTCP: packets in, access units out.
@NullMarked
package org.vigie.media.rtp;

import org.jspecify.annotations.NullMarked;
