package org.vigie.recording.clips;

import java.time.Duration;
import org.vigie.model.Span;

/// A film of one unbroken stretch of footage as it was recorded, for whoever holds a lift. Its
/// pictures are the camera's own, bit for bit.
///
/// @param mp4 fragmented MP4
/// @param shown from when its first picture was taken until its last one ended
/// @param uncertainty how far its dates may be off, either way
public record ClearFilm(byte[] mp4, Span shown, Duration uncertainty) {}
