package org.vigie.recording;

import java.nio.file.Path;

/// What one volume is doing, for screens and measurements.
///
/// @param present whether the right disk is there
/// @param detail what a person must know, one plain sentence; empty when all is well
/// @param usedBytes footage on it, copies included
/// @param leftBytes that may still be written
/// @param bytesPerSecond that are being written, over the last ten minutes
public record VolumeState(
    String name,
    Path folder,
    boolean present,
    String detail,
    long usedBytes,
    long leftBytes,
    long bytesPerSecond) {}
