package org.vigie.ingest;

import java.util.Optional;
import org.vigie.model.CameraClock;

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
/// @param clock what is known of the camera's clocks; empty until it has sent pictures for a while
public record SessionCounts(
    long accessUnits,
    long bytes,
    long runs,
    long lostPackets,
    long strayPackets,
    long droppedPictures,
    long sinkFailures,
    Optional<CameraClock> clock) {}
