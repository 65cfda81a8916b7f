package org.vigie.model;

import java.time.Duration;
import java.time.Instant;

/// The beginning of a run: an unbroken stretch of one stream in one format.
///
/// @param wall when its first picture was taken
/// @param uncertainty how far `wall` may be off, either way
public record RunStart(
    CameraId camera, StreamKind stream, VideoFormat format, Instant wall, Duration uncertainty) {}
