/// The keys of the reels: one file each, destroyed with the reel.
@NullMarked
package org.vigie.governance.keys;

import org.jspecify.annotations.NullMarked;
