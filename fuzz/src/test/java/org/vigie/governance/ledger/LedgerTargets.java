package org.vigie.governance.ledger;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Sha256;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;

/// The ledger's own files, read by who wrote them.
public final class LedgerTargets {

  private static @Nullable LogKey key;

  private LedgerTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "ledger-json",
            List.of(IllegalArgumentException.class),
            // A control character is written as six.
            Target.Bound.of(64 << 10, 768),
            () ->
                texts(
                    "{\"a\":[1,-2,true,false,\"x\\u0001\\n\\\"\"],\"b\":{},\"c\":[]}",
                    body("permit.granted")),
            LedgerTargets::json),
        Target.of(
            "ledger-entry",
            List.of(IllegalArgumentException.class),
            Target.Bound.of(128 << 10, 512),
            () -> texts(body("permit.granted"), body("acts.adopted")),
            LedgerTargets::entry),
        Target.of(
            "ledger-checkpoint",
            List.of(LedgerRefused.class),
            Target.Bound.of(1 << 20, 64),
            () -> texts(checkpoint(), "vigie/town/2031\n5\nAAAA\n"),
            LedgerTargets::checkpoint),
        Target.of(
            "ledger-key",
            List.of(LedgerRefused.class, IOException.class),
            Target.Bound.of(1 << 20, 256),
            () -> List.of(keyFile()),
            input -> {
              var unused = LogKey.read(Inputs.file("ledger-key", "ledger.key", input));
            }),
        Target.of(
            "ledger-entries",
            List.of(LedgerRefused.class),
            Target.Bound.of(1 << 20, 512),
            () -> texts(line("permit.granted") + line("acts.adopted")),
            LedgerTargets::entries),
        Target.of(
            "ledger-tile",
            List.of(IOException.class),
            Target.Bound.of(128 << 10, 64),
            () -> List.of(new byte[3 * Merkle.HASH_BYTES]),
            LedgerTargets::tile));
  }

  private static void json(byte[] input) {
    var value = CanonicalJson.read(text(input));
    var written = CanonicalJson.write(value);
    require(CanonicalJson.read(written).equals(value), "a value written is read back");
  }

  /// A body behind its right hash, as somebody with access to the disk might put it there.
  private static void entry(byte[] input) {
    var sealed = Sealed.read(line(new byte[Merkle.HASH_BYTES], text(input)));
    var unused = sealed.kind();
    var recorded = sealed.open();
    require(!recorded.entry().kind().isEmpty(), "an entry has a kind");
  }

  /// Two lines that may hold anything, at the end of the newest file.
  private static void entries(byte[] input) throws IOException {
    var folder = Inputs.folder("ledger-entries");
    Files.write(folder.resolve("000"), input);
    try (var files = new EntryFiles(folder)) {
      long cut =
          files.recover(
              0,
              (leaf, entry) -> {
                var unused = entry.kind();
                var opened = entry.open();
                require(
                    opened.index() == entry.open().index(), "an entry opens the same way twice");
              });
      require(cut >= 0 && cut <= input.length, "no more is cut than is there");
      require(Files.size(folder.resolve("000")) == input.length - cut, "what is cut off is gone");
      require(files.read(0).size() == files.count(), "what was counted is read");
    }
  }

  private static void checkpoint(byte[] input) throws IOException {
    var unused = Checkpoint.read(text(input), key(), "fuzz");
  }

  private static void tile(byte[] input) throws IOException {
    var log = Inputs.folder("ledger-tile");
    var folder = log.resolve("tile/0");
    Files.createDirectories(folder);
    Files.write(folder.resolve("000"), input);
    var hashes = new TileFiles(log).hashes(0, 0, 3);
    require(hashes.size() == 3, "as many hashes as were asked for");
    require(input.length >= 3 * Merkle.HASH_BYTES, "no hash is made up");
  }

  private static String body(String kind) {
    var entry = new Entry(kind, "vigie", Map.of("cameras", List.of("cam-1"), "reason", "é"));
    return Sealed.of(7, Instant.parse("2031-03-30T00:59:58.250Z"), entry).body();
  }

  private static String line(String kind) {
    return line(new byte[Merkle.HASH_BYTES], body(kind)) + "\n";
  }

  private static String line(byte[] salt, String body) {
    var digest = Sha256.digest();
    digest.update(salt);
    var hash = digest.digest(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash) + " " + HexFormat.of().formatHex(salt) + " " + body;
  }

  private static byte[] keyFile() throws IOException {
    var unused = key();
    return Files.readAllBytes(Inputs.folder("ledger-own").resolve("ledger.key"));
  }

  private static String checkpoint() throws IOException {
    return Checkpoint.sign("vigie/town/2031", 5, new byte[32], key()).note();
  }

  /// The public half of a key, as it lies beside a log.
  public static String verifier() throws IOException {
    return key().verifier("vigie/town/2031");
  }

  private static LogKey key() throws IOException {
    var known = key;
    if (known == null) {
      known = LogKey.create(Inputs.folder("ledger-own").resolve("ledger.key"));
      key = known;
    }
    return known;
  }
}
