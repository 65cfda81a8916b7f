@NullMarked
package org.vigie.app.tell;

import org.jspecify.annotations.NullMarked;
