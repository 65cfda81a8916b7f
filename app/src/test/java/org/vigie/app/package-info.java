@NullMarked
package org.vigie.app;

import org.jspecify.annotations.NullMarked;
