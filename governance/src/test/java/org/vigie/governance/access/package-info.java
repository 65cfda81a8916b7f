@NullMarked
package org.vigie.governance.access;

import org.jspecify.annotations.NullMarked;
