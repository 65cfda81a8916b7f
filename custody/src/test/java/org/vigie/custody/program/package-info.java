@NullMarked
package org.vigie.custody.program;

import org.jspecify.annotations.NullMarked;
