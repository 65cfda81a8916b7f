package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyRoomTest {

  @TempDir private Path dir;

  @Test
  void what_one_copy_was_promised_is_not_promised_to_another() throws IOException {
    // Once it fits, twice it does not.
    long bytes = Files.getFileStore(dir).getUsableSpace() / 100 * 60;
    var first = dir.resolve("first");
    var second = dir.resolve("second");
    try (var turn = CopyRoom.turn(first)) {
      CopyRoom.require(bytes, 1, first.resolve("case.part"));
      // It asks for its own again, as it goes on.
      CopyRoom.require(bytes, 1, first);
      assertThatThrownBy(() -> CopyRoom.require(bytes, 1, second))
          .isInstanceOf(CopyRoom.NoRoom.class);
    }
    CopyRoom.require(bytes, 1, second);
    // No turn, nothing kept.
    CopyRoom.require(bytes, 1, first);
  }
}
