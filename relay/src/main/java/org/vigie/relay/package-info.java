/// Gives partners the pictures of cameras over RTSP: masked ones under an agreement, clear ones
/// while a person has opened that camera to them. See design/relay.md.
@NullMarked
package org.vigie.relay;

import org.jspecify.annotations.NullMarked;
