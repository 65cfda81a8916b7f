package org.vigie.sight;

/// What has become of one masked stream, and what its burner costs.
///
/// @param received units that the camera sent
/// @param burned pictures painted over and handed on
/// @param lost units that were let go: the burner was slow, or not there, or could not decode them
/// @param restarts how often a burner was started again
/// @param millisPerPicture processor time of one picture; 0 before the first
/// @param corePercent processor time of the burner's process, in percent of one core, over the last
///     seconds
public record BurnCounts(
    long received,
    long burned,
    long lost,
    long restarts,
    double millisPerPicture,
    double corePercent) {}
