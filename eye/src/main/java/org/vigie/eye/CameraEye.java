package org.vigie.eye;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.scene.StageClock;
import org.vigie.link.Wire;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.Unit;
import org.vigie.model.SightTask;
import org.vigie.model.VideoFormat;

/// One camera's units: which of them are decoded, and when.
///
/// While nothing moves only key pictures are decoded; the others wait, and are decoded after all
/// when the next key picture shows that something has happened. No picture is decoded twice: each
/// key picture of a sleeping camera gets a decoder of its own, so that the one before it can still
/// go on from where it was; whichever is not needed any more is closed. One thread only.
final class CameraEye implements AutoCloseable {

  /// How many pictures of a camera were decoded and analysed for one unit, and whether the next one
  /// will be looked at only if it is a key picture.
  record Work(int decoded, int analysed, boolean asleep) {
    static final Work NONE = new Work(0, 0, false);
  }

  private static final int SECOND = 90_000;

  /// A camera with key pictures rarer than this is always decoded whole: masks must not grow older.
  private static final long RAREST_KEY = 2 * SECOND;

  private static final int MOST_HELD = 8 * 1024 * 1024;
  private static final int PATIENCE_WITH_DAMAGE = 50;

  private final int camera;
  private final Outbox out;
  private final VideoFormat format;
  private final CameraView view;
  private final List<Unit> held = new ArrayList<>();
  private final StageClock stages;
  private Decoder decoder;
  private int heldBytes;
  private boolean sleeping;
  private boolean needsKey = true;
  private long lastKeyTicks = Long.MIN_VALUE;
  private int damaged;

  private CameraEye(
      OpenCamera open, VideoFormat format, CameraView view, Outbox out, StageClock stages)
      throws NativeFailure {
    this.camera = open.getCamera();
    this.out = out;
    this.format = format;
    this.view = view;
    this.stages = stages;
    this.decoder = Decoder.open(format);
  }

  /// @param before the same camera before its run ended; closed already
  static CameraEye open(
      OpenCamera open,
      @Nullable CameraEye before,
      @Nullable SharedDetector detector,
      Outbox out,
      StageClock stages)
      throws IOException, NativeFailure {
    var looks =
        detector == null || open.getWhole()
            ? null
            : new CameraLooks(open.getCamera(), detector, out);
    var view = new CameraView(open, before == null ? null : before.view, looks, out, stages);
    return new CameraEye(open, Wire.format(open.getFormat()), view, out, stages);
  }

  void task(SightTask task) {
    view.task(task);
  }

  /// Which of the views of a camera that turns its next picture shows.
  void looksAt(int number) throws IOException {
    if (view.isOther(number)) {
      view.begin();
      wake();
      view.looksAt(number);
    }
  }

  void watched(Watching wanted) {
    view.watched(wanted);
  }

  /// Deals with the camera's next unit.
  Work unit(Unit unit) throws IOException {
    view.begin();
    if (view.isWhole()) {
      return cover(unit);
    }
    needsKey |= unit.getAfterLoss();
    if (unit.getKey()) {
      needsKey = false;
    }
    if (!needsKey) {
      view.noteTimes(unit);
      if (sleeping) {
        doze(unit);
      } else {
        decode(decoder, unit, view::judge);
      }
      fallAsleepOrStay(unit);
    }
    return new Work(view.decoded(), view.analysed(), sleeping);
  }

  /// A camera that may not be looked at: decoded while somebody watches, and covered.
  private Work cover(Unit unit) throws IOException {
    needsKey |= unit.getAfterLoss() || !view.isWatched();
    if (unit.getKey()) {
      needsKey = false;
    }
    if (view.isWatched() && !needsKey) {
      view.noteTimes(unit);
      decode(decoder, unit, view::cover);
    }
    return new Work(view.decoded(), 0, !view.isWatchedWhole());
  }

  /// A sleeping camera: looks at key pictures only, keeps the others.
  private void doze(Unit unit) throws IOException {
    if (unit.getKey()) {
      lookAt(unit);
      return;
    }
    hold(unit);
    if (view.isWatchedWhole()
        || heldBytes > MOST_HELD
        || unit.getTicks() - lastKeyTicks > RAREST_KEY) {
      wake();
    }
  }

  /// Decodes a key picture ahead of those that were kept; they come first if it shows anything new.
  private void lookAt(Unit key) throws IOException {
    Decoder ahead;
    try {
      ahead = Decoder.open(format);
    } catch (NativeFailure e) {
      out.trouble(camera, e.sentence());
      return;
    }
    var gate = new Gate();
    // It is looked at in half its size or less, and usually nothing is decoded from it.
    ahead.smooth(false);
    decode(ahead, key, gate);
    ahead.smooth(true);
    boolean complete = gate.seen;
    if (!complete) {
      // It is held back because others may be shown before it; or damaged.
      drain(ahead, gate);
    }
    if (!gate.seen) {
      // Better awake than blind.
      wakeBefore();
    }
    held.clear();
    heldBytes = 0;
    decoder.close();
    decoder = ahead;
    if (!complete && sleeping) {
      // Drained, a decoder knows nothing any more: the one case of decoding a picture again.
      hold(key);
    } else if (!complete) {
      decode(decoder, key, (picture, ticks) -> {});
    }
  }

  /// Looks whether anything differs, and analyses the picture if nothing does.
  private final class Gate implements Decoder.Sink {

    private boolean seen;

    @Override
    public void decoded(Picture picture, long ticks) throws NativeFailure, IOException {
      seen = true;
      if (sleeping && (view.isWatchedWhole() || view.differs(picture, ticks))) {
        wakeBefore();
      }
      view.judge(picture, ticks);
    }
  }

  private void hold(Unit unit) {
    held.add(unit);
    heldBytes += unit.getBytes().size();
  }

  /// Decodes what was kept: nothing between two key pictures is missed.
  private void wake() throws IOException {
    sleeping = false;
    for (var unit : held) {
      decode(decoder, unit, view::judge);
    }
    held.clear();
    heldBytes = 0;
  }

  /// The same, up to the last picture: what comes next is another decoder's.
  private void wakeBefore() throws IOException {
    wake();
    drain(decoder, view::judge);
  }

  private void fallAsleepOrStay(Unit unit) {
    if (!unit.getKey()) {
      return;
    }
    boolean oftenEnough = unit.getTicks() - lastKeyTicks <= RAREST_KEY;
    lastKeyTicks = unit.getTicks();
    sleeping = sleeping || (oftenEnough && !view.isBusy());
  }

  private void decode(Decoder with, Unit unit, Decoder.Sink sink) throws IOException {
    var before = stages.enter(StageClock.Stage.DECODE);
    try {
      with.decode(unit.getTicks(), unit.getKey(), unit.getBytes().toByteArray(), sink);
      damaged = 0;
    } catch (NativeFailure e) {
      damaged++;
      if (damaged % PATIENCE_WITH_DAMAGE == 0) {
        out.trouble(camera, "its pictures cannot be decoded: " + e.sentence());
      }
    } finally {
      stages.enter(before);
    }
  }

  private void drain(Decoder of, Decoder.Sink sink) throws IOException {
    try {
      of.drain(sink);
    } catch (NativeFailure e) {
      damaged++;
    }
  }

  /// Frees everything; what was learnt stays for a successor.
  @Override
  public void close() {
    view.close();
    decoder.close();
    held.clear();
  }
}
