/// The keys of the reels, on disk or until their review window ends, and of kept clips.
@NullMarked
package org.vigie.governance.keys;

import org.jspecify.annotations.NullMarked;
