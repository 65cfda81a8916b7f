package org.vigie.eye.scene;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/// Decides which blocks are masked: where something moves, and where something has moved and it is
/// not certain that nothing is there any more.
///
/// A place becomes clear again in one of two ways. Nothing has moved in it for the quiet period. Or
/// it is seen to be empty: it looks again as it did before, so do the blocks around it, no outline
/// reaches into it, and nothing has ended there that came from elsewhere and was not seen to leave
/// ([Footprints]).
///
/// Movement is noted in quarters of blocks, and reaches one quarter further than it was seen.
final class MaskHold {

  static final int COLUMNS = 40;

  /// Pixels of a block, in fifteenths, that must differ before they count as more than noise.
  private static final int LEAST_SHARE = 15;

  private static final int MOVED_LATELY_MS = 2000;

  /// Faint hands and feet reach this far out of the box that was seen, in its own sizes.
  private static final double LIMBS = 0.05;

  /// Where an outline ends at the shoulders, the head reaches so much further up, in its height.
  private static final double HEAD = 0.15;

  /// Who goes slower than this, in own heights a second, stands: people walk at three quarters.
  private static final double STANDS = 0.2;

  /// For how long a place must look empty before it is believed: two steps, in which a leg or
  /// an arm that hid before ground of its own colour has moved on.
  private static final double EMPTY_SECONDS = 1;

  /// The same for what was there for a moment only, such as a drop of rain: twice as long as it
  /// was there, and at least this.
  private static final double LEAST_EMPTY_SECONDS = 0.5;

  /// What has passed is gone from the averages of [EmptyLook] after so long.
  private static final double HIDES_SECONDS = 2;

  /// Movement within so long of the last is the same movement.
  private static final double SAME_MOVEMENT_SECONDS = 0.35;

  /// Over which time the pixels that differ are averaged: noise, rain and sparks are gone in the
  /// next picture, a hand is not.
  private static final double PRESENCE_SECONDS = 1;

  /// Pixels that differ all the time are something, however small.
  private static final float LEAST_PRESENCE = 1.5f;

  final int rows;
  private final int width;
  private final int height;
  private final double quietSeconds;
  private final int least;
  private final double[] movesSince;
  private final double[] movedAt;
  private final double[] heldSince;
  private final float[] presence;
  private final boolean[] released;
  private final boolean[] guarded;
  private final boolean[] occupied;
  private final int[] counts;
  private final int[] differing;
  private final int[] quarters;
  private final int[] columnOf;
  private final int[] quarterOf;
  private final Footprints footprints;
  private final EmptyLook look;
  private BitSet masked = new BitSet();
  private double noted = Double.NaN;

  MaskHold(int width, int height, double quietSeconds) {
    this.width = width;
    this.height = height;
    this.quietSeconds = quietSeconds;
    this.rows = Math.clamp(Math.round((float) COLUMNS * height / width), 1, 200);
    this.least = Math.max(3, width * height / (COLUMNS * rows) / LEAST_SHARE);
    this.movedAt = new double[COLUMNS * rows];
    this.movesSince = new double[movedAt.length];
    this.heldSince = new double[movedAt.length];
    this.presence = new float[movedAt.length];
    this.released = new boolean[movedAt.length];
    this.guarded = new boolean[movedAt.length];
    this.occupied = new boolean[movedAt.length];
    this.counts = new int[movedAt.length];
    this.differing = new int[movedAt.length];
    this.quarters = new int[4 * movedAt.length];
    this.columnOf = new int[width];
    this.quarterOf = new int[width];
    this.footprints = new Footprints(width, height, quietSeconds);
    this.look = new EmptyLook(width, height, COLUMNS, rows);
    Arrays.fill(movedAt, Double.NEGATIVE_INFINITY);
    Arrays.fill(heldSince, Double.NEGATIVE_INFINITY);
    for (int x = 0; x < width; x++) {
      columnOf[x] = x * COLUMNS / width;
      quarterOf[x] = x * 2 * COLUMNS / width;
    }
  }

