package org.vigie.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Delays;
import org.vigie.governance.Permit;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.SealedReel;
import org.vigie.governance.keys.KeySource;
import org.vigie.governance.keys.OpenedKeys;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.Alarms;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.MaskedCopies;
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
  private final Keepers keepers;
  private final Closing closing;
  private final Map<CameraId, CameraDisk> cameras = new ConcurrentHashMap<>();
  private final List<Consumer<RecordingState>> listeners;

  /// Those who look after footage once it is written.
  private record Keepers(List<Copier> copiers, Reconciler reconciler) {}

  private Recorder(
      Services services,
      SqlIndex index,
      Notary notary,
      Keepers keepers,
      List<Consumer<RecordingState>> listeners,
      Closing closing) {
    this.services = services;
    this.index = index;
    this.keepers = keepers;
    this.listeners = listeners;
    this.closing = closing;
    var volumes = services.volumes();
    var registrar = services.registrar();
    this.library = new Library(volumes, index, registrar);
    this.exporter = new Exporter(notary);
    this.retention =
        new Retention(
            volumes,
            index,
            registrar,
            services.keys(),
            notary,
            services.alarms(),
            services.clocks());
  }

  /// Opens the volumes, makes good what a crash left, finishes deletions that were begun, and warms
  /// the cipher. A volume that is not there is said in an alarm, and taken when it comes.
  ///
  /// @param alarms told what a person must know of the volumes and the index
  /// @throws IOException with a plain message if a volume is in use, or the index cannot be used
  public static Recorder open(
      RecorderSettings settings, ReelKeys keys, Ledger ledger, Alarms alarms, Clocks clocks)
      throws IOException {
    return open(settings, keys, ledger::append, alarms, clocks);
  }

  /// The same with nobody to tell.
  public static Recorder open(
      RecorderSettings settings, ReelKeys keys, Ledger ledger, Clocks clocks) throws IOException {
    return open(settings, keys, ledger, Alarms.NONE, clocks);
  }

  static Recorder open(RecorderSettings settings, ReelKeys keys, Notary notary, Clocks clocks)
      throws IOException {
    return open(settings, keys, notary, Alarms.NONE, clocks);
  }

  static Recorder open(
      RecorderSettings settings, ReelKeys keys, Notary notary, Alarms alarms, Clocks clocks)
      throws IOException {
    try {
      return open(
          new Closing(), SqlIndex.open(settings.index()), settings, keys, notary, alarms, clocks);
    } catch (SqlFile.Damaged e) {
      var fresh = SqlIndex.again(settings.index(), e.getMessage() + "");
      return open(new Closing(), fresh, settings, keys, notary, alarms, clocks);
    }
  }

  private static Recorder open(
      Closing closing,
      SqlIndex index,
      RecorderSettings settings,
      ReelKeys keys,
      Notary notary,
      Alarms alarms,
      Clocks clocks)
      throws IOException {
    try {
      closing.add(index);
      var register = VolumeRegister.open(settings.index());
      var shared =
          new VolumeServices(settings.town(), register, index, keys, notary, alarms, clocks);
      var volumes = closing.add(Volumes.open(settings, shared));
      Warming.warm();
      var registrar = closing.add(new Registrar(index, notary, alarms, settings, clocks));
      IndexCare.begin(shared, volumes);
      closing.add(() -> IndexCare.end(shared));
      volumes.start(settings, registrar, closing);
      var copiers = Copier.start(settings, volumes, index, registrar);
      copiers.forEach(closing::add);
      var reconciler = closing.add(new Reconciler(shared, volumes, registrar, settings));
      var listeners = new CopyOnWriteArrayList<Consumer<RecordingState>>();
      var services =
          new Services(
              settings,
              volumes,
              keys,
              registrar,
              new PartBuffers(),
              new Backlog(settings.mostPendingBytes(), settings.mostPendingBytesOfAll()),
              alarms,
              new Delays(),
              clocks,
              state -> listeners.forEach(listener -> listener.accept(state)));
      return new Recorder(
          services, index, notary, new Keepers(copiers, reconciler), listeners, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /// Where the recorded stream of a camera goes while `act` is valid. One session at a time per
  /// camera; its calls never wait for the disk.
  public StreamSink camera(CameraId camera, RecordingAct act) {
    return new CameraSink(disk(camera), act, services.clocks(), new Sealer(services.buffers()));
  }

  /// Whether what waits for the disk of a camera leaves room for more: for whoever has footage that
  /// can wait, such as a file.
  public boolean hasRoom(CameraId camera) {
    return disk(camera).backlog().hasRoomAgain();
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
    library.settle();
    return settledTimeline(camera, span);
  }

  /// The same of many cameras at once, in the order asked for.
  public List<Timeline> timelines(Collection<CameraId> asked, Span span) {
    library.settle();
    return asked.stream().map(camera -> settledTimeline(camera, span)).toList();
  }

  private Timeline settledTimeline(CameraId camera, Span span) {
    var disk = cameras.get(camera);
    long now = Micros.of(services.clocks().wall());
    long known = disk == null ? now : disk.knownUntil().orElse(now);
    return library.timeline(
        camera, span, known, Optional.ofNullable(disk).flatMap(CameraDisk::openGap));
  }

  /// Until when a camera's footage lives, reel by reel, in order; shows no picture, so needs no
  /// permit.
  public List<FootageEnd> ends(CameraId camera, Span span) {
    return library.ends(camera, span);
  }

  /// Decrypts footage. Takes a permit to PLAY_BACK, EXPORT or ANSWER_ACCESS, or a lift's to
  /// SEE_CLEAR,
  /// and uses it once.
  ///
  /// @throws IOException with a plain message if the disk fails
  public Footage read(Permit permit, CameraId camera, Span span) throws Refused, IOException {
    var right =
        switch (permit.right()) {
          case EXPORT, ANSWER_ACCESS, SEE_CLEAR -> permit.right();
          case PLAY_BACK,
              VIEW_LIVE,
              JUDGE,
              STOP,
              STEER,
              CONFIGURE,
              INSPECT,
              ADMINISTER,
              OVERSEE,
              ATTEND,
              RELAY_CLEAR ->
              Right.PLAY_BACK;
        };
    permit.use(right, camera, span);
    return open(camera, span, permit);
  }

  /// When something moved before a camera, as its block masks tell: no picture is read. Takes a
  /// permit to PLAY_BACK and uses it once; what its holder cannot read is unknown.
  public Movement movement(Permit permit, CameraId camera, Span span) throws Refused, IOException {
    permit.use(Right.PLAY_BACK, camera, span);
    writeMasks(camera);
    var recorded = timeline(camera, span).recorded();
    long past = Micros.of(services.clocks().wall());
    return library.movement(camera, span, recorded, keys(permit, camera, span), past);
  }

  /// Some key pictures of a span, evenly spread, to be masked and shown small while somebody looks
  /// for a moment. Takes a permit to PLAY_BACK and uses it once; what its holder cannot read is
  /// left out.
  ///
  /// @param count at most so many
  public Glimpses glimpses(Permit permit, CameraId camera, Span span, int count)
      throws Refused, IOException {
    permit.use(Right.PLAY_BACK, camera, span);
    writeMasks(camera);
    long past = Micros.of(services.clocks().wall());
    return library.glimpses(camera, span, count, keys(permit, camera, span), past);
  }

  /// Writes footage as fragmented MP4: one init segment for each format, then fragments whose times
  /// count from the first picture by wall time, so that gaps stay gaps. Takes a permit to PLAY_BACK
  /// and uses it once. Does not close `out`.
  public void play(Permit permit, CameraId camera, Span span, OutputStream out)
      throws Refused, IOException {
    permit.use(Right.PLAY_BACK, camera, span);
    try (var footage = open(camera, span, permit)) {
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
    CopyRoom.require(bytes(camera, span), 1, Disk.folderOf(out.toAbsolutePath()));
    permit.use(Right.EXPORT, camera, span);
    try (var footage = open(camera, span, permit)) {
      return exporter.export(permit, camera, span, footage, out.toAbsolutePath());
    }
  }

  /// The same for whoever must prove it elsewhere: of every reel that the pictures come from, what
  /// ties them to the ledger goes to `proofs`, see [SealedSlice].
  ///
  /// The ledger is not told: [#announce] does, once all is there.
  ///
  /// @param proofs an existing folder
  /// @param heads what the ledger was told
  /// @param viewing of what else is to be made: a masked copy
  Proven exportProven(
      Permit permit,
      CameraId camera,
      Span span,
      Path out,
      Path proofs,
      CommittedHeads heads,
      Optional<Viewing> viewing)
      throws Refused, IOException, InterruptedException {
    permit.use(Right.EXPORT, camera, span);
    flush();
    services.registrar().commit();
    var masked = viewing(permit, camera, span, viewing);
    try (var footage = open(camera, span, permit)) {
      var export = Exporter.draft(camera, span, footage, out.toAbsolutePath());
      var reels = new ArrayList<HandedReel>();
      for (var used : footage.used()) {
        var slice = SealedSlice.write(used, heads, keys(permit, camera, span), proofs);
        reels.add(HandedReel.of(slice, used, services.keys()));
      }
      return new Proven(export, reels, masked);
    }
  }

  /// Tells the ledger of footage that [#exportProven] copied out.
  void announce(Permit permit, CameraId camera, Span span, Export export) {
    exporter.announce(permit, camera, span, export);
  }

  private List<Export.File> viewing(
      Permit permit, CameraId camera, Span span, Optional<Viewing> asked) throws IOException {
    if (asked.isEmpty()) {
      return List.of();
    }
    var viewing = asked.get();
    try (var footage = open(camera, span, permit)) {
      var copy = new ViewingCopy(footage, viewing.copies(), viewing.mark());
      try (var drafts = FilmDrafts.write(copy, viewing.out())) {
        drafts.name();
        return drafts.files();
      }
    }
  }

  /// A masked copy to be made.
  ///
  /// @param mark written on every picture
  /// @param out the file; a second format goes to `NAME-2.mp4` beside it, and so on
  record Viewing(MaskedCopies copies, String mark, Path out) {}

  /// Footage that was copied out, and what proves it.
  ///
  /// @param viewing its masked copy; none where none was asked for
  record Proven(Export export, List<HandedReel> reels, List<Export.File> viewing) {}

  /// About how many bytes a copy of a stretch has: what lies on the disk for it.
  public long bytes(CameraId camera, Span span) {
    return library.bytes(camera, span);
  }

  String town() {
    return services.settings().town();
  }

  /// Destroys every reel whose oldest part has reached its act's limit: key first, then footage and
  /// masks. In the ledger before it happens; a crash in between is made good when the volume is
  /// opened next. Call it every few minutes.
  public Deletion deleteExpired(Instant now) {
    return deleteExpired(now, HeldFootage.NONE);
  }

  /// The same, but for what is held: whole reels that a hold touches.
  public Deletion deleteExpired(Instant now, HeldFootage held) {
    return retention.run(now, held);
  }

  /// What is left of reels that were destroyed, on the volumes that are there and among the keys.
  public Traces traces(Collection<Traces.Destroyed> reels) throws IOException {
    return Traces.of(reels, services.volumes(), services.keys());
  }

  /// Makes one line of many in the journals, about reels whose footage ended before an instant:
  /// well longer ago than any volume may be away, as one that comes back later with such reels
  /// has them destroyed anew. What became of each camera's time stays as it was. Call it every
  /// few hours.
  public void foldJournals(Instant before) {
    retention.fold(before);
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
  /// until it was on disk, flushed. A part covers up to a second, so nearly all take longer than
  /// that.
  public Delays delays() {
    return services.delays();
  }

  /// As [#states], of one camera; empty if it was not spoken of.
  public Optional<RecordingState> state(CameraId camera) {
    return Optional.ofNullable(cameras.get(camera)).map(CameraDisk::state);
  }

  /// How far the second copies are, of the cameras that have one.
  public List<CopyState> copies() {
    return keepers.copiers().stream().flatMap(copier -> copier.states().stream()).toList();
  }

  /// What each volume is doing now, in the order of the settings.
  public List<VolumeState> volumes() {
    return services.volumes().posts().stream().map(VolumePost::state).toList();
  }

  /// Compares index and disk now, mends what differs and says so in alarms; by itself this happens
  /// every hour. Names are compared, not contents.
  public void reconcile() {
    keepers.reconciler().look();
  }

  /// Reads some parts of each volume's next reels again, as happens by itself every minute.
  public void verifySome() {
    keepers.reconciler().verify();
  }

  Volumes disks() {
    return services.volumes();
  }

  SqlIndex index() {
    return index;
  }

  Registrar registrar() {
    return services.registrar();
  }

  /// Copies now what waits to be copied, a bounded amount of it.
  void copyNow() {
    keepers.copiers().forEach(Copier::round);
  }

  /// Tells `listener` whenever a camera begins or stops being recorded, on a thread of the
  /// recorder; it must not wait or throw.
  public void listen(Consumer<RecordingState> listener) {
    listeners.add(listener);
  }

  /// Brings everything to disk that was sealed before this call, and into the index.
  public void flush() throws InterruptedException {
    services.volumes().flush();
    services.registrar().settle();
  }

  /// Makes everything durable, writes down that recording stops here, and lets go of the volumes.
  @Override
  public void close() {
    closing.close();
  }

  /// What of a camera's footage can be read by custodians only: its review window has ended. Shows
  /// no picture, so needs no permit.
  public List<SealedReel> sealed(CameraId camera, Span span) throws IOException {
    return library.sealed(camera, span, services.keys());
  }

  /// When a camera's footage is sealed, joined, for drawings: as [#sealed], but from the index and
  /// the keys alone, so that a day of a whole town can be drawn. An envelope that has been lost
  /// shows when the footage is asked for.
  public List<Span> sealedSpans(CameraId camera, Span span) {
    return library.locked(camera, span, services.keys());
  }

  /// What of it a permit's holder cannot read either: custodians have not opened it for them.
  public List<SealedReel> sealed(Permit permit, CameraId camera, Span span) throws IOException {
    return library.sealed(camera, span, keys(permit, camera, span));
  }

  private KeySource keys(Permit permit, CameraId camera, Span span) {
    if (permit.right() == Right.SEE_CLEAR) {
      // What custodians open is opened to be seen masked, or to be handed over.
      return services.keys();
    }
    // A masked copy for whoever was filmed leaves the house too.
    boolean takesAway = permit.right() == Right.EXPORT || permit.right() == Right.ANSWER_ACCESS;
    return services.keys().of(new OpenedKeys.Reader(permit.person(), takesAway, camera, span));
  }

  /// As [#read] with a permit already used, of what is inside its review window.
  Footage open(CameraId camera, Span span) throws IOException {
    return open(camera, span, services.keys(), Long.MIN_VALUE);
  }

  /// What has reached its limit and is held can be handed over, and is shown to nobody.
  private Footage open(CameraId camera, Span span, Permit permit) throws IOException {
    long past =
        permit.right() == Right.EXPORT ? Long.MIN_VALUE : Micros.of(services.clocks().wall());
    return open(camera, span, keys(permit, camera, span), past);
  }

  private Footage open(CameraId camera, Span span, KeySource keys, long past) throws IOException {
    writeMasks(camera);
    return library.open(camera, span, keys, past);
  }

  private void writeMasks(CameraId camera) {
    var disk = cameras.get(camera);
    if (disk != null) {
      disk.writeMasks();
    }
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
        index.lines().gaps(camera, Long.MAX_VALUE - 1, Long.MAX_VALUE).stream()
            .reduce((first, second) -> second)
            .filter(gap -> Micros.of(gap.from()) + Stretch.LEAST_TOLERANCE >= end);
    var disk = new CameraDisk(camera, services, end, last);
    services.volumes().home(camera).take(disk);
    return disk;
  }
}
