/// Who outside may say something of cameras, as the configuration names them.
@NullMarked
package org.vigie.app.signals;

import org.jspecify.annotations.NullMarked;
