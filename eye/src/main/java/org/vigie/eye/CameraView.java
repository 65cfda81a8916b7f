package org.vigie.eye;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.eye.scene.Scene;
import org.vigie.eye.scene.Sighting;
import org.vigie.eye.scene.SmallPicture;
import org.vigie.eye.scene.StageClock;
import org.vigie.link.LinkException;
import org.vigie.link.Wire;
import org.vigie.link.WireSigns;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.Unit;
import org.vigie.model.BlockMask;
import org.vigie.model.SightMode;
import org.vigie.model.SightTask;

/// One camera's pictures: each is judged, and masked while somebody watches. One thread only.
final class CameraView implements AutoCloseable {

  private static final int SECOND = 90_000;

  /// Analysing more often than this, in ticks, tells no more: 30 pictures a second become 10, 25
  /// become 12.
  private static final long LEAST_STEP = 70 * SECOND / 1000;

  /// What an encoder is told that begins with key pictures only: it goes on when somebody wants
  /// all.
  private static final int KEYS_RATE = 10;

  private static final int MOST_WIDTH = 768;
  private static final int LEAST_SIDE = 32;

  /// A view that nothing is drawn on: it is not kept.
  private static final int ELSEWHERE = -1;

  private final int camera;
  private final Outbox out;
  private final Duration quiet;
  private final Duration learning;
  private final MaskedView masked;
  private final StageClock stages;
  private final @Nullable CameraLooks looks;
  private final boolean whole;

  /// Which of the views of a camera that turns this is.
  private int view;

  /// What its other views look like.
  private final Map<Integer, Scene.Memory> memories = new HashMap<>();

  private @Nullable Scene scene;
  private @Nullable SmallPicture small;
  private @Nullable Sighting last;
  private SightTask task;
  private Watching watched;

  /// The time of the picture that has been made small already.
  private long shrunkTicks = Long.MIN_VALUE;

  private long lastTicks;
  private long lastWall;
  private long lastAnalysed = Long.MIN_VALUE;
  private int rate = 25;
  private long lastShown;
  private int decoded;
  private int analysed;

  /// @param before of the same camera before its run ended; closed already
  /// @param looks nothing: by what moves
  CameraView(
      OpenCamera open,
      @Nullable CameraView before,
      @Nullable CameraLooks looks,
      Outbox out,
      StageClock stages)
      throws LinkException {
    this.looks = looks;
    this.camera = open.getCamera();
    this.out = out;
    this.stages = stages;
    this.quiet = Duration.ofMillis(open.getQuietMs());
    this.learning = Duration.ofMillis(open.getLearningMs());
    this.task = WireSigns.task(open.getTracks(), open.getSignsList());
    this.watched = Watching.of(open);
    this.whole = open.getWhole();
    this.masked =
        new MaskedView(new MaskedStream(MOST_WIDTH, out.masked(camera, this::wallMicros)));
    this.view = open.getView();
    if (before != null && open.getKeepBackground() && !whole) {
      this.view = before.view;
      this.memories.putAll(before.memories);
      this.scene = before.scene;
      this.small = before.small;
    }
    looksAt(open.getView());
    task(task);
  }

  /// Whether it is another view than the one that was looked at up to now.
  boolean isOther(int next) {
    return next != view;
  }

  /// Which view the next picture is of. Another one than before is masked whole until it is learnt.
  void looksAt(int next) {
    if (next == view) {
      return;
    }
    if (scene != null && view != ELSEWHERE) {
      memories.put(view, scene.memory());
    }
    view = next;
    scene = null;
    last = null;
    shrunkTicks = Long.MIN_VALUE;
  }

  /// What is looked for and said from the next picture on.
  void task(SightTask wanted) {
    task = wanted;
    if (scene != null) {
      scene.lookFor(wanted.signs());
    }
  }

  void watched(Watching wanted) {
    if (wanted == Watching.NOBODY) {
      masked.close();
    }
    watched = wanted;
  }

  /// Whether somebody wants to see every picture.
  boolean isWatchedWhole() {
    return watched == Watching.ALL;
  }

  /// Whether nothing may be looked at, and everything is covered.
  boolean isWhole() {
    return whole;
  }

  boolean isWatched() {
    return watched != Watching.NOBODY;
  }

  /// Covers the next picture, and looks at nothing.
  void cover(Picture picture, long ticks) throws NativeFailure {
    decoded++;
    noteRate(ticks);
    if (picture.width() < LEAST_SIDE || picture.height() < LEAST_SIDE) {
      throw NativeFailure.of("a picture of %dx%d".formatted(picture.width(), picture.height()));
    }
    if (isWatched()) {
      masked.add(picture, ticks, watched == Watching.KEYS);
      var all = Masks.whole(Wire.instant(wallMicros(ticks)));
      masked.analysed(ticks, all, all, watched == Watching.ALL ? rate : KEYS_RATE);
    }
  }

