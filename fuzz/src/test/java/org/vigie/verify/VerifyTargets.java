package org.vigie.verify;

import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;
import org.vigie.governance.ledger.LedgerTargets;

/// What the independent checker reads: everything in it may be forged.
public final class VerifyTargets {

  /// The key of a witness.
  private static final String COSIGNER = cosigner();

  private VerifyTargets() {}

  private static String cosigner() {
    try {
      var pair = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return CosignerKey.of("w", pair.getPublic()).line();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  public static List<Target> all() {
    return List.of(
        Target.of(
            "verify-json",
            List.of(IllegalArgumentException.class),
            Target.Bound.of(64 << 10, 256),
            () -> texts("{\"a\":[1,-2,true,false,\"x\\u0001\\n\\\"\"],\"b\":{},\"c\":[]}"),
            input -> {
              var unused = Canonical.read(text(input));
            }),
        Target.of(
            "verify-key",
            List.of(Fault.class),
            Target.Bound.of(256 << 10, 64),
            () -> texts(LedgerTargets.verifier()),
            input -> {
              var unused = VerifierKey.read(text(input), "fuzz");
            }),
        Target.of(
            "verify-cosigned",
            List.of(Fault.class),
            Target.Bound.of(1 << 20, 256),
            () -> texts(COSIGNER, COSIGNER + "\n\nvigie/town/2031\n0\nAAAA\n\n— w AAAA\n"),
            VerifyTargets::cosigned),
        Target.of(
            "verify-begun",
            List.of(Fault.class),
            Target.Bound.of(256 << 10, 256),
            () -> texts(begun()),
            input -> Inputs.require(Begun.read(text(input), "fuzz").leaf().length == 32, "a hash")),
        Target.of(
            "verify-tiles",
            List.of(Fault.class),
            Target.Bound.of(1 << 20, 512),
            () ->
                texts(
                    "0/000",
                    "entries/x001/x002/003.p/7",
                    "63/x999/x999/999",
                    "0/x999/x999/x999/x999/x999/x999/x999/999"),
            VerifyTargets::tiles),
        Target.of(
            "verify-ledger",
            List.of(),
            Target.Bound.of(2 << 20, 512),
            () ->
                texts(
                    LedgerTargets.verifier()
                        + "\n\nvigie/town/2031\n0\nAAAA\n\n— vigie/town/2031 AAAA\n",
                    // A checkpoint that ends where its signatures should begin.
                    LedgerTargets.verifier() + "\n\nvigie/town/2031\n0\nAAAA\n\n"),
            VerifyTargets::ledger));
  }

  private static String begun() {
    var body =
        "{\"actor\":\"vigie\",\"at\":\"2031-01-01T00:00:00Z\",\"facts\":{\"previous\":{\"origin\":\"a/2030\",\"root\":\"00\",\"size\":3}},\"index\":3,\"kind\":\"ledger.begun\"}";
    var hex = HexFormat.of();
    var salt = new byte[32];
    var hash = Hashes.sha256(salt, body.getBytes(StandardCharsets.UTF_8));
    return hex.formatHex(hash) + " " + hex.formatHex(salt) + " " + body + "\n";
  }

  /// A witness' key and a note that it may have cosigned.
  private static void cosigned(byte[] input) throws Fault {
    var parts = new String(input, StandardCharsets.UTF_8).split("\n\n", 2);
    var key = CosignerKey.read(parts[0], "fuzz");
    Inputs.require(key.line().equals(parts[0].strip()), "a key is written as it was read");
    if (parts.length > 1) {
      var note = Note.read(parts[1], "fuzz");
      Inputs.require(key.cosigned(note, "fuzz").isEmpty(), "nobody cosigned it");
    }
  }

  /// The input as the names of published files.
  private static void tiles(byte[] input) throws IOException, Fault {
    var root = Inputs.folder("verify-tiles");
    delete(root.resolve("tile"));
    for (var name : text(input).lines().limit(5).toList()) {
      if (!name.matches("[a-z0-9./]{1,80}") || name.contains("..")) {
        continue;
      }
      var file = root.resolve("tile").resolve("./" + name).normalize();
      if (file.startsWith(root.resolve("tile"))
          && file.getParent() != null
          && !Files.exists(file)
          && !Files.isRegularFile(file.getParent())) {
        try {
          Files.createDirectories(file.getParent());
          Files.write(file, new byte[0]);
        } catch (IOException e) {
          // A file stands where a folder should: no such names are found on a disk.
        }
      }
    }
    new TileFolder(root)
        .visitAll(
            tile ->
                Inputs.require(
                    tile.number() >= 0 && tile.number() < Long.MAX_VALUE / TileFolder.WIDTH,
                    "a tile's place can be reckoned with"));
  }

  /// A log whose key and checkpoint are the input's two halves: whatever they hold, the command
  /// says so and ends with 1.
  private static void ledger(byte[] input) throws IOException {
    var root = Inputs.folder("verify-ledger");
    var parts = new String(input, StandardCharsets.UTF_8).split("\n\n", 2);
    Files.writeString(root.resolve("verifier"), parts[0] + "\n");
    Files.writeString(root.resolve("checkpoint"), parts.length > 1 ? parts[1] : "");
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code = VerifyMain.run(List.of("ledger", root.toString()), silent, silent);
    Inputs.require(code == 1, "a log that nobody signed does not hold");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
