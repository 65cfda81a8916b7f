package org.vigie.recording;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.governance.keys.KeySource;
import org.vigie.governance.keys.SealedTo;

/// A reel that footage was handed over from, and how it was kept until then.
///
/// @param custodians the hash of the set that it is sealed to, in hexadecimal; empty where its key
///     lies on the machine
/// @param opened whether its review window had ended, so that custodians opened it
record HandedReel(SealedSlice slice, ReelRow row, Optional<String> custodians, boolean opened) {

  /// @param keys what is readable without custodians
  static HandedReel of(SealedSlice slice, UsedParts used, KeySource keys) throws IOException {
    var key = keys.find(used.row().reel());
    key.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    return new HandedReel(slice, used.row(), custodians(used), key.isEmpty());
  }

  private static Optional<String> custodians(UsedParts used) throws IOException {
    var envelope = Envelopes.read(used.path());
    if (envelope.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SealedTo.set(envelope.get()));
    } catch (IOException e) {
      throw new IOException("reel %s: %s".formatted(used.row().reel(), e.getMessage()), e);
    }
  }
}
