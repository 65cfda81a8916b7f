/// What cameras answer over ONVIF, as an enemy would.
@NullMarked
package org.vigie.onvif;

import org.jspecify.annotations.NullMarked;
