package org.vigie.recording;

/// A part on its way to the disk.
///
/// @param buffer frame, ciphertext and hash; given back when flushed
/// @param length how much of it
record SealedPart(OpenReel reel, PartFrame frame, byte[] hash, byte[] buffer, int length) {}
