package org.vigie.governance.source;

import java.time.Duration;
import org.vigie.model.CameraId;
import org.vigie.model.SourceKind;

/// A source of the configuration that films only while it is open.
///
/// @param longest for how long it may be opened at once
/// @param streams whether it has a stream; else it is there for files alone, and nobody opens it
public record TimedSource(CameraId camera, SourceKind kind, Duration longest, boolean streams) {}
