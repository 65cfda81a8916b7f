package org.vigie.eye;

import java.util.ArrayDeque;
import java.util.Deque;
import org.vigie.model.BlockMask;

/// The masked live pictures of one camera, while somebody watches.
///
/// Every picture waits for the next analysis after it, and is masked where that or the one up to it
/// says: what moves between two analyses is never shown clear, nor whoever shows too little of
/// themselves to be found in the first picture that they are in.
final class MaskedView implements AutoCloseable {

  /// Analyses are a tenth of a second apart; more than this waiting means that something is wrong.
  private static final int MOST_WAITING = 30;

  private record Waiting(I420 copy, long ticks) {}

  private final MaskedStream stream;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  MaskedView(MaskedStream stream) {
    this.stream = stream;
  }

  void add(Picture picture, long ticks) throws NativeFailure {
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    waiting.add(new Waiting(stream.copy(picture), ticks));
  }

  /// The picture added last has been analysed: everything before it can be shown.
  void analysed(BlockMask before, BlockMask now, int rate) throws NativeFailure {
    var either = Masks.union(before, now);
    while (waiting.size() > 1) {
      var next = waiting.removeFirst();
      stream.code(next.copy, either, next.ticks, rate);
    }
  }

  @Override
  public void close() {
    waiting.clear();
    stream.close();
  }
}
