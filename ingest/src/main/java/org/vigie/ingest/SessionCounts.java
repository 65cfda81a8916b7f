package org.vigie.ingest;

import java.time.Duration;
import java.util.Optional;

/// What a camera session has counted since it was started.
///
/// @param accessUnits complete pictures handed to sinks
/// @param bytes of those pictures
/// @param runs how many runs have begun
/// @param lostPackets RTP packets whose numbers were missed
/// @param strayPackets RTP packets of another source (SSRC), late or repeated
/// @param droppedPictures pictures not handed on: incomplete, or no longer decodable because of
///     such, or before the first key frame
/// @param sinkFailures exceptions thrown by sinks
/// @param cameraClock how far the camera's own clock is ahead of this machine's, by its last RTCP
///     sender report; evidence only, no picture is dated by it
public record SessionCounts(
    long accessUnits,
    long bytes,
    long runs,
    long lostPackets,
    long strayPackets,
    long droppedPictures,
    long sinkFailures,
    Optional<Duration> cameraClock) {}
