/// Starts, feeds and supervises the native processes.
@NullMarked
package org.vigie.sight;

import org.jspecify.annotations.NullMarked;
