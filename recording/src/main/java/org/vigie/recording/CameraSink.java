package org.vigie.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.governance.RecordingAct;
import org.vigie.model.AccessUnit;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.StreamSink;

/// Gathers one camera's pictures into parts and seals them, on the session's own thread. Never
/// waits: while a reel's file is being made, pictures wait here; when more than a set amount waits,
/// the reel ends, and recording begins again at a key frame once the disk has caught up.
final class CameraSink implements StreamSink {

  /// A picture that lasts longer than this is a camera that sent nothing.
  private static final long LONGEST_PICTURE_TICKS = 5L * AccessUnit.TICKS_PER_SECOND;

  private static final long USUAL_PICTURE_TICKS = 3_600;
  private static final long RETRY_NANOS = 3_000_000_000L;

  private final CameraDisk disk;
  private final RecordingAct act;
  private final Clocks clocks;
  private final Sealer sealer;

  private @Nullable RunStart run;
  private @Nullable OpenReel reel;
  private Batch batch;
  private Deque<Batch> held = new ArrayDeque<>();
  private long heldBytes;
  private long pictureTicks = USUAL_PICTURE_TICKS;
  private long lastTicks;
  private long lastWallEnd;
  private boolean dropping;
  private long retryAtNanos;

  CameraSink(CameraDisk disk, RecordingAct act, Clocks clocks, Sealer sealer) {
    this.disk = disk;
    this.act = act;
    this.clocks = clocks;
    this.sealer = sealer;
    this.batch = sealer.batch();
  }

  @Override
  public void begin(RunStart start) {
    closeReel();
    run = start;
    dropping = false;
    pictureTicks = USUAL_PICTURE_TICKS;
    lastWallEnd = Long.MIN_VALUE;
  }

  /// For the header of the next reel.
  @Override
  public void uncertainty(Duration now) {
    if (run != null) {
      run = new RunStart(run.camera(), run.stream(), run.format(), run.wall(), now);
    }
  }

  @Override
  public void accept(AccessUnit unit) {
    var current = run;
    if (current == null || dropping && !mayResume(unit)) {
      return;
    }
    if (reel != null && reel.hasFailed()) {
      giveUpReel();
      return;
    }
    if (reel != null) {
      follow(unit, reel);
    }
    if (reel == null) {
      reel = new OpenReel(current, act, unit);
      disk.open(reel);
    }
    if (disk.backlog().isFullWith(batch.bytes() + unit.bytes().length)) {
      overload(unit);
      return;
    }
    batch.add(unit);
    lastTicks = unit.ticks();
    lastWallEnd = Micros.of(unit.wall()) + Micros.ofTicks(pictureTicks);
    sealHeld();
  }

  @Override
  public void end(RunEnd end) {
    boolean told = dropping;
    boolean recorded = run != null && lastWallEnd != Long.MIN_VALUE && !told;
    closeReel();
    run = null;
    dropping = false;
    if (end.gap() != null) {
      var from = recorded ? Micros.instant(lastWallEnd) : end.wall();
      disk.gap(from, end.gap(), end.detail());
    }
  }

  /// Ends the part or the reel where `unit` does not belong to it any more.
  private void follow(AccessUnit unit, OpenReel current) {
    long step = unit.ticks() - lastTicks;
    if (step <= 0) {
      closeReel();
    } else if (step > LONGEST_PICTURE_TICKS) {
      closeReel();
      var from = Micros.instant(lastWallEnd);
      disk.gap(from, GapReason.CAMERA_LOST, "The camera sent no pictures for a while.");
    } else {
      pictureTicks = step;
      boolean over = current.endsBefore(unit.wall());
      if (!batch.isEmpty() && (over || batch.isFullBefore(unit, step))) {
        endBatch(unit.ticks(), Micros.of(unit.wall()));
      }
      if (over) {
        closeReel();
      }
    }
  }

  private void endBatch(long endTicks, long wallEnd) {
    batch.end(endTicks, wallEnd);
    if (reel != null && reel.isReady() && held.isEmpty()) {
      disk.write(sealer.seal(reel, batch));
    } else {
      held.add(batch);
      heldBytes += batch.bytes();
      disk.backlog().add(batch.bytes());
      batch = sealer.batch();
    }
  }

  private void sealHeld() {
    if (reel == null || held.isEmpty() || !reel.isReady()) {
      return;
    }
    for (var waiting : held) {
      disk.write(sealer.seal(reel, waiting));
    }
    disk.backlog().add(-heldBytes);
    held.clear();
    heldBytes = 0;
  }

  private void closeReel() {
    if (reel == null) {
      return;
    }
    if (!batch.isEmpty()) {
      endBatch(lastTicks + pictureTicks, lastWallEnd);
    }
    sealHeld();
    disk.close(reel, held, heldBytes);
    held = new ArrayDeque<>();
    heldBytes = 0;
    reel = null;
  }

  /// The disk has refused the reel, and has said so itself: try again a little later.
  private void giveUpReel() {
    batch.discard();
    held.forEach(Batch::discard);
    disk.backlog().add(-heldBytes);
    held.clear();
    heldBytes = 0;
    reel = null;
    dropping = true;
    retryAtNanos = clocks.elapsedNanos() + RETRY_NANOS;
  }

  private void overload(AccessUnit unit) {
    boolean recorded = lastWallEnd != Long.MIN_VALUE;
    var from = recorded ? Micros.instant(lastWallEnd) : unit.wall();
    closeReel();
    disk.overloaded(from);
    dropping = true;
    retryAtNanos = clocks.elapsedNanos();
  }

  private boolean mayResume(AccessUnit unit) {
    boolean may =
        unit.key() && disk.backlog().hasRoomAgain() && clocks.elapsedNanos() - retryAtNanos >= 0;
    dropping = !may;
    return may;
  }
}
