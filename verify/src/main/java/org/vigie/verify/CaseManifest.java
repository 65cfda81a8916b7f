package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What a package of footage that was handed over says it holds: its `manifest.json`.
///
/// @param sha256 of the manifest itself
record CaseManifest(Path folder, Map<?, ?> body, String sha256) {

  static final String NAME = "manifest.json";

  /// The first had neither receipts nor a list of custody.
  private static final List<String> FORMATS = List.of("vigie-case-1", "vigie-case-2");

  private static final long MOST_BYTES = 32 << 20;

  /// One stretch of one camera.
  ///
  /// @param viewing how many films its masked copy has
  record Footage(
      String camera, String from, String to, List<Path> films, List<Reel> reels, int viewing) {}

  /// What ties films to a reel.
  record Reel(String id, Path sealed, Path keys) {}

  /// Reads a manifest and checks every file that it lists; there must be no other, but for the
  /// ledger's proofs.
  ///
  /// @throws Fault at the first that does not hold
  static CaseManifest read(Path folder) throws IOException, Fault {
    var file = folder.resolve(NAME);
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw new Fault(folder + " holds no " + NAME + ": it is not footage that was handed over.");
    }
    var bytes = Files.readAllBytes(file);
    try {
      if (Canonical.read(new String(bytes, StandardCharsets.UTF_8)) instanceof Map<?, ?> body
          && FORMATS.contains(String.valueOf(body.get("format")))) {
        var sha256 = HexFormat.of().formatHex(Hashes.sha256(bytes));
        var manifest = new CaseManifest(folder, body, sha256);
        manifest.requireFiles();
        return manifest;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new Fault(file + " is not a manifest of this version, or was changed.");
  }

  private void requireFiles() throws IOException, Fault {
    var known = new TreeSet<Path>();
    for (var one : maps(body, "files")) {
      var file = inside(text(one, "name"));
      if (!Files.isRegularFile(file)) {
        throw new Fault(file + " is missing.");
      }
      if (!String.valueOf(one.get("bytes")).equals(String.valueOf(Files.size(file)))
          || !sha256(file).equals(text(one, "sha256"))) {
        throw new Fault(file + " is not what was handed over: it was changed.");
      }
      known.add(file);
    }
    known.add(folder.resolve(NAME));
    for (var receipt : receipts()) {
      known.add(inside(receipt));
    }
    if (hasReceipts() && !known.contains(inside(word("custody")))) {
      throw new Fault(NAME + " names no list of custody.");
    }
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        if (!known.contains(file) && !file.startsWith(folder.resolve("ledger"))) {
          throw new Fault(file + " was not handed over with the rest.");
        }
      }
    }
  }

  List<Footage> footage() throws Fault {
    var all = new ArrayList<Footage>();
    for (var one : maps(body, "footage")) {
      var films = new ArrayList<Path>();
      for (var film : maps(one, "films")) {
        films.add(inside(text(film, "name")));
      }
      var reels = new ArrayList<Reel>();
      for (var reel : maps(one, "reels")) {
        reels.add(
            new Reel(text(reel, "reel"), inside(text(reel, "sealed")), inside(text(reel, "keys"))));
      }
      int viewing = viewing(one);
      all.add(
          new Footage(
              text(one, "camera"), text(one, "from"), text(one, "to"), films, reels, viewing));
    }
    return all;
  }

  /// How many masked films a stretch names, each among the files that were checked.
  private int viewing(Map<?, ?> footage) throws Fault {
    if (!(footage.get("viewing") instanceof List<?> films)) {
      return 0;
    }
    for (var one : films) {
      if (!(one instanceof Map<?, ?> film) || hash(text(film, "name")).isEmpty()) {
        throw new Fault(NAME + " names a film of a viewing copy that it does not list.");
      }
    }
    return films.size();
  }

  /// The names of the receipts: they say the manifest's hash, so the ledger holds theirs.
  List<String> receipts() throws Fault {
    var receipts = new ArrayList<String>();
    if (body.get("receipts") instanceof List<?> list) {
      list.forEach(one -> receipts.add(String.valueOf(one)));
    }
    if (hasReceipts() && receipts.isEmpty()) {
      throw new Fault(NAME + " names no receipt.");
    }
    return receipts;
  }

  private boolean hasReceipts() {
    return !FORMATS.getFirst().equals(body.get("format"));
  }

  /// The SHA-256 of a file that the manifest lists, which has been checked; empty where it does
  /// not.
  String hash(String name) throws Fault {
    for (var one : maps(body, "files")) {
      if (text(one, "name").equals(name)) {
        return text(one, "sha256");
      }
    }
    return "";
  }

  /// The SHA-256 of a file of the package.
  String read(String name) throws IOException, Fault {
    var file = inside(name);
    if (!Files.isRegularFile(file)) {
      throw new Fault(file + " is missing.");
    }
    return sha256(file);
  }

  /// A word of the manifest; empty where there is none.
  String word(String name) {
    return body.get(name) instanceof String word ? word : "";
  }

  /// A file of the package; never one outside it.
  private Path inside(String name) throws Fault {
    var file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
      throw new Fault(NAME + " names a file outside the folder: " + name + ".");
    }
    return file;
  }

  private static List<Map<?, ?>> maps(Map<?, ?> body, String name) throws Fault {
    var maps = new ArrayList<Map<?, ?>>();
    if (body.get(name) instanceof List<?> list) {
      for (var one : list) {
        if (one instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    if (maps.isEmpty()) {
      throw new Fault(NAME + " has no list of " + name + ".");
    }
    return maps;
  }

  private static String text(Map<?, ?> map, String name) throws Fault {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new Fault(NAME + " lacks a " + name + ".");
  }

  private static String sha256(Path file) throws IOException {
    var buffer = new byte[1 << 18];
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
