/// What other systems say of places: shown to people as said from outside, and used for nothing
/// else. See design/outside.md.
@NullMarked
package org.vigie.desk.outside;

import org.jspecify.annotations.NullMarked;
