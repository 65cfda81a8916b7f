package org.vigie.app.signals;

import java.util.Optional;
import org.vigie.desk.outside.OutsideSource;
import org.vigie.model.CameraId;

/// A contact that is wired to a camera of the town.
///
/// @param input its name in the camera
/// @param text what people read; absent: the input's name
record WiredInput(OutsideSource source, CameraId camera, String input, Optional<String> text) {}
