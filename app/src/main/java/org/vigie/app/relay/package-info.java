/// The streams that partners take, as the configuration declares them.
@NullMarked
package org.vigie.app.relay;

import org.jspecify.annotations.NullMarked;
