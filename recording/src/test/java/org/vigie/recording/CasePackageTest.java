package org.vigie.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.FakeClocks;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Span;
import org.vigie.verify.VerifyMain;
import org.vigie.verify.footage.FilmCheck;
import org.vigie.verify.footage.SealedStretch;

/// Footage that was handed over, as an outsider checks it: with `verify`, which shares no code with
/// what made it.
class CasePackageTest {

  private static final byte[] SCAN =
      "%PDF-1.7 please hand over".getBytes(StandardCharsets.US_ASCII);

  /// Words instead of a page: how it looks is the server's part.
  private static final CaseReceipt.Printer RECEIPTS =
      new CaseReceipt.Printer() {
        @Override
        public List<String> names() {
          return List.of("receipt-en.txt", "receipt-fr.txt");
        }

        @Override
        public byte[] print(String name, CaseReceipt receipt) {
          return "%s %s %d %s"
              .formatted(name, receipt.manifest(), receipt.entry(), receipt.checkpoint().note())
              .getBytes(StandardCharsets.UTF_8);
        }
      };

  private final List<String> marks = new ArrayList<>();

  private Attempt masking = () -> {};

  private interface Attempt {
    void run() throws IOException;
  }

  /// An eye that gives back what it gets.
  private final MaskedCopies copies =
      (format, units, masks, edits) -> {
        masking.run();
        marks.add(edits.mark());
        return new MaskedCopies.Copy(format, units);
      };

  @TempDir private Path dir;

  private final FakeClocks clocks = new FakeClocks();
  private CustodyTown town;
  private String said = "";

  private Instant quayStart = Instant.EPOCH;

