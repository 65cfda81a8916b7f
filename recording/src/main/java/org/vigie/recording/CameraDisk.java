package org.vigie.recording;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.vigie.model.AlarmKind;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// One camera's way to the disk. Its session, or whoever knows why it has none, puts work into a
/// queue; one flusher takes it out, writes, flushes, and only then acknowledges.
///
/// A write or flush that fails is never tried again: its reel ends there, with a gap, and the next
/// part begins another.
final class CameraDisk {

  private static final Logger LOG = System.getLogger(CameraDisk.class.getName());
  private static final long MIB = 1024 * 1024;
  private static final int MASKS_AT_ONCE = 32;
  private static final int LONGEST_MASK_WAIT_PASSES = 20;

  private final CameraId camera;
  private final Services services;
  private final Sealer sealer;
  private final ReelCipher cipher = new ReelCipher();
  private final Queue<DiskWork> queue = new ConcurrentLinkedQueue<>();
  private final Backlog.Share backlog;
  private final StreamMeter meter = new StreamMeter();

  // The flusher's own.
  private final Map<OpenReel, ReelFile> files = new HashMap<>();
  private final List<SealedPart> writing = new ArrayList<>();
  private final WaitingLines lines;
  private @Nullable ReelFile acknowledged;
  private VolumePost post;
  private Optional<VolumePost> nextPost = Optional.empty();
  private int passes;

  /// Whether the alarm of [#overloaded] is to end with the next durable part, whatever reason the
  /// gap has by then.
  private boolean overloaded;

  /// When the latest picture ever recorded ended. Later than `durableEnd` after the wall clock was
  /// put back.
  private long latestEnd;

  private volatile @Nullable MaskWriter masks;

  /// When the picture that was made durable last ended, or [Long#MIN_VALUE].
  private volatile long durableEnd;

  private volatile Journal.Line.@Nullable GapFrom openGap;
  private volatile boolean recording;

  /// @param latestEnd when the latest picture known to be on disk ended, or [Long#MIN_VALUE]
  /// @param openGap the gap that has lasted since
  CameraDisk(
      CameraId camera, Services services, long latestEnd, Optional<Journal.Line.GapFrom> openGap) {
    this.camera = camera;
    this.services = services;
    this.sealer = new Sealer(services.buffers());
    this.latestEnd = latestEnd;
    // What is dated later than now was recorded before the clock was put back.
    this.durableEnd = Math.min(latestEnd, Micros.of(services.clocks().wall()));
    this.openGap = openGap.orElse(null);
    this.lines = new WaitingLines(camera, services.registrar());
    this.backlog = services.backlog().share();
    this.post = services.volumes().home(camera);
  }

  // For the session.

  void open(OpenReel reel) {
    queue.add(new DiskWork.Open(reel));
  }

  void write(SealedPart part) {
    backlog.add(part.length());
    queue.add(new DiskWork.Write(part));
  }

  /// @param heldBytes how much of the backlog `held` is
  void close(OpenReel reel, Collection<Batch> held, long heldBytes) {
    queue.add(new DiskWork.Close(reel, held, heldBytes));
  }

  // For any thread.

  /// Pictures are missing from now on. That of an overload, be it the disk's or the burner's, is an
  /// alarm, which does not wait for the disk: that may hang.
  void gap(Instant from, GapReason reason, String detail) {
    if (reason == GapReason.OVERLOAD) {
      services.alarms().raise(AlarmKind.OVERLOAD, camera.value(), detail);
    }
    queue.add(new DiskWork.GapFrom(from, reason, detail));
  }

  /// Pictures are dropped from now on.
  void overloaded(Instant from) {
    gap(from, GapReason.OVERLOAD, "The disk could not keep up with the cameras.");
  }

  void mask(BlockMask mask) {
    var writer = masks;
    if (writer != null) {
      writer.add(mask);
    }
  }

  /// Writes the masks that wait, for a reader who wants them now.
  void writeMasks() {
    var writer = masks;
    try {
      if (writer != null) {
        writer.write();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, camera + ": block masks cannot be written: " + e.getMessage());
    }
  }

  /// What waits for the disk, with what the session holds until its reel's file is made.
  Backlog.Share backlog() {
    return backlog;
  }

  /// Up to when it is known what became of the camera's time, see [Micros]: while it is being
  /// recorded, the time since the last durable picture is no gap.
  OptionalLong knownUntil() {
    return recording ? OptionalLong.of(durableEnd) : OptionalLong.empty();
  }

  /// The gap that lasts now, even if the disk does not take its line yet.
  Optional<Journal.Line.GapFrom> openGap() {
    return Optional.ofNullable(openGap);
  }

