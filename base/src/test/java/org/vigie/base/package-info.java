@NullMarked
package org.vigie.base;

import org.jspecify.annotations.NullMarked;
