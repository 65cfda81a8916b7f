package org.vigie.recording;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of sealed or gathered parts wait for the disks, bounded for each camera and for
/// all of them together: the memory that they wait in is one.
///
/// While all together are within their bound a camera may use its own. Beyond it a camera may have
/// no more waiting than its equal part: so the cameras of a disk that hangs stop first, and those
/// of the others, of which little waits, record on. Safe for any thread.
final class Backlog {

  private final long mostOfOne;
  private final long mostOfAll;
  private final AtomicLong all = new AtomicLong();
  private final AtomicInteger cameras = new AtomicInteger();

  Backlog(long mostOfOne, long mostOfAll) {
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
  }

  /// Of one more camera.
  Share share() {
    cameras.incrementAndGet();
    return new Share();
  }

  private long equalPart() {
    return mostOfAll / Math.max(1, cameras.get());
  }

  final class Share {

    private final AtomicLong own = new AtomicLong();

    /// @param bytes that wait from now on; negative for those that no longer do
    void add(long bytes) {
      own.addAndGet(bytes);
      all.addAndGet(bytes);
    }

    long bytes() {
      return own.get();
    }

    /// Whether `more` bytes would be too many.
    boolean isFullWith(long more) {
      long would = own.get() + more;
      return would > mostOfOne || (all.get() + more > mostOfAll && would > equalPart());
    }

    /// Whether, after it was full, enough is written that it is worth beginning again.
    boolean hasRoomAgain() {
      return own.get() <= mostOfOne / 2
          && (all.get() <= mostOfAll / 4 * 3 || own.get() <= equalPart() / 2);
    }
  }
}
