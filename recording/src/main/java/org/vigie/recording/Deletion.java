package org.vigie.recording;

/// What one round of retention did.
///
/// @param reels how many reels were destroyed: key, footage and masks
/// @param bytes how much disk that gave back
/// @param suspended the wall clock has jumped forward: nothing is deleted until somebody confirms
///     it, see [Recorder#confirmClock]
/// @param failed reels that could not be destroyed this time; the next round tries again
public record Deletion(int reels, long bytes, boolean suspended, int failed) {}