  RecordingState state() {
    var gap = openGap;
    return new RecordingState(
        camera,
        recording,
        Optional.ofNullable(gap).map(Journal.Line.GapFrom::reason),
        gap == null ? "" : gap.detail(),
        durableEnd == Long.MIN_VALUE ? Optional.empty() : Optional.of(Micros.instant(durableEnd)),
        backlog.bytes(),
        meter.parts(),
        meter.ticks(),
        meter.measured());
  }

  // For the flusher.

  /// Does everything that waits, with one flush for each reel.
  ///
  /// @param full whether the disk has no room left but the reserve
  void pass(boolean full) {
    try {
      work(full);
    } finally {
      lines.write(post);
    }
  }

  private void work(boolean full) {
    giveUpWhatIsAway();
    for (var work = queue.peek(); work != null; work = queue.peek()) {
      if (work instanceof DiskWork.Open && goesElsewhere(full)) {
        break;
      }
      queue.poll();
      switch (work) {
        case DiskWork.Open(var reel) -> create(reel, full);
        case DiskWork.Write(var part) -> {
          if (!writing.isEmpty() && writing.getFirst().reel() != part.reel()) {
            writeOut(full);
          }
          writing.add(part);
        }
        case DiskWork.Close close -> finish(close, full);
        case DiskWork.GapFrom(var from, var reason, var detail) -> {
          writeOut(full);
          begin(from, reason, detail);
        }
      }
    }
    writeOut(full);
    var writer = masks;
    if (writer != null
        && (writer.waiting() >= MASKS_AT_ONCE || ++passes % LONGEST_MASK_WAIT_PASSES == 0)) {
      writeMasks();
    }
  }

  /// A volume that has gone takes nothing more, even while its open files still could.
  private void giveUpWhatIsAway() {
    if (post.isAway() && !files.isEmpty()) {
      for (var reel : List.copyOf(files.keySet())) {
        fail(reel, new VolumeWrong(post.trouble()));
      }
    }
  }

  /// Whether the next reel belongs on another volume; then that one's flusher begins it.
  private boolean goesElsewhere(boolean full) {
    writeOut(full);
    var next = services.volumes().next(camera, durableEnd == Long.MIN_VALUE);
    if (!files.isEmpty() || next.equals(post)) {
      return false;
    }
    nextPost = Optional.of(next);
    return true;
  }

  /// Another volume that the camera belongs to now.
  Optional<VolumePost> wantsToGo() {
    return nextPost;
  }

  /// From now on that volume's flusher does its work.
  void goTo(VolumePost next) {
    if (!next.equals(post)) {
      LOG.log(Level.INFO, "%s: is recorded on volume %s now".formatted(camera, next.name()));
    }
    post = next;
    nextPost = Optional.empty();
  }

  /// Ends what is still open, because the recorder is being closed.
  void stop() {
    for (var reel : List.copyOf(files.keySet())) {
      finish(new DiskWork.Close(reel, List.of(), 0), false);
    }
    if (openGap == null && durableEnd != Long.MIN_VALUE) {
      begin(Micros.instant(durableEnd), GapReason.RESTART, "Vigie was stopped.");
      lines.write(post);
    }
  }

  private void create(OpenReel reel, boolean full) {
    writeOut(full);
    services.registrar().beginning(reel.id);
    try {
      requireRoom(full);
      requireAccepted();
      var file =
          ReelFile.create(
              reel,
              services.settings().town(),
              post.requireVolume(),
              services.keys(),
              sealer,
              cipher);
      post.begun(reel.act.retention());
      post.wrote(file.bytes());
      files.put(reel, file);
      services.registrar().opened(file);
      masks = file.masks();
    } catch (IOException | RuntimeException | Error e) {
      services.registrar().notBegun(reel.id);
      fail(reel, e);
    }
  }

  private void writeOut(boolean full) {
    if (writing.isEmpty()) {
      return;
    }
    var reel = writing.getFirst().reel();
    var file = files.get(reel);
    try {
      if (file != null) {
        requireRoom(full);
        long before = file.bytes();
        file.append(writing);
        post.wrote(file.bytes() - before);
        meter.durable(reel.format, writing);
        acknowledge(file);
        noteDelays();
      }
    } catch (IOException | RuntimeException | Error e) {
      // Memory that ran out, too, may have cut a part short.
      fail(reel, e);
    } finally {
      for (var part : writing) {
        backlog.add(-part.length());
        services.buffers().give(part.buffer());
      }
      writing.clear();
    }
  }

  private void noteDelays() {
    long now = Micros.of(services.clocks().wall());
    for (var part : writing) {
      services.delays().addMs((now - part.frame().wallStart()) / 1000);
    }
  }

