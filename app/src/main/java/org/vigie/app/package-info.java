/// Wiring, configuration and the vigie command.
@NullMarked
package org.vigie.app;

import org.jspecify.annotations.NullMarked;
