package org.vigie.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Delays;
import org.vigie.governance.Permit;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.Alarms;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.Span;
import org.vigie.model.StreamSink;

/// Records cameras into sealed reels and gives footage back against a permit. Safe for any thread;
/// closed by whoever opened it, after the cameras' sessions and before the governance that it was
/// given.
public final class Recorder implements AutoCloseable {

  private final Services services;
  private final SqlIndex index;
  private final Library library;
  private final Exporter exporter;
  private final Retention retention;
  private final List<Flusher> flushers;
  private final Closing closing;
  private final Map<CameraId, CameraDisk> cameras = new ConcurrentHashMap<>();
  private final List<Consumer<RecordingState>> listeners;

  private Recorder(
      Services services,
      SqlIndex index,
      Notary notary,
      List<Flusher> flushers,
      List<Consumer<RecordingState>> listeners,
      Closing closing) {
    this.services = services;
    this.index = index;
    this.flushers = flushers;
    this.listeners = listeners;
    this.closing = closing;
    var volume = services.volume();
    var registrar = services.registrar();
    this.library = new Library(volume, index, registrar, services.keys());
    this.exporter = new Exporter(notary);
    this.retention =
        new Retention(
            volume,
            index,
            registrar,
            services.journal(),
            services.keys(),
            notary,
            services.clocks());
  }

  /// Opens a volume, makes good what a crash left, finishes deletions that were begun, and warms
  /// the cipher.
  ///
  /// @throws IOException with a plain message if the volume is in use, is not the one that the
  ///     index knows, or cannot be written
  public static Recorder open(
      RecorderSettings settings, ReelKeys keys, Ledger ledger, Clocks clocks) throws IOException {
    return open(settings, keys, ledger, Alarms.NONE, clocks);
  }

  /// As the other, and tells `alarms` of conditions that a person must know of.
  public static Recorder open(
      RecorderSettings settings, ReelKeys keys, Ledger ledger, Alarms alarms, Clocks clocks)
      throws IOException {
    return open(settings, keys, ledger::append, alarms, clocks);
  }

  static Recorder open(RecorderSettings settings, ReelKeys keys, Notary notary, Clocks clocks)
      throws IOException {
    return open(settings, keys, notary, Alarms.NONE, clocks);
  }

