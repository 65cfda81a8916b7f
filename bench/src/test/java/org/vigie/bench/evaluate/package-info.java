@NullMarked
package org.vigie.bench.evaluate;

import org.jspecify.annotations.NullMarked;
