package org.vigie.media.rtp;

/// Makes the time line of decoding of a stream whose timestamps say when pictures are shown.
///
/// Where pictures come in the order in which they are shown, the two are the same. Where they do
/// not (B-frames), each picture is decoded when the one is shown that stands `depth` places before
/// it in the order of showing: so ticks always rise, last as long as pictures do, and no picture is
/// decoded after it is shown. How many pictures may be overtaken the parameters say, or the stream
/// itself does. Used by one thread.
final class DecodeOrder {

  /// No codec may keep more pictures back.
  static final int MOST_DEPTH = 16;

  /// Sorted: when the pictures are shown whose place is not yet somebody's time of decoding.
  private final long[] waiting = new long[MOST_DEPTH + 1];

  /// When the last pictures are shown, in a ring.
  private final long[] recent = new long[MOST_DEPTH];

  private int depth;
  private int count;
  private int seen;
  private long highest;
  private boolean begun;
  private long last;

  /// A run begins: what was overtaken before it is over.
  ///
  /// @param said the depth that the parameters give; less than 0 if they do not
  void begin(int said) {
    depth = Math.clamp(said, 0, MOST_DEPTH);
    forget();
  }

  /// The pictures to come have nothing to do with those before, though ticks still rise.
  void forget() {
    count = 0;
    seen = 0;
  }

  /// Whether a picture is shown before one that came before it.
  boolean isBack(long shown) {
    return seen > 0 && shown < highest;
  }

  /// Whether pictures are decoded in another order than they are shown.
  boolean isOutOfOrder() {
    return depth > 0;
  }

  /// The ticks at which the next picture is decoded.
  ///
  /// @param reordered whether the picture really is sent after one that is shown later; else a step
  ///     back is only the camera's unsteady clock
  long next(long shown, boolean reordered) {
    if (reordered) {
      depth = Math.max(depth, overtaken(shown));
    }
    boolean first = seen == 0;
    recent[seen++ % MOST_DEPTH] = shown;
    highest = first ? shown : Math.max(highest, shown);
    long place = depth == 0 ? shown : place(shown, first);
    last = begun ? Math.max(last + 1, place) : place;
    begun = true;
    return last;
  }

  private long place(long shown, boolean first) {
    int at = count++;
    while (at > 0 && waiting[at - 1] > shown) {
      waiting[at] = waiting[at - 1];
      at--;
    }
    waiting[at] = shown;
    if (count <= depth) {
      return first ? shown - depth : last + 1;
    }
    long earliest = waiting[0];
    System.arraycopy(waiting, 1, waiting, 0, --count);
    return earliest;
  }

  private int overtaken(long shown) {
    int later = 0;
    for (int i = 0; i < Math.min(seen, MOST_DEPTH); i++) {
      later += recent[i] > shown ? 1 : 0;
    }
    return later;
  }
}
