@NullMarked
package org.vigie.verify;

import org.jspecify.annotations.NullMarked;
