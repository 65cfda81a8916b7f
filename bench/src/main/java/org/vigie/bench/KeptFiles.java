package org.vigie.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What lay in a data folder at one moment, so that it can be said later whether it still does:
/// every byte of footage and every signed entry of the ledger. Footage grows at its end and changes
/// nowhere else.
///
/// @param checkpoint a copy of the ledger's, for `vigie verify ledger --seen`
record KeptFiles(List<Kept> footage, Path checkpoint) {

  /// The beginning of one file.
  private record Kept(Path file, long bytes, byte[] hash) {}

  KeptFiles {
    footage = List.copyOf(footage);
  }

  /// @param checkpoint where the copy goes
  static KeptFiles of(Path data, Path checkpoint) throws IOException {
    var kept = new ArrayList<Kept>();
    try (var files = Files.walk(data.resolve("footage"))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        long bytes = Files.size(file);
        kept.add(new Kept(file, bytes, hash(file, bytes)));
      }
    }
    Files.copy(data.resolve("keys/ledger.checkpoint"), checkpoint);
    return new KeptFiles(kept, checkpoint);
  }

  /// What of the footage is not there any more as it was, one line each.
  List<String> missing() throws IOException {
    var missing = new ArrayList<String>();
    for (var one : footage) {
      if (!Files.exists(one.file())) {
        missing.add(one.file() + " is gone");
      } else if (Files.size(one.file()) < one.bytes()
          || !Arrays.equals(hash(one.file(), one.bytes()), one.hash())) {
        missing.add(one.file() + " is not what it was");
      }
    }
    return missing;
  }

  private static byte[] hash(Path file, long bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