  /// Takes in what was made of the next picture.
  ///
  /// @param wet whether tracks end at feet that the ground mirrors: their images are hidden too
  void note(
      Background background, List<Blob> blobs, List<Tracked> tracks, boolean wet, double now) {
    double seconds = Double.isNaN(noted) ? 0 : now - noted;
    look.see(background, masked, seconds);
    count(background, now);
    for (int quarter = 0; quarter < quarters.length; quarter++) {
      int column = quarter % (2 * COLUMNS);
      int row = quarter / (2 * COLUMNS);
      if (quarters[quarter] > 0 && counts[row / 2 * COLUMNS + column / 2] >= least) {
        move(column - 1, row - 1, column + 1, row + 1, now);
      }
    }
    Arrays.fill(guarded, false);
    for (var blob : blobs) {
      var box = new double[] {blob.left(), blob.top(), blob.right(), blob.bottom()};
      noteBox(box, blob.isMoving(), now);
    }
    footprints.follow(tracks, background.isUnderChangingLight(), now);
    for (var track : tracks) {
      if (track.isConfirmed()) {
        var reach = footprints.reach(track);
        if (wet) {
          double high = reach[3] - reach[1];
          reach = new double[] {reach[0], reach[1] - HEAD * high, reach[2], reach[3] + high};
        }
        noteBox(reach, track.isMoving(), now);
        if (track.speed() < STANDS) {
          guardAround(reach);
        }
      }
    }
    release(now);
    if (!background.isUnderChangingLight()) {
      footprints.release(this::fill, block -> appearance(block, now), seconds);
    }
  }

  /// What can be told of a block. Where something is seen now, or moved a moment ago, or beside
  /// such a block, whoever passes hides what stands there, and looks strange for as long as noise
  /// is averaged.
  private Footprints.Appearance appearance(int block, double now) {
    if (guarded[block] || now - movedAt[block] < HIDES_SECONDS || isBesideOccupied(block)) {
      return Footprints.Appearance.HIDDEN;
    }
    return look.isStrange(block) ? Footprints.Appearance.STRANGE : Footprints.Appearance.EMPTY;
  }

  /// Counts the pixels that differ from the background, shadows included, and those of them that
  /// have changed lately.
  private void count(Background background, double now) {
    Arrays.fill(counts, 0);
    Arrays.fill(differing, 0);
    Arrays.fill(quarters, 0);
    var kind = background.kind;
    for (int y = 0; y < height; y++) {
      int base = y * rows / height * COLUMNS;
      int quarterBase = y * 2 * rows / height * 2 * COLUMNS;
      int start = y * width;
      int end = start + width;
      for (int i = Marked.next(kind, start, end); i < end; i = Marked.next(kind, i + 1, end)) {
        int x = i - start;
        differing[base + columnOf[x]]++;
        if (background.settledMs[i] < MOVED_LATELY_MS) {
          counts[base + columnOf[x]]++;
          quarters[quarterBase + quarterOf[x]]++;
        }
      }
    }
    // What a place looks like when it is empty is a guess from now on.
    background.renewed.stream().forEach(i -> heldSince[blockAt(i)] = now);
    background.renewed.clear();
    smooth(now);
  }

  private int blockAt(int pixel) {
    return pixel / width * rows / height * COLUMNS + columnOf[pixel % width];
  }

  private void smooth(double now) {
    float share =
        Double.isNaN(noted) ? 1 : (float) Math.clamp((now - noted) / PRESENCE_SECONDS, 0.0, 1.0);
    noted = now;
    for (int block = 0; block < presence.length; block++) {
      presence[block] += share * (differing[block] - presence[block]);
      occupied[block] = differing[block] >= least;
    }
  }

  /// Whatever is inside an outline belongs to it: it moves where the outline moves, and is not
  /// empty where it stands.
  private void noteBox(double[] box, boolean moving, double now) {
    double across = LIMBS * (box[2] - box[0]);
    double high = box[3] - box[1];
    int left = (int) ((box[0] - across) * 2 * COLUMNS / width) - 1;
    int top = (int) ((box[1] - HEAD * high) * 2 * rows / height) - 1;
    int right = (int) ((box[2] + across) * 2 * COLUMNS / width) + 1;
    int bottom = (int) ((box[3] + LIMBS * high) * 2 * rows / height) + 1;
    for (int y = Math.max(0, top / 2); y <= Math.min(rows - 1, bottom / 2); y++) {
      int from = Math.clamp(left / 2, 0, COLUMNS - 1);
      int to = Math.clamp(right / 2, 0, COLUMNS - 1);
      Arrays.fill(guarded, y * COLUMNS + from, y * COLUMNS + to + 1, true);
    }
    if (moving) {
      move(left, top, right, bottom, now);
    }
  }

