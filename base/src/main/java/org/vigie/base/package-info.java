/// Clocks, ids, bounded hand-off with counted loss, closing, supervision, positioned documents.
@NullMarked
package org.vigie.base;

import org.jspecify.annotations.NullMarked;
