package org.vigie.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vigie.model.BlockMask;

/// Reads the block masks beside a reel. What cannot be read is left out: its pictures are then
/// masked whole.
final class MaskReader {

  private MaskReader() {}

  /// The masks whose parts meet the span, see [Micros].
  static List<BlockMask> read(Path path, byte[] key, byte[] headerHash, long from, long to)
      throws IOException {
    var masks = new ArrayList<BlockMask>();
    each(path, key, headerHash, (start, end) -> end >= from && start < to, masks::addAll);
    return masks;
  }

  /// Whether a part with masks from `start` to `end` is wanted.
  interface Wanted {
    boolean isWanted(long start, long end);
  }

  /// The masks of the wanted parts, part by part: a reel's may be more than fit into memory.
  static void each(
      Path path, byte[] key, byte[] headerHash, Wanted wanted, Consumer<List<BlockMask>> masks)
      throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var cipher = new ReelCipher();
      long at = 0;
      for (var part = ReelScan.part(file, at); part.isPresent(); part = ReelScan.part(file, at)) {
        var frame = part.get().frame();
        at += frame.wholeBytes();
        if (frame.kind() == PartFrame.MASKS
            && wanted.isWanted(frame.wallStart(), frame.wallEnd())) {
          masks.accept(MaskBytes.decode(cipher.open(key, frame, headerHash, part.get().bytes())));
        }
      }
    } catch (NoSuchFileException | Unreadable e) {
      // Said above: what cannot be read is left out.
    }
  }
}
