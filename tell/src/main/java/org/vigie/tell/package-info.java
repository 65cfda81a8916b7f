/// Tells receivers outside the machine of alarms and confirmed alerts: the only code that does. It
/// sees no picture and no person: what it may say is [org.vigie.tell.News].
@NullMarked
package org.vigie.tell;

import org.jspecify.annotations.NullMarked;
