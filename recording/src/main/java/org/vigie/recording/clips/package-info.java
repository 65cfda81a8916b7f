/// Masked clips of alerts, kept under keys of their own: design/clips.md.
@NullMarked
package org.vigie.recording.clips;

import org.jspecify.annotations.NullMarked;
