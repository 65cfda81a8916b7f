package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Adds cameras to a configuration file that people have written, and leaves every line of theirs
/// as it is, comments too.
final class ConfigEdit {

  private static final Pattern CAMERAS = Pattern.compile("cameras:\\s*(#.*)?");
  private static final Pattern EMPTY = Pattern.compile("cameras:\\s*\\[\\s*]\\s*(#.*)?");
  private static final Pattern MEMBER = Pattern.compile("( *)- .*");
  private static final Pattern COMMENT_OR_BLANK = Pattern.compile("\\s*(#.*)?");

  private static final Pattern PASSWORD = Pattern.compile("\\bpassword(_file)?\\s*:");

  private ConfigEdit() {}

  /// The text with the cameras behind the last one.
  ///
  /// @throws BadInput if the file's form leaves no place that is sure
  static String with(Path file, String text, List<CameraBlock> cameras) throws BadInput {
    var lines = new ArrayList<>(text.lines().toList());
    int start = find(lines);
    if (start < 0) {
      throw unsure(file);
    }
    if (EMPTY.matcher(lines.get(start)).matches()) {
      lines.set(start, "cameras:");
      lines.addAll(start + 1, lines(cameras, "  "));
      return joined(lines);
    }
    int end = start + 1;
    var indent = "";
    boolean members = false;
    while (end < lines.size()) {
      var line = lines.get(end);
      var member = MEMBER.matcher(line);
      if (!members && member.matches()) {
        indent = member.group(1);
        members = true;
      }
      boolean inside =
          COMMENT_OR_BLANK.matcher(line).matches()
              || line.startsWith(" ")
              || members && line.startsWith(indent + "- ");
      if (!inside) {
        break;
      }
      end++;
    }
    if (!members) {
      throw unsure(file);
    }
    // Comments before the next key are that key's.
    while (COMMENT_OR_BLANK.matcher(lines.get(end - 1)).matches()
        && !lines.get(end - 1).startsWith(indent + " ")) {
      end--;
    }
    lines.addAll(end, lines(cameras, indent));
    return joined(lines);
  }

  private static List<String> lines(List<CameraBlock> cameras, String indent) {
    return cameras.stream().flatMap(camera -> camera.lines(indent).stream()).toList();
  }

  private static int find(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (CAMERAS.matcher(line).matches() || EMPTY.matcher(line).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static BadInput unsure(Path file) {
    return BadInput.at(
        file,
        0,
        "its `cameras` are not written as a list of lines that begin with a hyphen, so that nothing"
            + " can be added safely; with --print the lines to add are shown instead");
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /// Writes the file anew, if it then says what it said and the cameras besides.
  ///
  /// @throws BadInput if it would not; the file is as it was
  static void add(Path file, List<CameraBlock> cameras) throws BadInput, IOException {
    edit(file, cameras, true);
  }

  /// Does all that adding does, but for the last step.
  ///
  /// @throws BadInput if they cannot be added
  static void check(Path file, List<CameraBlock> cameras) throws BadInput, IOException {
    edit(file, cameras, false);
  }

  /// Has one camera's password come from this file, which holds the same one.
  ///
  /// @param named as the configuration shall name it
  /// @throws BadInput if the file's form is not sure, or it would say something else; it is as it
  /// was
  static void passwordFile(Path file, String camera, String named) throws BadInput, IOException {
    var key = passwordKey(file, camera);
    var lines = new ArrayList<>(Files.readString(file).lines().toList());
    var line = lines.get(key.begin().line());
    var written = PASSWORD.matcher(line);
    if (key.begin().line() != key.end().line() || !written.find()) {
      throw unsurePassword(file, camera);
    }
    // Marks count code points.
    int end = line.offsetByCodePoints(0, key.end().column());
    lines.set(
        key.begin().line(),
        line.substring(0, written.start())
            + "password_file: "
            + CameraBlock.text(named)
            + line.substring(end));
    var before = TownConfig.read(file);
    var next = file.resolveSibling(file.getFileName() + ".new");
    try {
      create(next, Files.readAttributes(file, PosixFileAttributes.class), joined(lines));
      if (!TownConfig.read(next).cameras().equals(before.cameras())) {
        throw unsurePassword(file, camera);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static Document passwordKey(Path file, String camera) throws BadInput {
    for (var entry : Document.read(file).get("cameras").list()) {
      if (entry.get("id").text().equals(camera)) {
        var inside = entry.find("password");
        return inside.isPresent() ? inside.get() : entry.get("password_file");
      }
    }
    throw BadInput.at(file, 0, "has no camera " + camera);
  }

  private static BadInput unsurePassword(Path file, String camera) {
    return BadInput.at(
        file,
        0,
        "the password of %s stands where nothing can be edited safely; give it a password_file of its own"
            .formatted(camera));
  }

  private static void edit(Path file, List<CameraBlock> cameras, boolean keep)
      throws BadInput, IOException {
    var before = TownConfig.read(file);
    var text = with(file, Files.readString(file), cameras);
    // Beside the file, so that its relative paths mean the same.
    var next = file.resolveSibling(file.getFileName() + ".new");
    try {
      create(next, Files.readAttributes(file, PosixFileAttributes.class), text);
      var after = TownConfig.read(next);
      var others = new ArrayList<>(after.cameras());
      var ids = cameras.stream().map(CameraBlock::id).toList();
      others.removeIf(one -> ids.contains(one.id().value()));
      if (after.cameras().size() != before.cameras().size() + ids.size()
          || !others.equals(before.cameras())) {
        throw unsure(file);
      }
      if (keep) {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /// As readable as the other, for the same people: a file of root's that the account of Vigie
  /// reads
  /// through its group must not become one that it cannot read.
  static void create(Path file, PosixFileAttributes like, String text) throws IOException {
    Files.deleteIfExists(file);
    createNew(file, like, text);
  }

  /// The same, where nothing may be there yet.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if something is; it stays as it is
  static void createNew(Path file, PosixFileAttributes like, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    var made = view.readAttributes();
    if (!made.group().equals(like.group())) {
      view.setGroup(like.group());
    }
    if (!made.owner().equals(like.owner())) {
      view.setOwner(like.owner());
    }
    Files.writeString(file, text);
    // Last, and apart: what a new file gets is cut by the umask.
    view.setPermissions(like.permissions());
  }
}
