package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;

/// Makes the index again from what lies on disk: reels and journal, without any key.
public final class Reindex {

  private Reindex() {}

  /// What was found.
  public record Result(int reels, int gaps, int deletions, int unreadable) {}

  /// Replaces the index of a volume. No recorder may have the volume open.
  ///
  /// @throws IOException with a plain message if the volume is in use, or disk or index fail
  public static Result run(Path footage, Path index) throws IOException {
    throw new UnsupportedOperationException("next slice");
  }
}
