package org.vigie.recording;

/// A part on its way to the disk.
///
/// @param buffer holds frame, ciphertext and hash; given back when flushed
/// @param at where they begin in it
/// @param length how much of it they take
record SealedPart(OpenReel reel, PartFrame frame, byte[] hash, byte[] buffer, int at, int length) {}