  /// Who stands may be seen in part only, before ground of their own colour, and may have been seen
  /// so all the time: what moved beside and above them as they came belongs to them.
  private void guardAround(double[] box) {
    double across = 0.5 * (box[2] - box[0]);
    double high = box[3] - box[1];
    fill(
        new double[] {box[0] - across, box[1] - high, box[2] + across, box[3] + 0.5 * high},
        block -> guarded[block] = true);
  }

  /// Something moves in these quarters, first to last: in the blocks that they lie in.
  private void move(int left, int top, int right, int bottom, double now) {
    int first = Math.clamp(left / 2, 0, COLUMNS - 1);
    int last = Math.clamp(right / 2, 0, COLUMNS - 1);
    for (int y = Math.max(0, top / 2); y <= Math.min(rows - 1, bottom / 2); y++) {
      for (int block = y * COLUMNS + first; block <= y * COLUMNS + last; block++) {
        if (now - movedAt[block] > SAME_MOVEMENT_SECONDS) {
          movesSince[block] = now;
        }
        movedAt[block] = now;
        released[block] = false;
      }
    }
  }

  /// Lets go of what is seen to be empty.
  private void release(double now) {
    for (int block = 0; block < released.length; block++) {
      double was = 2 * (movedAt[block] - movesSince[block]);
      double least = Math.clamp(was, LEAST_EMPTY_SECONDS, EMPTY_SECONDS);
      if (!released[block] && now - movedAt[block] >= least && isEmpty(block)) {
        released[block] = true;
      }
    }
  }

  private boolean isEmpty(int block) {
    if (guarded[block] || presence[block] >= LEAST_PRESENCE || look.isStrange(block)) {
      return false;
    }
    return !isBesideOccupied(block);
  }

  /// Whether something is seen in a block or in one of its eight neighbours.
  private boolean isBesideOccupied(int block) {
    int column = block % COLUMNS;
    int row = block / COLUMNS;
    for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(COLUMNS - 1, column + 1); x++) {
        if (occupied[y * COLUMNS + x]) {
          return true;
        }
      }
    }
    return false;
  }

  /// The boxes of what passes by, see [Footprints].
  List<double[]> passing() {
    return footprints.passing();
  }

  /// A detector has found something in these boxes, in pixels. What is part of a track that came
  /// from elsewhere goes as that track goes; anything else may stand there since before the
  /// background was learnt, and would look empty as soon as it is overlooked once.
  void noteSeen(List<double[]> boxes, double now) {
    for (var box : boxes) {
      noteBox(box, true, now);
      if (!footprints.holdsTraveller(box)) {
        hold(List.of(box), now);
      }
    }
  }

  /// Somebody may stand in these boxes, in pixels, whatever they look like.
  void hold(List<double[]> boxes, double now) {
    for (var box : boxes) {
      fill(box, block -> heldSince[block] = now);
    }
  }

  private void fill(double[] box, IntConsumer block) {
    int left = Math.clamp((int) Math.floor(box[0] * COLUMNS / width), 0, COLUMNS - 1);
    int right = Math.clamp((int) Math.floor(box[2] * COLUMNS / width), 0, COLUMNS - 1);
    int top = Math.clamp((int) Math.floor(box[1] * rows / height), 0, rows - 1);
    int bottom = Math.clamp((int) Math.floor(box[3] * rows / height), 0, rows - 1);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        block.accept(y * COLUMNS + x);
      }
    }
  }

  /// The view is learnt anew: what is masked now may stand in the new background.
  void distrust(double now) {
    var masked = blocks(now);
    for (int block = masked.nextSetBit(0); block >= 0; block = masked.nextSetBit(block + 1)) {
      heldSince[block] = now;
    }
    footprints.forget();
    look.forget();
  }

  /// The blocks to mask.
  BitSet blocks(double now) {
    var blocks = new BitSet(movedAt.length);
    for (int block = 0; block < movedAt.length; block++) {
      if (now - heldSince[block] < quietSeconds
          || (!released[block] && now - movedAt[block] < quietSeconds)) {
        blocks.set(block);
      }
    }
    footprints.held(now).forEach(box -> fill(box, blocks::set));
    masked = (BitSet) blocks.clone();
    return blocks;
  }
}
