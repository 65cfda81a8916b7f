/// What the eye makes of pictures: background, blobs, tracks, masks. Pure Java: pictures and
/// instants in, observations out; no native code, no clock, no thread.
@NullMarked
package org.vigie.eye.scene;

import org.jspecify.annotations.NullMarked;
