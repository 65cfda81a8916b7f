/// Static privacy masks: what the configuration says, what people have drawn on top of it, and what
/// is in force.
@NullMarked
package org.vigie.desk.masks;

import org.jspecify.annotations.NullMarked;
