/// Clips cut into RTP packets once, and the RTSP server that sends them to any number of clients.
@NullMarked
package org.vigie.simulator.serve;

import org.jspecify.annotations.NullMarked;
