/// The shift log on paper: what it says as text that can be checked, and as pages to sign.
@NullMarked
package org.vigie.server.log;

import org.jspecify.annotations.NullMarked;
