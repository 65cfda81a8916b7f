package org.vigie.eye.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.BlockMask;
import org.vigie.model.CoarseClass;
import org.vigie.model.SceneSign;

/// One camera's view as the eye understands it: picture in, sighting out.
///
/// Time is the pictures' own. When the view changes as a whole (a light switch, an infrared filter,
/// a knock) everything is masked and learnt again, and said so. One thread only.
public final class Scene {

  private static final double TICKS_PER_SECOND = 90_000;

  /// More of the picture than this cannot be things: the view itself has changed.
  private static final double GLOBAL_SHARE = 0.55;

  /// The same where shadows count too: a cloud's edge crosses the picture, until the light of what
  /// it covers is taken for the light of the view.
  private static final double GLOBAL_SHARE_WITH_SHADOWS = 0.8;

  private static final double GLOBAL_SECONDS = 0.4;
  private static final double BUSY_SECONDS = 3;
  private static final double GHOST_EVERY = 0.2;
  private static final double ABSORB_EVERY = 1;

  /// A thing of this score is masked: less sure ones are mostly nothing, and would hide the street.
  private static final double HIDDEN_SCORE = 0.4;

  /// How long after learning it is watched for whoever stands in the view since before.
  private static final double RESTLESS_SECONDS = 60;

  private static final double RESTLESS_EVERY = 10;

  /// Foreground cells that wake a sleeping camera.
  private static final int WAKING_PIXELS = 24;

  private final int width;
  private final int height;
  private final double quietSeconds;
  private final double learningSeconds;
  private final Background background;
  private final Blobs blobs;
  private final SoftLight light;
  private final WetGround ground;
  private final Tracker tracker;
  private final MaskHold hold;
  private final Signs signs;
  private final StageClock stages;
  private final Looks looks;
  private final Hindsight hindsight = new Hindsight();
  private double now;
  private long lastTicks = Long.MIN_VALUE;
  private double learnsUntil;
  private double globalSince = Double.NaN;
  private double busyUntil;
  private double ghostsAt;
  private double absorbAt;
  private @Nullable Restless restless;
  private double restlessAt;
  private double restlessUntil;

  /// Has the JVM compile what all scenes need most, on a thread that nobody waits for.
  public static void warmUp() {
    Thread.ofPlatform().name("warm-up").daemon().start(Likeness::warmUp);
  }

  /// @param quiet how long a block stays masked after the last movement in it
  /// @param learning how long everything stays masked at the beginning
  public Scene(int width, int height, Duration quiet, Duration learning) {
    this(width, height, quiet, learning, new StageClock());
  }

  /// @param stages told of each stage
  public Scene(int width, int height, Duration quiet, Duration learning, StageClock stages) {
    this.stages = stages;
    this.width = width;
    this.height = height;
    this.quietSeconds = quiet.toMillis() / 1000.0;
    this.learningSeconds = learning.toMillis() / 1000.0;
    this.learnsUntil = learningSeconds;
    this.background = new Background(width, height);
    this.blobs = new Blobs(background);
    this.light = new SoftLight(background);
    this.ground = new WetGround(background);
    this.tracker = new Tracker(width, height);
    this.hold = new MaskHold(width, height, quietSeconds);
    this.signs = new Signs(background);
    this.looks = new Looks(width, height);
    beginToWatch();
  }

  /// What one view of a camera looks like, so that another one is told from it.
  ///
  /// @param width of the small picture
  public record Memory(int width, int height, ViewHealth health) {}

  /// What is known of the view as such, for when the camera looks at it again.
  public Memory memory() {
    return new Memory(width, height, signs.health());
  }

  /// The camera has looked at this view before: its background is learnt anew, for light changes,
  /// but whether it is the same view is told from now on. Comes before the first picture; nothing
  /// happens where pictures had another size.
  public void remember(Memory before) {
    if (before.width() == width && before.height() == height) {
      signs.knows(before.health());
    }
  }