  /// Whether every picture is wanted: something moves, somebody watches, or too little is known.
  boolean isBusy() {
    return isWatchedWhole() || scene == null || scene.isBusy();
  }

  /// Begins to count for the next unit.
  void begin() {
    decoded = 0;
    analysed = 0;
  }

  /// Pictures since [#begin].
  int decoded() {
    return decoded;
  }

  /// Of these, those that were looked at.
  int analysed() {
    return analysed;
  }

  /// What the times of pictures are counted from.
  void noteTimes(Unit unit) {
    lastTicks = unit.getTicks();
    lastWall = unit.getWallMicros();
  }

  private long wallMicros(long ticks) {
    return lastWall + (ticks - lastTicks) * 100 / 9;
  }

  /// Whether a picture shows anything new. It learns nothing; [#judge] of the same picture must
  /// follow, perhaps after earlier ones.
  boolean differs(Picture picture, long ticks) throws NativeFailure {
    var before = stages.enter(StageClock.Stage.GATE);
    try {
      var seeing = sceneFor(picture);
      var made = shrunk(picture, ticks);
      shrunkTicks = ticks;
      return seeing.differs(made);
    } finally {
      stages.enter(before);
    }
  }

  /// Takes in the next picture in the order of showing.
  void judge(Picture picture, long ticks) throws NativeFailure, IOException {
    if (whole) {
      throw new IllegalStateException("camera " + camera + " may not be looked at");
    }
    var before = stages.enter(StageClock.Stage.GATE);
    try {
      decoded++;
      noteRate(ticks);
      if (picture.width() < LEAST_SIDE || picture.height() < LEAST_SIDE) {
        throw NativeFailure.of("a picture of %dx%d".formatted(picture.width(), picture.height()));
      }
      if (watched != Watching.NOBODY) {
        stages.enter(StageClock.Stage.MASK);
        masked.add(picture, ticks, watched == Watching.KEYS);
      }
      long step = ticks - lastAnalysed;
      if (lastAnalysed == Long.MIN_VALUE || step < 0 || step >= LEAST_STEP) {
        lastAnalysed = ticks;
        analysed++;
        analyse(picture, ticks, Wire.instant(wallMicros(ticks)));
      }
    } finally {
      stages.enter(before);
    }
  }

  /// Of pictures as they are shown: they may come in another order.
  private void noteRate(long ticks) {
    long since = ticks - lastShown;
    if (since > 0 && since <= SECOND) {
      rate = (int) Math.clamp(SECOND / since, 1, 60);
    }
    lastShown = ticks;
  }

  private void analyse(Picture picture, long ticks, Instant at) throws NativeFailure, IOException {
    var before = last;
    stages.enter(StageClock.Stage.GATE);
    var seeing = sceneFor(picture);
    var looking = looks == null ? null : looks.over(picture);
    var now = seeing.look(shrunk(picture, ticks), looking, ticks, at);
    last = now;
    stages.enter(StageClock.Stage.MASK);
    send(now, ticks);
    if (watched != Watching.NOBODY) {
      BlockMask beforeMask = before == null ? Masks.whole(now.mask().at()) : before.mask();
      masked.analysed(ticks, beforeMask, now.mask(), watched == Watching.ALL ? rate : KEYS_RATE);
    }
  }

  private SmallPicture shrunk(Picture picture, long ticks) throws NativeFailure {
    var wanted = small;
    if (wanted == null) {
      throw new IllegalStateException("no scene yet");
    }
    if (shrunkTicks != ticks) {
      picture.shrinkInto(wanted);
    }
    shrunkTicks = Long.MIN_VALUE;
    return wanted;
  }

  private Scene sceneFor(Picture picture) {
    var shape = SmallPicture.of(picture.width(), picture.height());
    if (scene == null || small == null || !small.isLike(shape)) {
      small = shape;
      var made = new Scene(shape.width(), shape.height(), quiet, learning, stages);
      made.lookFor(task.signs());
      var known = memories.get(view);
      if (known != null) {
        made.remember(known);
      }
      scene = made;
    }
    return scene;
  }

  private void send(Sighting sighting, long ticks) throws IOException {
    var seen =
        Seen.newBuilder()
            .setCamera(camera)
            .setTicks(ticks)
            .setWallMicros(Wire.micros(sighting.mask().at()))
            .setLearning(sighting.learning())
            .setTracked(sighting.tracked())
            .setMask(Wire.mask(sighting.mask()));
    if (task.mode() == SightMode.WATCH) {
      sighting.tracks().forEach(track -> seen.addThings(Wire.thing(track)));
    }
    WireSigns.put(sighting.signs().only(task.signs()), seen);
    out.seen(seen.build());
  }

  /// Frees everything; what was learnt stays for a successor.
  @Override
  public void close() {
    masked.close();
    if (looks != null) {
      looks.close();
    }
  }
}
