/// What lies on the town's map besides its cameras: files that the town itself has laid there.
@NullMarked
package org.vigie.server.map;

import org.jspecify.annotations.NullMarked;
