/// Finds cameras, asks them what they are, and moves them: ONVIF over SOAP. [Onvif] is the way in.
///
/// What a camera makes of its pictures by itself, and what it hears, is neither asked for nor kept.
@NullMarked
package org.vigie.onvif;

import org.jspecify.annotations.NullMarked;
