@NullMarked
package org.vigie.server.door;

import org.jspecify.annotations.NullMarked;