  /// What is looked for beside tracks from now on; at first everything.
  public void lookFor(Set<SceneSign> wanted) {
    signs.lookFor(wanted);
  }

  /// Whether something moved a moment ago, or the view is being learnt: every picture is wanted.
  public boolean isBusy() {
    return !background.isKnown() || learns() || now < busyUntil || signs.wantAll();
  }

  /// Whether a picture shows anything new, without learning from it.
  public boolean differs(SmallPicture picture) {
    if (!background.isKnown()) {
      return true;
    }
    return background.countFresh(picture) >= WAKING_PIXELS;
  }

  /// Judges the next picture by what moves.
  ///
  /// @param ticks its media time; a jump is taken for a short step
  public Sighting look(SmallPicture picture, long ticks, Instant at) {
    return look(picture, null, ticks, at);
  }

  /// Judges the next picture.
  ///
  /// @param looking a detector; nothing: by what moves
  /// @param ticks its media time; a jump is taken for a short step
  public Sighting look(SmallPicture picture, @Nullable Looking looking, long ticks, Instant at) {
    double seconds = step(ticks);
    now += seconds;
    signs.lookAfterCamera(picture, now);
    if (!background.isKnown()) {
      return lookUnknowing(picture, looking, seconds, at);
    }
    int differing = background.compare(picture, seconds);
    if (hasChangedAsAWhole(differing)) {
      if (now - globalSince >= GLOBAL_SECONDS) {
        learnAgain();
      }
      hindsight.restart();
      return masked(at, false);
    }
    stages.enter(StageClock.Stage.TRACK);
    if (now >= ghostsAt && !background.isUnderChangingLight()) {
      ghostsAt = now + GHOST_EVERY;
      blobs.layGhosts(picture);
    }
    var found = blobs.find();
    var things = things(picture, found);
    stages.enter(StageClock.Stage.DETECT);
    var glance =
        looking == null
            ? Glance.NONE
            : looks.take(looking, things, tracker.all(), now, seconds, rhythm());
    stages.enter(StageClock.Stage.TRACK);
    tracker.update(things, glance, seconds, at);
    stages.enter(StageClock.Stage.MASK);
    noteMovement(found);
    hold.noteSeen(hidden(glance), now);
    watchForRestless(seconds);
    if (now >= absorbAt) {
      absorbAt = now + ABSORB_EVERY;
      blobs.absorbSettled(picture, found, (int) Math.min(Integer.MAX_VALUE, quietSeconds * 1000));
    }
    stages.enter(StageClock.Stage.TRACK);
    var seen = signs.of(picture, found, tracker.all(), seconds, now, at);
    stages.enter(StageClock.Stage.MASK);
    boolean unsure = looking != null && !looks.areGood(now);
    return new Sighting(false, true, tracker.shown(), seen, mask(at, seconds, unsure));
  }

  /// Nothing is known of the view yet: a detector alone says who is there, and all is masked.
  private Sighting lookUnknowing(
      SmallPicture picture, @Nullable Looking looking, double seconds, Instant at) {
    background.learn(picture, seconds);
    hindsight.restart();
    if (looking == null) {
      return masked(at, false);
    }
    stages.enter(StageClock.Stage.DETECT);
    var glance =
        looks.take(looking, List.of(), tracker.all(), now, seconds, Looks.Rhythm.EVERY_PICTURE);
    stages.enter(StageClock.Stage.TRACK);
    tracker.update(List.of(), glance, seconds, at);
    boolean tracked = looks.haveNotFailed();
    if (background.isKnown()) {
      // What was found so far has hidden nobody: masks begin with a look at the whole.
      looks.forget();
    }
    return masked(at, tracked);
  }

  private Looks.Rhythm rhythm() {
    return learns() ? Looks.Rhythm.EVERY_SECOND : Looks.Rhythm.BY_MOVEMENT;
  }

  private boolean learns() {
    return now < learnsUntil;
  }

