@NullMarked
package org.vigie.server.handover;

import org.jspecify.annotations.NullMarked;
