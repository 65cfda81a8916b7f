package org.vigie.eye;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.scene.Scene;
import org.vigie.eye.scene.Sighting;
import org.vigie.eye.scene.SmallPicture;
import org.vigie.link.Wire;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Unit;
import org.vigie.model.BlockMask;

/// Everything the eye knows of one camera: decodes, judges and, while watched, masks.
///
/// While nothing moves only key pictures are decoded; the others wait, and are decoded after all
/// when the next key picture shows that something has happened. One thread only.
final class CameraEye implements AutoCloseable {

  /// How many pictures of a camera were decoded and analysed for one unit, and whether the next one
  /// will be looked at only if it is a key picture.
  record Work(int decoded, int analysed, boolean asleep) {
    static final Work NONE = new Work(0, 0, false);
  }

  private static final int SECOND = 90_000;

  /// Analysing more often than this, in ticks, tells no more: 30 pictures a second become 10, 25
  /// become 12.
  private static final long LEAST_STEP = 70 * SECOND / 1000;

  /// A camera with key pictures rarer than this is always decoded whole: masks must not grow older.
  private static final long RAREST_KEY = 2 * SECOND;

  private static final int MOST_HELD = 8 * 1024 * 1024;
  private static final int MOST_WIDTH = 768;
  private static final int LEAST_SIDE = 32;
  private static final int PATIENCE_WITH_DAMAGE = 50;

  private final int camera;
  private final Outbox out;
  private final Decoder decoder;
  private final Duration quiet;
  private final Duration learning;
  private final MaskedView view;
  private final List<Unit> held = new ArrayList<>();
  private int heldBytes;
  private @Nullable Scene scene;
  private @Nullable SmallPicture small;
  private @Nullable Sighting last;
  private boolean tracks;
  private boolean watched;
  private boolean sleeping;
  private boolean needsKey = true;
  private long lastKeyTicks = Long.MIN_VALUE;
  private long lastTicks;
  private long lastWall;
  private long lastAnalysed = Long.MIN_VALUE;
  private int rate = 25;
  private long lastShown;
  private int damaged;
  private int decoded;
  private int analysed;

  private CameraEye(OpenCamera open, Decoder decoder, @Nullable CameraEye before, Outbox out) {
    this.camera = open.getCamera();
    this.out = out;
    this.decoder = decoder;
    this.quiet = Duration.ofMillis(open.getQuietMs());
    this.learning = Duration.ofMillis(open.getLearningMs());
    this.tracks = open.getTracks();
    this.watched = open.getWatched();
    this.view = new MaskedView(new MaskedStream(MOST_WIDTH, out.masked(camera, this::wallMicros)));
    if (before != null && open.getKeepBackground()) {
      this.scene = before.scene;
      this.small = before.small;
    }
  }

  /// @param before the same camera before its run ended; closed already
  static CameraEye open(OpenCamera open, @Nullable CameraEye before, Outbox out)
      throws IOException, NativeFailure {
    return new CameraEye(open, Decoder.open(Wire.format(open.getFormat())), before, out);
  }

  void tracks(boolean wanted) {
    tracks = wanted;
  }

  void watched(boolean wanted) {
    if (watched && !wanted) {
      view.close();
    }
    watched = wanted;
  }

  /// Deals with the camera's next unit.
  Work unit(Unit unit) throws IOException {
    decoded = 0;
    analysed = 0;
    needsKey |= unit.getAfterLoss();
    if (unit.getKey()) {
      needsKey = false;
    }
    if (!needsKey) {
      noteTimes(unit);
      if (sleeping) {
        doze(unit);
      } else {
        decode(unit, this::judge);
      }
      fallAsleepOrWake(unit);
    }
    return new Work(decoded, analysed, sleeping);
  }

  private void noteTimes(Unit unit) {
    lastTicks = unit.getTicks();
    lastWall = unit.getWallMicros();
  }

  private long wallMicros(long ticks) {
    return lastWall + (ticks - lastTicks) * 100 / 9;
  }

  /// A sleeping camera: looks at key pictures only, keeps the others.
  private void doze(Unit unit) throws IOException {
    if (!unit.getKey()) {
      hold(unit);
      if (watched || heldBytes > MOST_HELD || unit.getTicks() - lastKeyTicks > RAREST_KEY) {
        wake();
      }
      return;
    }
    drain();
    var gate = new Gate();
    // Nothing else is decoded from this picture, and the gate sees it at half its size or less.
    decoder.smooth(false);
    decode(unit, gate);
    drainTo(gate);
    decoder.smooth(true);
    if (gate.differs || !gate.seen || watched) {
      wake();
      decode(unit, this::judge);
    } else {
      held.clear();
      heldBytes = 0;
      hold(unit);
    }
  }

