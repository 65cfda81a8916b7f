package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Actors;
import org.vigie.governance.Acts;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Governance;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.Purpose;
import org.vigie.governance.RecordingAct;
import org.vigie.governance.Right;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.RunEnd;
import org.vigie.model.RunStart;
import org.vigie.model.Span;
import org.vigie.model.StreamKind;
import org.vigie.model.VideoFormat;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecorderSettings;

/// Past the review window nothing on the machine decrypts: everything that Vigie wrote lies on a
/// file system of its own, whose raw image, free blocks included, is searched for the keys that
/// were
/// seen while they lived, and for the pictures.
class RawImageTest {

  private static final CameraId CAMERA = new CameraId("quay");
  private static final int TICKS = 3_600;
  private static final int NEEDLE = 16;
  private static final VideoFormat FORMAT =
      new VideoFormat(
          VideoFormat.VideoCodec.H264,
          320,
          240,
          HexFormat.of().parseHex("6764000dacb20283f60220000003002000000641e28549"),
          HexFormat.of().parseHex("68ebc3cb22c0"));

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private final Random random = new Random(5);
  private final List<CustodianKeys> custodians = new ArrayList<>();
  private final Map<String, byte[]> keys = new HashMap<>();
  private Optional<LoopDisk> disk = Optional.empty();

  @AfterEach
  void unmount() {
    disk.ifPresent(LoopDisk::close);
  }

  @Test
  void past_the_review_window_the_raw_disk_holds_no_key_and_no_picture_and_two_custodians_open_it()
      throws Exception {
    var there = disk();
    var data = there.folder().resolve("data");
    List<AccessUnit> sealed;
    byte[] keyOnDisk;
    try (var governance = governance(data);
        var recorder = recorder(data, governance)) {
      // Before there are custodians a key lies on disk, so the search is known to find one.
      var before = record(recorder, 50);
      keyOnDisk = keyOf(data, governance);
      there.sync();
      assertThat(found(there, Map.of("key on disk", keyOnDisk))).containsExactly("key on disk");

      for (var person : List.of("dpo-1", "judge-2", "clerk-3")) {
        custodians.add(CustodianKeys.create(person));
      }
      var cards = custodians.stream().map(keys -> keys.custodian().card()).toList();
      governance.custody().name(Actors.LOCAL_ADMINISTRATOR, cards);
      sealed = record(recorder, 200);
      keyOf(data, governance);
      there.sync();
      assertThat(found(there, needles(sealed))).as("while its window lasts").isEmpty();

      clocks.advance(Duration.ofHours(12));
      governance.keys().endWindows();
      var onDisk = firstReel();
      for (var reel : keys.keySet()) {
        assertThat(governance.keys().find(reel).isPresent()).isEqualTo(reel.equals(onDisk));
      }
      // Something is written over what was freed, and the reel of before dies.
      record(recorder, 50);
      clocks.advance(Duration.ofHours(11));
      assertThat(
              recorder.deleteExpired(before.getFirst().wall().plus(Duration.ofHours(24))).reels())
          .isEqualTo(1);
    }
    there.unmount();
    var all = needles(sealed);
    all.put("key on disk", keyOnDisk);
    assertThat(found(there, all)).isEmpty();

    there.mount();
    try (var governance = governance(data);
        var recorder = recorder(data, governance)) {
      assertThat(open(governance, recorder, sealed)).containsExactlyElementsOf(bytes(sealed));
    }
  }

  private LoopDisk disk() throws InterruptedException {
    try {
      var made = LoopDisk.create(dir, "disk", 64L << 20);
      disk = Optional.of(made);
      return made;
    } catch (IOException e) {
      return abort("no loop device here: " + e.getMessage());
    }
  }

  private Governance governance(Path data) throws Exception {
    // The memory file system, where there is one, as in a town.
    return Governance.open(
        data, "bench", LegalProfile.builtIn("demo"), new Acts(List.of(act()), List.of()), clocks);
  }

  private RecordingAct act() {
    return new RecordingAct(
        "B-1",
        "Mayor",
        clocks.wall().minus(Duration.ofDays(9)),
        clocks.wall().plus(Duration.ofDays(9)),
        Set.of(Purpose.SAFETY_OF_PERSONS_AND_GOODS),
        "the quay",
        CameraScope.all(),
        Duration.ofHours(24),
        Duration.ofHours(12),
        "");
  }

  private Recorder recorder(Path data, Governance governance) throws IOException {
    var settings =
        new RecorderSettings(
            data.resolve("footage"),
            data.resolve("index.db"),
            "bench",
            Duration.ofMillis(20),
            2,
            8 << 20,
            0,
            Duration.ofMinutes(1));
    return Recorder.open(settings, governance.keys(), governance.ledger(), clocks);
  }

