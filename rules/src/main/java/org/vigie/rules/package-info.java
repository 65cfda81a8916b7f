/// Pure: observations in, signals out.
@NullMarked
package org.vigie.rules;

import org.jspecify.annotations.NullMarked;
