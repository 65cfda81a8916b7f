package org.vigie.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a folder that was handed over says it holds: its `manifest.json`.
///
/// @param sha256 of the manifest itself
record FolderManifest(Path folder, Map<?, ?> body, String sha256) {

  static final String NAME = "manifest.json";

  private static final long MOST_BYTES = 32 << 20;

  /// What macOS and Windows leave.
  private static final Pattern BY_COMPUTERS =
      Pattern.compile(
          "\\.DS_Store|\\._.*|desktop\\.ini|(?:eh)?thumbs\\.db", Pattern.CASE_INSENSITIVE);

  /// What is handed over, and the command that checks it.
  enum Kind {
    /// The first had neither receipts nor a list of custody.
    CASE("export", "footage that was handed over", List.of("vigie-case-1", "vigie-case-2")),
    INSPECTION("inspection", "a bundle for an inspection", List.of("vigie-inspection-1"));

    private final String command;
    private final String words;
    private final List<String> formats;

    Kind(String command, String words, List<String> formats) {
      this.command = command;
      this.words = words;
      this.formats = formats;
    }

    boolean is(String format) {
      return formats.contains(format);
    }
  }

  /// Reads a manifest, before anything else of a folder.
  ///
  /// @param folder absolute, and no link itself
  /// @param kind that it must be
  static FolderManifest read(Path folder, Kind kind) throws IOException, Fault {
    var file = folder.resolve(NAME);
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw new Fault("%s holds no %s: it is not %s.".formatted(folder, NAME, kind.words));
    }
    var bytes = Files.readAllBytes(file);
    try {
      if (Canonical.read(new String(bytes, StandardCharsets.UTF_8)) instanceof Map<?, ?> body) {
        var format = String.valueOf(body.get("format"));
        if (kind.is(format)) {
          return new FolderManifest(folder, body, HexFormat.of().formatHex(Hashes.sha256(bytes)));
        }
        requireNoOther(folder, format);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new Fault(file + " is not a manifest of this version, or was changed.");
  }

  private static void requireNoOther(Path folder, String format) throws Fault {
    for (var kind : Kind.values()) {
      if (kind.is(format)) {
        throw new Fault(
            "%s is %s: check it with `vigie verify %s`."
                .formatted(folder, kind.words, kind.command));
      }
    }
  }

  /// Requires that nothing in the folder leads out of it, and that no computer which showed it has
  /// left a file.
  void requireOwnFiles() throws IOException, Fault {
    for (var file : found()) {
      if (Files.isSymbolicLink(file)) {
        throw new Fault(
            file + " is a link, and nothing that is handed over is one: it was put there.");
      }
      if (BY_COMPUTERS.matcher(String.valueOf(file.getFileName())).matches()) {
        throw new Fault(
            file
                + " was not handed over with the rest. Computers write such a file by themselves into"
                + " a folder that they show: it may be deleted, and the check be made again.");
      }
    }
  }

  /// Checks every file that it lists; there must be no other.
  ///
  /// @param apart names of files and folders that it cannot list, and that are checked otherwise
  /// @throws Fault at the first that was changed, is missing or was added
  void requireFiles(Set<String> apart) throws IOException, Fault {
    var known = new HashSet<Path>();
    known.add(folder.resolve(NAME));
    for (var one : maps(body, "files")) {
      var file = inside(text(one, "name"));
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Fault(file + " is missing.");
      }
      if (!String.valueOf(one.get("bytes")).equals(String.valueOf(Files.size(file)))
          || !sha256(file).equals(text(one, "sha256"))) {
        throw new Fault(file + " is not what was handed over: it was changed.");
      }
      known.add(file);
    }
    var others = new ArrayList<Path>();
    for (var name : apart) {
      others.add(inside(name));
    }
    for (var file : found()) {
      if (!known.contains(file) && others.stream().noneMatch(file::startsWith)) {
        throw new Fault(file + " was not handed over with the rest.");
      }
    }
  }

  private List<Path> found() throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(FolderManifest::isNoFolder).sorted().toList();
    }
  }

  /// A link to a folder is none.
  private static boolean isNoFolder(Path path) {
    return !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// How many files it lists, and their bytes together, as an entry of the ledger tells them.
  boolean sumsAre(Map<?, ?> facts) throws Fault {
    long bytes = 0;
    var files = maps(body, "files");
    for (var file : files) {
      bytes += file.get("bytes") instanceof Long size ? size : 0;
    }
    return Long.valueOf(files.size()).equals(facts.get("files"))
        && Long.valueOf(bytes).equals(facts.get("bytes"));
  }

  /// The SHA-256 of a file that the manifest lists; empty where it does not.
  String hash(String name) throws Fault {
    for (var one : maps(body, "files")) {
      if (text(one, "name").equals(name)) {
        return text(one, "sha256");
      }
    }
    return "";
  }

  /// The SHA-256 of a file of the folder.
  String read(String name) throws IOException, Fault {
    var file = inside(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Fault(file + " is missing.");
    }
    return sha256(file);
  }

  /// A word of the manifest; empty where there is none.
  String word(String name) {
    return body.get(name) instanceof String word ? word : "";
  }

  /// A file of the folder; never one outside it.
  Path inside(String name) throws Fault {
    var file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
      throw new Fault(NAME + " names a file outside the folder: " + name + ".");
    }
    return file;
  }

  /// A list of objects, with at least one.
  static List<Map<?, ?>> maps(Map<?, ?> body, String name) throws Fault {
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

  static String text(Map<?, ?> map, String name) throws Fault {
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
