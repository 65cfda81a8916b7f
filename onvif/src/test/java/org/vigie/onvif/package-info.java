/// Cameras made by hand that speak ONVIF, good and bad, and what is made of them.
@NullMarked
package org.vigie.onvif;

import org.jspecify.annotations.NullMarked;