  /// What is to be followed of what differs: all of it is masked, but light and mirror images are
  /// no things.
  private List<Blob> things(SmallPicture picture, List<Blob> found) {
    var things = found;
    if (light.mark(found)) {
      things = blobs.findMarked();
      things.removeIf(light::isScrap);
    }
    return ground.stand(picture, things, tracker.all());
  }

  /// @param unsure the detector has not said what it should have: everything is masked, and what is
  ///     known later says nothing of this picture
  private BlockMask mask(Instant at, double seconds, boolean unsure) {
    var blocks = hold.blocks(now);
    boolean learns = learns();
    var since = at;
    if (unsure) {
      hindsight.restart();
    } else if (learns) {
      hindsight.add(blocks, at, seconds);
    } else {
      since = hindsight.end(blocks, at, seconds);
    }
    return new BlockMask(at, MaskHold.COLUMNS, hold.rows, learns || unsure, blocks, since);
  }

  private double step(long ticks) {
    double seconds = lastTicks == Long.MIN_VALUE ? 0 : (ticks - lastTicks) / TICKS_PER_SECOND;
    lastTicks = ticks;
    return seconds < 0 || seconds > 10 ? 0.1 : seconds;
  }

  private boolean hasChangedAsAWhole(int differing) {
    int things = differing - background.shadowed();
    boolean changed =
        things >= GLOBAL_SHARE * width * height
            || differing >= GLOBAL_SHARE_WITH_SHADOWS * width * height
            || background.hasSwitchedColour();
    if (!changed) {
      globalSince = Double.NaN;
      return false;
    }
    if (Double.isNaN(globalSince)) {
      globalSince = now;
    }
    return true;
  }

  private void learnAgain() {
    background.forget();
    tracker.forget();
    signs.forget();
    looks.forget();
    hold.distrust(now);
    globalSince = Double.NaN;
    learnsUntil = now + learningSeconds;
    beginToWatch();
  }

  private void noteMovement(List<Blob> found) {
    hold.note(background, found, tracker.all(), ground.isWet(), now);
    if (found.stream().anyMatch(Blob::isMoving)
        || tracker.all().stream().anyMatch(track -> track.isConfirmed() && track.isMoving())) {
      busyUntil = now + BUSY_SECONDS;
    }
  }

  /// What a detector found that may be a person, or belong to one.
  private static List<double[]> hidden(Glance glance) {
    return glance.things().stream()
        .filter(thing -> thing.kind() != CoarseClass.OBJECT && thing.score() >= HIDDEN_SCORE)
        .map(Thing::edges)
        .toList();
  }

  private void watchForRestless(double seconds) {
    if (restless == null) {
      return;
    }
    if (now >= learnsUntil && background.isUnderChangingLight()) {
      // Ten seconds of one light, and a minute of them; what is known of the last is taken.
      if (now >= restlessAt - RESTLESS_EVERY / 2) {
        hold.hold(restless.take(), now);
      }
      restless.begin();
      restlessAt = now + RESTLESS_EVERY;
      restlessUntil += seconds;
      return;
    }
    restless.add(background, hold.passing());
    if (now >= restlessAt) {
      hold.hold(restless.take(), now);
      restlessAt = now + RESTLESS_EVERY;
      if (now >= restlessUntil) {
        restless = null;
      }
    }
  }

  /// Whoever stands in the view while it is learnt becomes part of it, but sways.
  private void beginToWatch() {
    restless = new Restless(width, height);
    restlessAt = learnsUntil;
    restlessUntil = learnsUntil + RESTLESS_SECONDS;
  }

  /// @param tracked whether a detector follows who is there
  private Sighting masked(Instant at, boolean tracked) {
    return new Sighting(
        true,
        tracked,
        tracked ? tracker.shown() : List.of(),
        signs.ofUnknown(),
        new BlockMask(at, MaskHold.COLUMNS, hold.rows, true, new BitSet()));
  }
}