  private List<AccessUnit> record(Recorder recorder, int pictures) throws InterruptedException {
    var sink = recorder.camera(CAMERA, act());
    var start = clocks.wall().plusSeconds(5);
    var sent = new ArrayList<AccessUnit>();
    sink.begin(new RunStart(CAMERA, StreamKind.MAIN, FORMAT, start, Duration.ofMillis(20)));
    for (int i = 0; i < pictures; i++) {
      var bytes = new byte[2_000 + random.nextInt(8_000)];
      random.nextBytes(bytes);
      var unit = new AccessUnit((long) i * TICKS, start.plusMillis(40L * i), i % 25 == 0, bytes);
      sent.add(unit);
      sink.accept(unit);
    }
    sink.end(new RunEnd(start.plusMillis(40L * pictures), GapReason.CAMERA_LOST, "unplugged"));
    recorder.flush();
    clocks.advance(Duration.ofSeconds(20));
    return sent;
  }

  /// The key of the newest reel, as it is while it lives.
  private byte[] keyOf(Path data, Governance governance) throws IOException {
    try (var files = Files.walk(data.resolve("footage"))) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        if (name.endsWith(".reel")) {
          var reel = name.substring(3, name.length() - ".reel".length());
          if (!keys.containsKey(reel)) {
            keys.put(reel, governance.keys().find(reel).orElseThrow());
            return keys.get(reel);
          }
        }
      }
    }
    throw new AssertionError("no new reel");
  }

  /// What must not be found: all keys of sealed reels, and a piece of each picture.
  private Map<String, byte[]> needles(List<AccessUnit> units) throws IOException {
    var needles = new HashMap<String, byte[]>();
    keys.forEach((reel, key) -> needles.put("key of " + reel, key));
    needles.remove("key of " + firstReel());
    for (int i = 0; i < units.size(); i++) {
      needles.put("picture " + i, Arrays.copyOfRange(units.get(i).bytes(), 500, 500 + NEEDLE));
    }
    return needles;
  }

  private String firstReel() throws IOException {
    var folder = disk.orElseThrow().folder().resolve("data/keys/reels");
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".key", ""))
          .findFirst()
          .orElse("");
    }
  }

  /// Which of these lie anywhere in the image.
  private Set<String> found(LoopDisk disk, Map<String, byte[]> needles) throws IOException {
    var byPrefix = new HashMap<Long, List<String>>();
    var sieve = new boolean[1 << 20];
    needles.forEach(
        (name, bytes) -> {
          long prefix = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
          byPrefix.computeIfAbsent(prefix, p -> new ArrayList<>()).add(name);
          sieve[(int) prefix & 0xfffff] = true;
        });
    var found = new TreeSet<String>();
    try (var file = FileChannel.open(disk.image(), StandardOpenOption.READ)) {
      var image = file.map(MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at + 32 <= image.limit(); at++) {
        if (sieve[image.getInt(at) & 0xfffff]) {
          for (var name : byPrefix.getOrDefault(image.getLong(at), List.of())) {
            var needle = needles.getOrDefault(name, new byte[0]);
            var there = new byte[needle.length];
            image.get(at, there);
            if (Arrays.equals(there, needle)) {
              found.add(name);
            }
          }
        }
      }
    }
    return found;
  }

  private List<String> open(Governance governance, Recorder recorder, List<AccessUnit> units)
      throws Exception {
    governance.grant(
        Actors.LOCAL_ADMINISTRATOR,
        "officer-5",
        Set.of(Right.PLAY_BACK),
        CameraScope.all(),
        clocks.wall().minusSeconds(60),
        clocks.wall().plusSeconds(6_000));
    var span = new Span(units.getFirst().wall(), units.getLast().wall().plusMillis(40));
    var reels = recorder.sealed(CAMERA, span);
    governance
        .custody()
        .ask(
            new OpeningOrder(
                "officer-5",
                span,
                OpeningRequest.Use.PLAYBACK,
                "An accident",
                Duration.ofHours(1),
                reels));
    for (var keys : custodians.subList(1, 3)) {
      var bundle = governance.custody().openings().waitingFor(keys.custodian()).getFirst();
      governance
          .custody()
          .openings()
          .approve(keys.approve(bundle.request(), bundle.envelopes(), clocks.wall()), "officer-5");
    }
    var permit =
        governance.permit(
            "officer-5", Right.PLAY_BACK, Set.of(CAMERA), Optional.of(span), "An accident");
    try (var footage = recorder.read(permit, CAMERA, span)) {
      return footage.all().stream().flatMap(piece -> bytes(piece.units()).stream()).toList();
    }
  }

  private static List<String> bytes(List<AccessUnit> units) {
    return units.stream().map(unit -> HexFormat.of().formatHex(unit.bytes())).toList();
  }
}