  @BeforeEach
  void open() throws Exception {
    // Past the full hour: each recording is one reel.
    clocks.advance(Duration.ofSeconds(5));
    town = new CustodyTown(dir.resolve("town"), clocks);
    town.enable("officer-9", Right.EXPORT);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private CaseOrder.Piece piece(CameraId camera, Span span) throws Exception {
    var permit =
        town.governance.permit(
            "officer-9", Right.EXPORT, Set.of(camera), Optional.of(span), "PV 2031/17");
    return new CaseOrder.Piece(permit, camera, span);
  }

  private CasePackage.Made make(CaseOrder.Piece... pieces) throws Exception {
    var order =
        new CaseOrder(
            "PV 2031/17",
            "Court of Testville",
            "An officer",
            List.of(pieces),
            CaseLetter.of(SCAN),
            false,
            true);
    return new CasePackage(town.recorder, town.governance.ledger(), RECEIPTS, copies, clocks)
        .make(order, dir.resolve("case"));
  }

  private boolean holds(String... more) {
    var arguments = new ArrayList<>(List.of("export", dir.resolve("case").toString()));
    arguments.addAll(List.of(more));
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    int code = VerifyMain.run(arguments, out, out);
    said = text.toString(StandardCharsets.UTF_8);
    assertThat(code).as(said).isIn(0, 1);
    return code == 0;
  }

  private Path verifier() throws IOException {
    try (var files = Files.walk(dir.resolve("town/ledger/public"))) {
      return files.filter(file -> file.endsWith("verifier")).findFirst().orElseThrow();
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(dir.resolve("case"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// Two cameras, one with a hole, another format after it and a reel of its own.
  private CasePackage.Made twoCameras() throws Exception {
    var quay = new Source(Town.QUAY, town.recorder.camera(Town.QUAY, CustodyTown.act()), at(), 1);
    quay.begin(Source.SMALL);
    quay.send(130);
    quay.end(GapReason.CAMERA_LOST);
    quay.pause(Duration.ofSeconds(3));
    quay.begin(Source.LARGE);
    quay.send(60);
    quay.end(null);
    var yard = new Source(Town.YARD, town.recorder.camera(Town.YARD, CustodyTown.act()), at(), 2);
    yard.begin(Source.SMALL);
    yard.send(100);
    // Its file is there, so what comes next goes to it at once.
    town.recorder.flush();
    yard.send(100);
    clocks.advance(Duration.ofSeconds(20));
    var from = quay.sent.getFirst().wall();
    quayStart = from;
    // In the middle of a group of pictures, and to the middle of one: the yard is still recorded.
    var some = new Span(from.plusMillis(2600), from.plusMillis(6300));
    var made = make(piece(Town.QUAY, new Span(from, at())), piece(Town.YARD, some));
    yard.end(null);
    return made;
  }

  private Instant at() {
    return clocks.wall();
  }

  @Test
  void an_outsider_ties_every_picture_to_the_ledger() throws Exception {
    var made = twoCameras();

    assertThat(holds("--verifier", verifier().toString())).as(said).isTrue();
    // The yard's begins with the key frame at 2 s and ends before 6.3 s.
    assertThat(said)
        .contains("quay: 190 pictures", "yard: 108 pictures", made.manifest(), "PV 2031/17");
    assertThat(made.pictures()).isEqualTo(298);
    assertThat(holds()).isTrue();
    assertThat(said).contains("add --verifier");
    assertThat(town.entries("case.handed-over").getFirst().entry().facts().toString())
        .contains(made.manifest())
        .doesNotContain("An officer");
  }

  @Test
  void the_receipt_says_what_the_ledger_holds_and_a_forged_one_fails() throws Exception {
    var made = twoCameras();
    var receipt = dir.resolve("case/receipt-fr.txt");
    assertThat(receipt).content().contains(made.manifest(), " " + made.entry() + " ");
    // Printed anew by somebody who also has the manifest right: the ledger holds another hash.
    Files.writeString(receipt, Files.readString(receipt).replace("fr.txt", "FR.txt"));
    assertThat(holds()).isFalse();
    assertThat(said).contains("receipt-fr.txt is not the receipt");
  }

  @Test
  void a_receipt_without_its_entry_is_not_called_changed() throws Exception {
    twoCameras();
    var printed = town.entries("case.receipt-printed").getFirst().index();
    try (var walk = Files.walk(dir.resolve("case/ledger"))) {
      var proof = walk.filter(file -> file.endsWith(String.valueOf(printed))).findFirst();
      Files.delete(proof.orElseThrow());
    }
    assertThat(holds()).isFalse();
    assertThat(said).contains("proves receipt-en.txt: the entry is missing");
  }

  @Test
  void a_command_for_something_else_says_which_one_it_takes() throws Exception {
    twoCameras();
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    var arguments = List.of("inspection", dir.resolve("case").toString());
    assertThat(VerifyMain.run(arguments, out, out)).isEqualTo(1);
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("is footage that was handed over: check it with `vigie verify export`");
  }

  @Test
  void a_link_to_the_same_file_or_to_the_proofs_fails() throws Exception {
    twoCameras();
    for (var name : List.of("letter.pdf", "receipt-en.txt", "ledger")) {
      var inside = dir.resolve("case").resolve(name);
      Files.move(inside, dir.resolve("outside"));
      Files.createSymbolicLink(inside, dir.resolve("outside"));
      assertThat(holds()).isFalse();
      assertThat(said).contains(name + " is a link");
      Files.delete(inside);
      Files.move(dir.resolve("outside"), inside);
    }
    assertThat(holds()).isTrue();
  }

  @Test
  void the_letter_is_in_the_package_and_its_hash_alone_in_the_ledger() throws Exception {
    twoCameras();
    assertThat(dir.resolve("case/letter.pdf")).hasBinaryContent(SCAN);
    assertThat(town.entries("case.handed-over").getFirst().entry().text("letter"))
        .isEqualTo(ProvenFolder.sha256(SCAN));
    assertThat(holds()).isTrue();
    assertThat(said).contains(ProvenFolder.sha256(SCAN));
  }

  @Test
  void the_viewing_copy_carries_a_mark_that_leads_to_the_ledger() throws Exception {
    twoCameras();
    var facts = town.entries("case.handed-over").getFirst().entry().facts();
    var permits = (List<?>) Objects.requireNonNull(facts.get("permits"));
    var mark =
        "PV 2031/17 " + permits.getFirst().toString().substring(0, 12).toUpperCase(Locale.ROOT);
    assertThat(marks).hasSize(3).containsOnly(mark);
    assertThat(facts).containsEntry("mark", mark);
    try (var films = Files.list(dir.resolve("case/viewing"))) {
      // The quay's second film is of another format.
      assertThat(films.map(film -> film.getFileName().toString().replaceAll("-\\d.*Z", "")))
          .containsExactlyInAnyOrder("1-quay.mp4", "1-quay-2.mp4", "2-yard.mp4");
    }
    assertThat(holds()).isTrue();
    assertThat(said).contains("Masked films to be shown around: 3, marked " + mark);
  }

  @Test
  void what_fails_was_never_exported_and_nothing_of_it_stays_on_the_disk() throws Exception {
    var span = CustodyTown.span(town.record(Town.QUAY, 100));
    var second = CustodyTown.span(town.record(Town.YARD, 100));
    var kept = Files.createDirectory(dir.resolve("kept"));
    masking =
        () -> {
          if (marks.isEmpty()) {
            return;
          }
          // The first stretch is there, clear, with its keys.
          try (var files = Files.walk(dir.resolve("case.part"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
              Files.createLink(Files.createTempDirectory(kept, "").resolve("link"), file);
            }
          }
          throw new IOException("the eye is being restarted");
        };
    assertThatThrownBy(() -> make(piece(Town.QUAY, span), piece(Town.YARD, second)))
        .hasMessageContaining("the eye is being restarted");
    assertThat(town.entries("footage.exported")).isEmpty();
    assertThat(dir.resolve("case.part")).doesNotExist();
    try (var files = Files.walk(kept)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(file -> assertThat(Files.readAllBytes(file)).containsOnly((byte) 0));
    }

    masking = () -> {};
    make(piece(Town.QUAY, span), piece(Town.YARD, second));
    assertThat(town.entries("footage.exported")).hasSize(2);
    assertThat(holds()).isTrue();
  }

  @Test
  void a_word_is_one_line_that_can_be_seen_and_a_mark_has_its_letters() throws Exception {
    assertThat(CaseOrder.isLine("PV 2031/17, réquisition n° 4")).isTrue();
    for (var wrong :
        List.of("", " ", "PV\n12", "PV \u009b1m", "PV \u202e71", "\ud83d", "x".repeat(201))) {
      assertThat(CaseOrder.isLine(wrong)).as(wrong).isFalse();
    }
    var span = CustodyTown.span(town.record(Town.QUAY, 50));
    var piece = piece(Town.QUAY, span);
    var order =
        new CaseOrder(
            "Réquisition n° 4 é\ud83d\ude00œ",
            "A",
            "B",
            List.of(piece),
            Optional.empty(),
            false,
            true);
    assertThat(order.mark())
        .startsWith("REQUISITION N 4 E ")
        .matches("[-A-Z0-9/.: ]+")
        .hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void a_letter_is_what_its_first_bytes_say() {
    assertThat(CaseLetter.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}))
        .hasValueSatisfying(letter -> assertThat(letter.name()).isEqualTo("letter.jpg"));
    assertThat(CaseLetter.of("<html>%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    assertThat(CaseLetter.of(new byte[0])).isEmpty();
    var large = Arrays.copyOf(SCAN, CaseLetter.MOST_BYTES + 1);
    assertThat(CaseLetter.of(large)).isEmpty();
  }

  @Test
  void files_are_where_the_package_says() throws Exception {
    for (var export : twoCameras().exports()) {
      assertThat(export.files()).allSatisfy(file -> assertThat(file.path()).isRegularFile());
    }
  }

  @Test
  void more_than_fits_is_refused_before_anything_is_copied() {
    assertThatThrownBy(() -> CopyRoom.require(1L << 30, 2, 2L << 30, dir))
        .hasMessageContaining("about 2407 MiB are needed and 2048 MiB are free");
    assertThatThrownBy(() -> CopyRoom.require(Long.MAX_VALUE / 500, 4, dir.resolve("not/there")))
        .isInstanceOf(CopyRoom.NoRoom.class);
  }

  @Test
  void a_package_holds_no_more_than_a_day() throws Exception {
    var span = new Span(at(), at().plus(Duration.ofHours(13)));
    var two = List.of(piece(Town.QUAY, span), piece(Town.YARD, span));
    assertThatThrownBy(() -> new CaseOrder("1", "A", "B", two, Optional.empty(), false, false))
        .hasMessageContaining("at most 24 hours");
    var minutes = List.of(piece(Town.QUAY, new Span(at(), at().plus(Duration.ofMinutes(11)))));
    assertThatThrownBy(() -> new CaseOrder("1", "A", "B", minutes, Optional.empty(), false, true))
        .hasMessageContaining("at most 10 minutes");
  }

  @Test
  void keys_open_what_was_handed_over_and_nothing_after_it() throws Exception {
    twoCameras();
    var sealed = dir.resolve("case/sealed/2");
    try (var list = Files.list(sealed)) {
      var keys = list.filter(file -> file.toString().endsWith(".keys")).findFirst().orElseThrow();
      // The init segment, and one a second from 2 s to 6.3 s; the head that the ledger was told of
      // comes later.
      assertThat(Files.readAllLines(keys)).hasSize(6);
    }
  }

  /// Whoever makes the package could leave out what does not suit them and hash what remains.
  @Test
  void a_film_that_lacks_its_beginning_or_goes_on_late_after_a_hole_fails() throws Exception {
    var made = twoCameras();
    var films =
        made.exports().getFirst().files().stream()
            .map(file -> dir.resolve("case/footage").resolve(file.path().getFileName()))
            .toList();
    var stretches = dir.resolve("case/sealed/1");
    assertThat(shown(films, stretches)).isEqualTo(190);

    var late = new ArrayList<>(filmsFrom(2_100));
    assertThatThrownBy(() -> shown(late, stretches)).hasMessageContaining("not the one");
    // The hole ends at 8.2 s with a key picture, and the next one is left out too.
    var afterHole = List.of(films.getFirst(), filmsFrom(9_700).getFirst());
    assertThatThrownBy(() -> shown(afterHole, stretches)).hasMessageContaining("not the one");
  }

  /// Films of the quay from so many milliseconds after its first picture on.
  private List<Path> filmsFrom(long late) throws Exception {
    var permit = piece(Town.QUAY, new Span(quayStart.plusMillis(late), at())).permit();
    var out = dir.resolve("late-" + late + ".mp4");
    return town
        .recorder
        .export(permit, Town.QUAY, permit.span().orElseThrow(), out)
        .files()
        .stream()
        .map(Export.File::path)
        .toList();
  }

  private static long shown(List<Path> films, Path folder) throws Exception {
    var stretches = new ArrayList<SealedStretch>();
    try (var list = Files.list(folder)) {
      for (var file : list.filter(f -> f.toString().endsWith(".sealed")).toList()) {
        var keys = file.resolveSibling(file.getFileName().toString().replace(".sealed", ".keys"));
        stretches.add(SealedStretch.open(file, keys));
      }
    }
    stretches.sort(Comparator.comparing(SealedStretch::startMicros));
    try {
      return FilmCheck.pictures(films, stretches);
    } finally {
      for (var stretch : stretches) {
        stretch.close();
      }
    }
  }

  @Test
  void one_bit_changed_anywhere_fails() throws Exception {
    twoCameras();
    var random = new Random(11);
    for (var file : files()) {
      var bytes = Files.readAllBytes(file);
      for (int round = 0; round < 12; round++) {
        int at = random.nextInt(bytes.length);
        int bit = 1 << random.nextInt(8);
        bytes[at] ^= (byte) bit;
        Files.write(file, bytes);
        assertThat(holds()).as("byte %d of %s, bit %d", at, file, bit).isFalse();
        bytes[at] ^= (byte) bit;
      }
      Files.write(file, bytes);
    }
    assertThat(holds()).isTrue();
  }

  @Test
  void a_file_gone_or_added_fails_and_is_named() throws Exception {
    twoCameras();
    for (var file : files()) {
      var bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(holds()).as(file.toString()).isFalse();
      Files.write(file, bytes);
    }
    Files.writeString(dir.resolve("case/footage/extra.mp4"), "nothing");
    assertThat(holds()).isFalse();
    assertThat(said).contains("extra.mp4");
  }

  @Test
  void a_package_signed_with_another_key_fails() throws Exception {
    twoCameras();
    var other = dir.resolve("other");
    try (var another = new CustodyTown(other, clocks)) {
      assertThat(another.entries("ledger.begun")).isNotEmpty();
    }
    try (var walk = Files.walk(other.resolve("ledger/public"))) {
      var key = walk.filter(file -> file.endsWith("verifier")).findFirst().orElseThrow();
      assertThat(holds("--verifier", key.toString())).isFalse();
      assertThat(said).contains("it was replaced");
    }
  }

  @Test
  void sealed_footage_is_handed_over_through_an_opening_only() throws Exception {
    town.nameCustodians();
    var span = CustodyTown.span(town.record(Town.QUAY, 100));
    clocks.advance(CustodyTown.WINDOW);
    town.governance.keys().endWindows();
    assertThatThrownBy(() -> make(piece(Town.QUAY, span)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no readable footage of quay");
    assertThat(dir.resolve("case")).doesNotExist();
    assertThat(dir.resolve("case.part")).doesNotExist();

    town.ask("officer-9", Town.QUAY, span, OpeningRequest.Use.EXPORT);
    town.approve(0);
    town.approve(1);
    make(piece(Town.QUAY, span));
    assertThat(holds()).as(said).isTrue();
    assertThat(said).contains("quay: 100 pictures");
    assertThat(dir.resolve("case/custody.json"))
        .content()
        .contains("\"approved_by\":[\"", "\"asked_by\":\"officer-9\"", "\"CUSTODIANS\"")
        .contains("\"officer\":\"An officer\"");
  }

  @Test
  void what_is_there_is_never_written_over() throws Exception {
    var span = CustodyTown.span(town.record(Town.QUAY, 50));
    Files.createDirectory(dir.resolve("case"));
    assertThatThrownBy(() -> make(piece(Town.QUAY, span))).hasMessageContaining("exists already");
    assertThat(Files.list(dir.resolve("case"))).isEmpty();
  }
}
