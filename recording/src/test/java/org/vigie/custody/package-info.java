@NullMarked
package org.vigie.custody;

import org.jspecify.annotations.NullMarked;
