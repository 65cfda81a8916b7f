package org.vigie.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;
import org.vigie.governance.ledger.CanonicalJson;
import org.vigie.governance.ledger.Ledger;

/// A folder being made that is given to others together with what proves it: a manifest that names
/// every file with its hash, and entries of the ledger with the hashes that tie them to a signed
/// checkpoint.
public final class ProvenFolder {

  private final Path folder;

  /// Makes the folder, readable by its owner alone.
  public ProvenFolder(Path folder) throws IOException {
    this.folder = folder;
    Durable.privateFolder(folder);
  }

  /// A folder in it, made if it is not there.
  public Path folder(String name) throws IOException {
    var made = folder.resolve(name);
    if (!Files.exists(made)) {
      Durable.privateFolder(made);
    }
    return made;
  }

  /// Puts a file into it.
  public void add(String name, byte[] bytes) throws IOException {
    Durable.create(folder.resolve(name), bytes);
  }

  /// Puts a text into it.
  public void add(String name, String text) throws IOException {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A file's name in the manifest.
  String relative(Path file) {
    return folder.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
  }

  /// Every file so far: `name`, `bytes`, `sha256`.
  public List<Map<String, Object>> files() throws IOException {
    var files = new ArrayList<Map<String, Object>>();
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        files.add(
            Map.of("name", relative(file), "bytes", Files.size(file), "sha256", sha256(file)));
      }
    }
    return files;
  }

  /// Writes `manifest.json`.
  ///
  /// @return its SHA-256 in lower-case hexadecimal
  public String manifest(Map<String, Object> body) throws IOException {
    var encoded = CanonicalJson.of(body).getBytes(StandardCharsets.UTF_8);
    add("manifest.json", encoded);
    return sha256(encoded);
  }

  static String sha256(byte[] bytes) {
    return Sha256.hex(bytes);
  }

  private static String sha256(Path file) throws IOException {
    var digest = Sha256.digest();
    var buffer = new byte[1 << 18];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Adds the entries that it rests on, each with the hashes that tie it to a signed checkpoint,
  /// year by year.
  ///
  /// @param name of the folder for them
  public void prove(String name, Ledger ledger, SortedSet<Long> entries) throws IOException {
    var proofs = folder(name);
    var indexes = List.copyOf(entries);
    var all = ledger.prove(indexes);
    for (int i = 0; i < all.size(); i++) {
      var proof = all.get(i);
      var origin = proof.checkpoint().origin();
      var year = proofs.resolve(origin.substring(origin.lastIndexOf('/') + 1));
      if (!Files.exists(year)) {
        Durable.privateFolder(year);
        Durable.create(year.resolve("checkpoint"), bytes(proof.checkpoint().note()));
        Durable.create(year.resolve("verifier"), bytes(ledger.verifier(origin)));
      }
      Durable.create(year.resolve(String.valueOf(indexes.get(i))), bytes(proof.text()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
