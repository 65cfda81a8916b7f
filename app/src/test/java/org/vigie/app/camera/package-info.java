/// Cameras that speak ONVIF, found, added and compared.
@NullMarked
package org.vigie.app.camera;

import org.jspecify.annotations.NullMarked;
