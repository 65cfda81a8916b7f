package org.vigie.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Footage that was copied out of Vigie.
///
/// @param files one MP4 for each stretch in one format, nearly always one
/// @param pictures over all files
/// @param unreadableParts parts of the span that could not be read and are missing
/// @param uncertainty how far the dates of its pictures may be off, either way
public record Export(List<File> files, long pictures, int unreadableParts, Duration uncertainty) {

  public Export {
    files = List.copyOf(files);
  }

  /// One file.
  ///
  /// @param first when its first picture was taken: the key frame at or before the span's beginning
  /// @param sha256 of the whole file, in lower-case hexadecimal; also in the ledger
  public record File(Path path, Instant first, long pictures, long bytes, String sha256) {}
}
