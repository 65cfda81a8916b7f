@NullMarked
package org.vigie.governance.source;

import org.jspecify.annotations.NullMarked;
