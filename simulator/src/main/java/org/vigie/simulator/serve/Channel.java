package org.vigie.simulator.serve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stream that clients can ask for: a clip that runs for ever since the server's epoch, as a
/// live camera does, whether or not anybody looks.
///
/// Used by the server's thread, apart from being made.
public final class Channel {

  private static final long NANOS = 1_000_000_000L;

  private final String path;
  private final Clip clip;
  private final Clip calm;
  private final @Nullable Programme programme;
  private final long phasePictures;
  private final long offsetNanos;
  private final List<Client> viewers = new ArrayList<>();
  private long next;
  private long dueNanos;

  /// A stream whose loop began with the epoch.
  public Channel(String path, Clip clip) {
    this(path, clip, 0, 0);
  }

  /// A stream that is `phasePictures` ahead in its loop and whose pictures come `offsetNanos` after
  /// the ticks of its rate, so that many cameras do not all send at one instant.
  public Channel(String path, Clip clip, long phasePictures, long offsetNanos) {
    this(path, clip, clip, null, phasePictures, offsetNanos);
  }

  /// A stream that shows its events in the turns of a programme only.
  ///
  /// @param calm the same loop without them, coded alike
  public Channel(String path, Clip clip, Clip calm, Programme programme, long phasePictures) {
    this(path, clip, calm, programme, phasePictures, 0);
  }

  private Channel(
      String path,
      Clip clip,
      Clip calm,
      @Nullable Programme programme,
      long phasePictures,
      long offsetNanos) {
    if (calm.length() != clip.length() || calm.rate() != clip.rate()) {
      throw new IllegalArgumentException(path + ": the calm loop is not as long as the other");
    }
    this.path = path;
    this.clip = clip;
    this.calm = calm;
    this.programme = programme;
    this.phasePictures = phasePictures;
    this.offsetNanos = offsetNanos;
  }

  public String path() {
    return path;
  }

  public Clip clip() {
    return clip;
  }

  /// The one that shows a picture.
  Clip clip(long picture) {
    if (programme == null) {
      return clip;
    }
    long seam = (long) programme.seamS() * clip.rate();
    long turn = Math.floorDiv(picture + phasePictures - seam, (long) clip.length());
    return programme.plays(turn) ? clip : calm;
  }

  /// The bytes of its largest picture.
  int mostBytes() {
    return Math.max(clip.mostBytes(), calm.mostBytes());
  }

  List<Client> viewers() {
    return viewers;
  }

  /// The number, since the epoch, of the picture to be sent next.
  long next() {
    return next;
  }

  /// When it is to be sent, in nanoseconds since the epoch.
  long dueNanos() {
    return dueNanos;
  }

  int loopIndex(long picture) {
    return (int) Math.floorMod(picture + phasePictures, (long) clip.length());
  }

  /// The first picture that is not yet due becomes the next one.
  void catchUp(long nowNanos) {
    long ticks = Math.max(0, nowNanos - offsetNanos) * clip.rate();
    goTo(Math.ceilDiv(ticks, NANOS));
  }

  void advance() {
    goTo(next + 1);
  }

  /// The next key picture at or after the next one.
  long nextKey() {
    long picture = next;
    while (!clip.key(loopIndex(picture))) {
      picture++;
    }
    return picture;
  }

  private void goTo(long picture) {
    next = picture;
    dueNanos = picture * NANOS / clip.rate() + offsetNanos;
  }
}
