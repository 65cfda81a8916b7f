@org.jspecify.annotations.NullMarked
package org.vigie.bench.mask;