  private void finish(DiskWork.Close close, boolean full) {
    writeOut(full);
    backlog.add(-close.heldBytes());
    var file = files.get(close.reel());
    if (file == null) {
      return;
    }
    try {
      for (var batch : close.held()) {
        var part = sealer.seal(close.reel(), batch);
        backlog.add(part.length());
        writing.add(part);
      }
      writeOut(full);
      if (file.equals(files.get(close.reel()))) {
        masks = null;
        end(file);
        files.remove(close.reel());
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(close.reel(), e);
    }
  }

  /// A reel without pictures was never one.
  private void end(ReelFile file) throws IOException {
    file.close();
    if (!file.hasPictures()) {
      services.registrar().forget(file);
      post.freed(file.bytes());
      Retention.destroy(services.keys(), file.header().reel(), file.path());
    } else {
      services.registrar().closed(file);
    }
  }

  private void acknowledge(ReelFile file) {
    if (!file.equals(acknowledged)) {
      acknowledged = file;
      post.worked();
      long hole = file.start() - durableEnd;
      if (openGap == null && durableEnd != Long.MIN_VALUE && hole >= Stretch.LEAST_TOLERANCE) {
        var from = Micros.instant(durableEnd);
        begin(from, GapReason.CAMERA_LOST, "No pictures came between two runs.");
      }
    }
    var before = openGap;
    if (before != null && before.reason() == GapReason.DISK) {
      LOG.log(Level.INFO, camera + ": is being recorded again");
    }
    if (overloaded) {
      overloaded = false;
      services.alarms().end(AlarmKind.OVERLOAD, camera.value());
    }
    durableEnd = file.end();
    latestEnd = Math.max(latestEnd, durableEnd);
    openGap = null;
    if (!recording) {
      recording = true;
      services.states().accept(state());
    }
  }

  private void fail(OpenReel reel, Throwable cause) {
    reel.failed();
    var before = openGap;
    // Said once: while the disk stays full, every key frame tries again.
    boolean said = before != null && before.reason() == GapReason.DISK;
    LOG.log(
        said ? Level.DEBUG : Level.ERROR,
        camera + ": recording was interrupted: " + cause.getMessage());
    var file = files.remove(reel);
    long from = Micros.of(reel.start);
    if (file != null) {
      from = Math.max(from, file.end());
      if (cause instanceof NoRoom) {
        endFull(file);
      } else {
        file.giveUp();
        services.registrar().closed(file);
      }
    }
    masks = null;
    var detail =
        switch (cause) {
          case NoRoom room -> room.sentence;
          case VolumeWrong wrong -> wrong.getMessage() + ".";
          default -> "The disk failed: %s.".formatted(cause.getMessage());
        };
    if (!(cause instanceof NoRoom || cause instanceof VolumeWrong)) {
      post.failed("%s: %s".formatted(camera, detail));
    }
    begin(Micros.instant(from), GapReason.DISK, detail);
  }

  /// Nothing has failed yet, and the reserve has room for a footer.
  private void endFull(ReelFile file) {
    try {
      end(file);
    } catch (IOException e) {
      services.registrar().closed(file);
      LOG.log(Level.ERROR, camera + ": a reel could not be closed: " + e.getMessage());
    }
  }

  private void begin(Instant from, GapReason reason, String detail) {
    overloaded |= reason == GapReason.OVERLOAD;
    var before = openGap;
    if (before != null && before.reason() == reason) {
      // The same gap; what is said of it now may be more useful than what was said first.
      openGap = new Journal.Line.GapFrom(camera, before.from(), reason, detail);
      return;
    }
    long start = Math.max(Micros.of(from), durableEnd);
    var gap = new Journal.Line.GapFrom(camera, Micros.instant(start), reason, detail);
    openGap = gap;
    recording = false;
    lines.add(gap);
    if (latestEnd > start) {
      // The clock was put back: once this time has passed again, the same gap may still last.
      lines.add(new Journal.Line.GapFrom(camera, Micros.instant(latestEnd), reason, detail));
    }
    services.states().accept(state());
  }

  private void requireRoom(boolean full) throws IOException {
    var volume = post.requireVolume();
    if (full) {
      boolean quota = post.usedBytes() >= post.settings().quotaBytes();
      throw new NoRoom(
          quota
              ? "Volume '%s' has reached its quota of %d MiB."
                  .formatted(post.name(), post.settings().quotaBytes() / MIB)
              : "The disk of %s has less than %d MiB left."
                  .formatted(volume.folder(), post.settings().reserveBytes() / MIB));
    }
  }

  private void requireAccepted() throws NoRoom {
    if (!post.takes(durableEnd == Long.MIN_VALUE)) {
      throw new NoRoom(post.space().sentence(post.settings()));
    }
  }

  private static final class NoRoom extends IOException {
    private static final long serialVersionUID = 1L;

    final String sentence;

    NoRoom(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }
}
