package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries of a ledger that were handed over apart from it, each with the hashes that tie it to a
/// signed checkpoint: `YEAR/checkpoint`, `YEAR/verifier`, and a file for each entry, named by its
/// index, with lines of leaf, salt, body and path (RFC 6962 section 2.1.1).
final class LedgerProofs {

  private static final long MOST_BYTES = 1 << 20;
  private static final int HEAD_LINES = 3;

  private final @Nullable VerifierKey trusted;
  private final List<Map<?, ?>> entries = new ArrayList<>();
  private final List<String> logs = new ArrayList<>();
  private @Nullable VerifierKey firstKey;
  private @Nullable Path verifierFile;

  private LedgerProofs(@Nullable VerifierKey trusted) {
    this.trusted = trusted;
  }

  /// Checks every proof in a folder.
  ///
  /// @param verifier a trusted copy of the key, of any year; null to take those in the folder
  /// @throws Fault at the first that does not hold
  static LedgerProofs read(Path folder, @Nullable Path verifier) throws IOException, Fault {
    var trusted = verifier == null ? null : VerifierKey.read(text(verifier), verifier.toString());
    var proofs = new LedgerProofs(trusted);
    if (!Files.isDirectory(folder)) {
      throw new Fault(folder + " is missing.");
    }
    try (var years = Files.list(folder)) {
      for (var year : years.sorted().toList()) {
        proofs.readYear(year);
      }
    }
    return proofs;
  }

  private void readYear(Path year) throws IOException, Fault {
    var file = year.resolve("verifier");
    var key = VerifierKey.read(text(file), file.toString());
    if (trusted != null && !trusted.key().equals(key.key())) {
      throw new Fault(file + " is not the key that you trust: it was replaced.");
    }
    var checkpoint = year.resolve("checkpoint");
    var head = Head.read(text(checkpoint), key, checkpoint.toString());
    if (!head.origin().endsWith("/" + year.getFileName())) {
      throw new Fault(checkpoint + " is of another year than its folder.");
    }
    requireSame(file, key);
    logs.add(key + ", over " + head.size() + " entries");
    try (var files = Files.list(year)) {
      for (var one : files.sorted().toList()) {
        if (!one.equals(file) && !one.equals(checkpoint)) {
          entries.add(entry(one, head));
        }
      }
    }
  }

  /// One ledger has one key, under a name for each year: else one year's entries might be
  /// anybody's.
  private void requireSame(Path file, VerifierKey key) throws Fault {
    if (verifierFile != null && firstKey != null && !firstKey.key().equals(key.key())) {
      throw new Fault(
          "%s and %s are not the same key: one was replaced. Ask the town for its own, and add --verifier."
              .formatted(verifierFile, file));
    }
    if (firstKey == null) {
      firstKey = key;
      verifierFile = file;
    }
  }

  private static Map<?, ?> entry(Path file, Head head) throws IOException, Fault {
    var text = text(file);
    var lines = text.split("\n", -1);
    try {
      long leaf = Long.parseLong(lines[0]);
      var hex = HexFormat.of();
      var written = new StringBuilder(leaf + "\n" + hex.formatHex(hex.parseHex(lines[1])) + "\n");
      written.append(lines[2]);
      var path = new ArrayList<byte[]>();
      for (var line : Arrays.asList(lines).subList(HEAD_LINES, lines.length - 1)) {
        path.add(hex.parseHex(line));
        written.append('\n').append(hex.formatHex(path.getLast()));
      }
      var salted = Hashes.sha256(hex.parseHex(lines[1]), lines[2].getBytes(StandardCharsets.UTF_8));
      if (!written.append('\n').toString().equals(text)
          || !Arrays.equals(root(leaf, head.size(), Hashes.leaf(salted), path), head.root())) {
        throw new Fault(file + " is not an entry of the ledger that was signed.");
      }
      if (Canonical.read(lines[2]) instanceof Map<?, ?> body
          && String.valueOf(body.get("index")).equals(String.valueOf(file.getFileName()))) {
        return body;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw new Fault(file + " is not the proof of an entry.");
  }

  /// What the root must be if the leaf is in the tree: RFC 9162 section 2.1.3.2.
  private static byte[] root(long leaf, long size, byte[] hash, List<byte[]> path) {
    if (leaf < 0 || leaf >= size) {
      throw new IllegalArgumentException("no such leaf");
    }
    long at = leaf;
    long last = size - 1;
    var root = hash;
    for (var other : path) {
      if (last == 0 || other.length != hash.length) {
        throw new IllegalArgumentException("the path is too long");
      }
      if ((at & 1) == 1 || at == last) {
        root = Hashes.node(other, root);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        root = Hashes.node(root, other);
      }
      at >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new IllegalArgumentException("the path is too short");
    }
    return root;
  }

  /// The bodies of all entries, year by year.
  List<Map<?, ?>> entries() {
    return List.copyOf(entries);
  }

  /// One of the keys that were checked with; all of them are the same.
  ///
  /// @throws Fault if there is none
  Path verifierFile() throws Fault {
    if (verifierFile == null) {
      throw new Fault("There is no proof of any entry here.");
    }
    return verifierFile;
  }

  /// Which keys signed what.
  List<String> logs() {
    return List.copyOf(logs);
  }

  private static String text(Path file) throws IOException, Fault {
    if (!Files.isRegularFile(file)) {
      throw new Fault(file + " is missing.");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new Fault(file + " is far larger than it can be.");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
