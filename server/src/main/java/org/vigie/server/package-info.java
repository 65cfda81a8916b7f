/// HTTP and WebSocket API, sign-in, live view.
@NullMarked
package org.vigie.server;

import org.jspecify.annotations.NullMarked;
