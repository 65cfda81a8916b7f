/// The right of access: requests of people who were filmed, and what became of them.
@NullMarked
package org.vigie.governance.access;

import org.jspecify.annotations.NullMarked;
