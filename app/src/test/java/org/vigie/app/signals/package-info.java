@NullMarked
package org.vigie.app.signals;

import org.jspecify.annotations.NullMarked;
