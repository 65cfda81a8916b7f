package org.vigie.recording;

import java.util.Optional;

/// Where the configuration wants a camera's footage.
///
/// @param volume the name of its volume; absent: the recorder spreads such cameras by free space
/// @param copyTo the name of the volume that holds a second copy; absent: none
public record CameraPlace(Optional<String> volume, Optional<String> copyTo) {}
