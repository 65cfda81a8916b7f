package org.vigie.recording;

import java.nio.file.Path;
import java.util.List;

/// The parts of one reel that some footage came from.
///
/// @param path the file, of several the one read last
/// @param numbers rising, the init segment's 0 left out; at least one
record UsedParts(ReelRow row, Path path, List<Integer> numbers) {

  UsedParts {
    numbers = List.copyOf(numbers);
  }

  int first() {
    return numbers.getFirst();
  }

  int last() {
    return numbers.getLast();
  }
}
