/// Sealed reels, index, retention, playback, export.
@NullMarked
package org.vigie.recording;

import org.jspecify.annotations.NullMarked;
