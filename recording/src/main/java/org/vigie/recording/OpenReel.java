package org.vigie.recording;

import java.time.Duration;
import java.time.Instant;
import org.vigie.base.RandomIds;
import org.vigie.governance.RecordingAct;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.RunStart;
import org.vigie.model.VideoFormat;

/// A reel being recorded, as the camera's session sees it. The session asks for it and gathers
/// pictures; a flusher makes the file and says so through [#isReady] or [#hasFailed]; from then on
/// the session seals parts with what the flusher has put here.
final class OpenReel {

  private enum State {
    OPENING,
    READY,
    FAILED
  }

  final CameraId camera;
  final String id = RandomIds.hex(16);
  final RecordingAct act;
  final VideoFormat format;
  final Duration uncertainty;
  final Instant start;
  final long firstTicks;
  private volatile State state = State.OPENING;

  /// Set before the reel is ready, then read only.
  private byte[] key = {};

  private byte[] headerHash = {};

  /// The end of the chain of sealed parts; owned by whoever seals.
  private int number = 1;

  private byte[] previous = {};

  OpenReel(RunStart run, RecordingAct act, AccessUnit first) {
    this.camera = run.camera();
    this.act = act;
    this.format = run.format();
    this.uncertainty = run.uncertainty();
    this.start = Micros.instant(Micros.of(first.wall()));
    this.firstTicks = first.ticks();
  }

  /// Whether a picture of that instant belongs to the next reel: the hour is over, or footage of
  /// this one already reaches its limit or the end of its review window.
  boolean endsBefore(Instant wall) {
    long micros = Micros.of(wall);
    long hour = Math.floorDiv(Micros.of(start), Micros.PER_HOUR);
    return micros >= (hour + 1) * Micros.PER_HOUR
        || micros >= Micros.of(start) + Micros.of(act.retention())
        || micros >= Micros.of(start) + Micros.of(act.reviewWindow());
  }

  void ready(byte[] key, byte[] headerHash, byte[] initHash) {
    this.key = key;
    this.headerHash = headerHash;
    this.previous = initHash;
    state = State.READY;
  }

  void failed() {
    state = State.FAILED;
  }

  boolean isReady() {
    return state == State.READY;
  }

  boolean hasFailed() {
    return state == State.FAILED;
  }

  byte[] key() {
    return key;
  }

  byte[] headerHash() {
    return headerHash;
  }

  int number() {
    return number;
  }

  byte[] previous() {
    return previous;
  }

  void sealed(byte[] hash) {
    number++;
    previous = hash;
  }
}
