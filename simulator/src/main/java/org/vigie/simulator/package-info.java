/// Scripted street scenes served as RTSP cameras, with ground truth.
@NullMarked
package org.vigie.simulator;

import org.jspecify.annotations.NullMarked;
