@NullMarked
package org.vigie.app.log;

import org.jspecify.annotations.NullMarked;
