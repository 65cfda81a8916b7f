/// Fragmented MP4: the writer that recording and live view share, and its reader.
@NullMarked
package org.vigie.media.mp4;

import org.jspecify.annotations.NullMarked;