  private void hold(Unit unit) {
    held.add(unit);
    heldBytes += unit.getBytes().size();
  }

  /// Decodes what was kept: nothing between two key pictures is missed.
  private void wake() throws IOException {
    sleeping = false;
    drain();
    var missed = List.copyOf(held);
    held.clear();
    heldBytes = 0;
    for (var unit : missed) {
      decode(unit, this::judge);
    }
  }

  private void fallAsleepOrWake(Unit unit) {
    if (!unit.getKey()) {
      return;
    }
    boolean oftenEnough = unit.getTicks() - lastKeyTicks <= RAREST_KEY;
    lastKeyTicks = unit.getTicks();
    if (!sleeping && oftenEnough && !watched && scene != null && !scene.isBusy()) {
      sleeping = true;
      held.clear();
      heldBytes = 0;
      hold(unit);
    }
  }

  private void decode(Unit unit, Decoder.Sink sink) throws IOException {
    try {
      decoder.decode(unit.getTicks(), unit.getKey(), unit.getBytes().toByteArray(), sink);
      damaged = 0;
    } catch (NativeFailure e) {
      damaged++;
      if (damaged % PATIENCE_WITH_DAMAGE == 0) {
        out.trouble(camera, "its pictures cannot be decoded: " + e.sentence());
      }
    }
  }

  private void drain() {
    drainTo((picture, ticks) -> {});
  }

  private void drainTo(Decoder.Sink sink) {
    try {
      decoder.drain(sink);
    } catch (NativeFailure e) {
      damaged++;
    }
  }

  private void judge(Picture picture, long ticks) throws NativeFailure {
    judge(picture, ticks, null);
  }

  /// @param made the picture made small, where it has been already
  private void judge(Picture picture, long ticks, @Nullable SmallPicture made)
      throws NativeFailure {
    decoded++;
    // Of pictures as they are shown: they may come in another order.
    long since = ticks - lastShown;
    if (since > 0 && since <= SECOND) {
      rate = (int) Math.clamp(SECOND / since, 1, 60);
    }
    lastShown = ticks;
    if (picture.width() < LEAST_SIDE || picture.height() < LEAST_SIDE) {
      throw NativeFailure.of("a picture of %dx%d".formatted(picture.width(), picture.height()));
    }
    if (watched) {
      view.add(picture, ticks);
    }
    long step = ticks - lastAnalysed;
    if (lastAnalysed != Long.MIN_VALUE && step >= 0 && step < LEAST_STEP) {
      return;
    }
    lastAnalysed = ticks;
    analysed++;
    var before = last;
    var now =
        sceneFor(picture)
            .look(made == null ? shrunk(picture) : made, ticks, Wire.instant(wallMicros(ticks)));
    last = now;
    send(now, ticks);
    if (watched) {
      BlockMask beforeMask = before == null ? Masks.whole(now.mask().at()) : before.mask();
      view.analysed(beforeMask, now.mask(), rate);
    }
  }

  private SmallPicture shrunk(Picture picture) throws NativeFailure {
    var wanted = small;
    if (wanted == null) {
      throw new IllegalStateException("no scene yet");
    }
    picture.shrinkInto(wanted);
    return wanted;
  }

  private Scene sceneFor(Picture picture) {
    var shape = SmallPicture.of(picture.width(), picture.height());
    if (scene == null || small == null || !small.isLike(shape)) {
      small = shape;
      scene = new Scene(shape.width(), shape.height(), quiet, learning);
    }
    return scene;
  }

  private void send(Sighting sighting, long ticks) throws NativeFailure {
    var seen =
        Seen.newBuilder()
            .setCamera(camera)
            .setTicks(ticks)
            .setWallMicros(Wire.micros(sighting.mask().at()))
            .setLearning(sighting.learning())
            .setMask(Wire.mask(sighting.mask()));
    if (tracks) {
      sighting.tracks().forEach(track -> seen.addThings(Wire.thing(track)));
    }
    WireSigns.put(tracks ? sighting.signs() : sighting.signs().healthOnly(), seen);
    try {
      out.seen(seen.build());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Looks whether anything differs, and analyses the picture if nothing does. A key picture that
  /// gives nothing is damaged: better awake than blind.
  private final class Gate implements Decoder.Sink {

    private boolean differs;
    private boolean seen;

    @Override
    public void decoded(Picture picture, long ticks) throws NativeFailure {
      seen = true;
      var seeing = sceneFor(picture);
      var made = shrunk(picture);
      differs |= seeing.differs(made);
      if (!differs) {
        judge(picture, ticks, made);
      } else {
        decoded++;
      }
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
