@NullMarked
package org.vigie.server;

import org.jspecify.annotations.NullMarked;
