/// Checks footage on disk, written from design/reels.md alone: nothing here is shared with what
/// writes it.
@NullMarked
package org.vigie.verify.footage;

import org.jspecify.annotations.NullMarked;
