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

  /// Key pictures of a source are seldom nearer to one another; those of one that has them more
  /// often are passed over.
  private static final long KEY_STEP = 9 * 90_000 / 10;

  private record Waiting(I420 copy, long ticks, boolean key) {}

  private final MaskedStream stream;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long lastKept = Long.MIN_VALUE;

  MaskedView(MaskedStream stream) {
    this.stream = stream;
  }

  /// @param keysOnly one picture a second is wanted, each as a key picture: others are passed over
  void add(Picture picture, long ticks, boolean keysOnly) throws NativeFailure {
    long since = ticks - lastKept;
    if (keysOnly && since >= 0 && since < KEY_STEP) {
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    lastKept = ticks;
    waiting.add(new Waiting(stream.copy(picture), ticks, keysOnly));
  }

  /// The picture shown at `ticks` has been analysed: everything added before it can be shown.
  void analysed(long ticks, BlockMask before, BlockMask now, int rate) throws NativeFailure {
    var either = Masks.union(before, now);
    while (!waiting.isEmpty() && waiting.peekFirst().ticks != ticks) {
      var next = waiting.removeFirst();
      stream.code(next.copy, either, next.ticks, rate, next.key);
    }
  }

  @Override
  public void close() {
    waiting.clear();
    lastKept = Long.MIN_VALUE;
    stream.close();
  }
}
