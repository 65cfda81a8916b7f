/// Cameras of a town asked over ONVIF: found, written into the configuration, compared with it.
@NullMarked
package org.vigie.app.camera;

import org.jspecify.annotations.NullMarked;
