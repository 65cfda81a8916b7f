package org.vigie.recording;

import org.vigie.model.CameraId;

/// How far the second copy of a camera's footage has come.
///
/// @param volume the name of the volume that holds it
/// @param behindBytes footage that is on the first volume and not yet on this one
/// @param detail why it is behind, one plain sentence; empty while it follows
public record CopyState(CameraId camera, String volume, long behindBytes, String detail) {}
