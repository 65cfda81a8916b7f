@NullMarked
package org.vigie.recording.clips;

import org.jspecify.annotations.NullMarked;
