@NullMarked
package org.vigie.governance.viewing;

import org.jspecify.annotations.NullMarked;