  static Recorder open(
      RecorderSettings settings, ReelKeys keys, Notary notary, Alarms alarms, Clocks clocks)
      throws IOException {
    var closing = new Closing();
    try {
      var volume = closing.add(Volume.open(settings.footage()));
      var journal = closing.add(Journal.open(volume.journal()));
      var index = closing.add(SqlIndex.open(settings.index(), volume.id()));
      new Recovery(volume, index, journal, keys, notary).run();
      Warming.warm();
      var registrar = closing.add(new Registrar(volume, index, notary, settings, clocks));
      var flushers =
          IntStream.range(0, settings.flushers())
              .mapToObj(number -> closing.add(new Flusher(number, volume, settings)))
              .toList();
      var listeners = new CopyOnWriteArrayList<Consumer<RecordingState>>();
      var services =
          new Services(
              settings,
              volume,
              keys,
              journal,
              registrar,
              new PartBuffers(),
              alarms,
              new Delays(),
              clocks,
              state -> listeners.forEach(listener -> listener.accept(state)));
      return new Recorder(services, index, notary, flushers, listeners, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /// Where the recorded stream of a camera goes while `act` is valid. One session at a time per
  /// camera; its calls never wait for the disk.
  public StreamSink camera(CameraId camera, RecordingAct act) {
    return new CameraSink(
        disk(camera),
        act,
        services.clocks(),
        new Sealer(services.buffers()),
        services.settings().mostPendingBytes());
  }

  /// Seals a block mask beside the footage of its time. Masks of times without footage are dropped.
  public void mask(CameraId camera, BlockMask mask) {
    var disk = cameras.get(camera);
    if (disk != null) {
      disk.mask(mask);
    }
  }

  /// Says why a camera that has no session is not recorded from `from` on, until its next run or
  /// the next such call. Saying the same again changes nothing.
  public void gap(CameraId camera, Instant from, GapReason reason, String detail) {
    disk(camera).gap(from, reason, detail);
  }

  /// The cameras of which anything is known, in order of their names.
  public Set<CameraId> cameras() {
    return library.cameras();
  }

  /// What became of a camera's time; needs no permit, as it shows no picture.
  ///
  /// @throws java.io.UncheckedIOException with a plain message if the index cannot be read
  public Timeline timeline(CameraId camera, Span span) {
    var disk = cameras.get(camera);
    long now = Micros.of(services.clocks().wall());
    long known = disk == null ? now : disk.knownUntil().orElse(now);
    return library.timeline(
        camera, span, known, Optional.ofNullable(disk).flatMap(CameraDisk::openGap));
  }

  /// Decrypts footage. Takes a permit to PLAY_BACK or EXPORT and uses it once.
  ///
  /// @throws IOException with a plain message if the disk fails
  public Footage read(Permit permit, CameraId camera, Span span) throws Refused, IOException {
    permit.use(permit.right() == Right.EXPORT ? Right.EXPORT : Right.PLAY_BACK, camera, span);
    return open(camera, span);
  }

  /// Writes footage as fragmented MP4: one init segment for each format, then fragments whose times
  /// count from the first picture by wall time, so that gaps stay gaps. Takes a permit to PLAY_BACK
  /// and uses it once. Does not close `out`.
  public void play(Permit permit, CameraId camera, Span span, OutputStream out)
      throws Refused, IOException {
    permit.use(Right.PLAY_BACK, camera, span);
    try (var footage = open(camera, span)) {
      play(footage, out);
    }
  }

  /// Copies footage, clear, into MP4 files that other software plays. Takes a permit to EXPORT and
  /// uses it once; the ledger holds the files' hashes before they get their names.
  ///
  /// @param out the file; a second format goes to `NAME-2.mp4` beside it, and so on
  /// @throws IOException with a plain message if there is no footage, `out` exists, or a disk fails
  public Export export(Permit permit, CameraId camera, Span span, Path out)
      throws Refused, IOException {
    if (Files.exists(out)) {
      throw new IOException(out + " exists already; give another name");
    }
    permit.use(Right.EXPORT, camera, span);
    try (var footage = open(camera, span)) {
      return exporter.export(permit, camera, span, footage, out.toAbsolutePath());
    }
  }

  /// Destroys every reel whose oldest part has reached its act's limit: key first, then footage and
  /// masks. In the ledger before it happens; a crash in between is made good when the volume is
  /// opened next. Call it every few minutes.
  public Deletion deleteExpired(Instant now) {
    return retention.run(now);
  }

  /// A person has seen that the wall clock jumped forward and is right: deletion goes on.
  public void confirmClock() {
    retention.confirmClock();
  }

  /// What each camera's recording is doing now, in order of their names; only cameras that were
  /// spoken of since the recorder was opened.
  public List<RecordingState> states() {
    return cameras.values().stream()
        .map(CameraDisk::state)
        .sorted(Comparator.comparing(RecordingState::camera))
        .toList();
  }

  /// How long pictures were not yet safe: for every part, from when its first picture was taken
  // until
  /// it was on disk, flushed. A part covers up to a second, so nearly all take longer than that.
  public Delays delays() {
    return services.delays();
  }

  /// As [#states], of one camera; empty if it was not spoken of.
  public Optional<RecordingState> state(CameraId camera) {
    return Optional.ofNullable(cameras.get(camera)).map(CameraDisk::state);
  }

  /// Tells `listener` whenever a camera begins or stops being recorded, on a thread of the
  /// recorder; it must not wait or throw.
  public void listen(Consumer<RecordingState> listener) {
    listeners.add(listener);
  }

  /// Brings everything to disk that was sealed before this call, and into the index.
  public void flush() throws InterruptedException {
    for (var flusher : flushers) {
      flusher.flush();
    }
    services.registrar().settle();
  }

  /// Makes everything durable, writes down that recording stops here, and lets go of the volume.
  @Override
  public void close() {
    closing.close();
  }

  /// As [#read] with a permit already used.
  Footage open(CameraId camera, Span span) throws IOException {
    var disk = cameras.get(camera);
    if (disk != null) {
      disk.writeMasks();
    }
    return library.open(camera, span);
  }

  static void play(Footage footage, OutputStream out) throws IOException {
    var stream = new Mp4Stream(out);
    for (var piece = footage.next(); piece.isPresent(); piece = footage.next()) {
      stream.write(piece.get(), 0);
    }
  }

  private CameraDisk disk(CameraId camera) {
    return cameras.computeIfAbsent(camera, this::add);
  }

  private CameraDisk add(CameraId camera) {
    long end = index.lastEnd(camera).orElse(Long.MIN_VALUE);
    Optional<Journal.Line.GapFrom> last =
        index.gaps(camera, Long.MAX_VALUE - 1, Long.MAX_VALUE).stream()
            .reduce((first, second) -> second)
            .filter(gap -> Micros.of(gap.from()) + Stretch.LEAST_TOLERANCE >= end);
    var disk = new CameraDisk(camera, services, end, last);
    flushers.get(Math.floorMod(cameras.size(), flushers.size())).add(disk);
    return disk;
  }
}
