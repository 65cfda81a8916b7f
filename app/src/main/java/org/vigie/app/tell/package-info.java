/// The town's receivers of alarms: their configuration, what they hear of, and `vigie tell`.
@NullMarked
package org.vigie.app.tell;

import org.jspecify.annotations.NullMarked;
