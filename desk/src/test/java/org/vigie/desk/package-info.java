@NullMarked
package org.vigie.desk;

import org.jspecify.annotations.NullMarked;
