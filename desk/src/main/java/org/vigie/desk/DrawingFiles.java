package org.vigie.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;
import org.vigie.model.CameraId;
import org.vigie.rules.Drawing;
import org.vigie.rules.RulesFile;

/// Where rules lie on disk: the files in force, which belong to the town, and beside the ledger
/// what
/// they said before.
///
/// `drawings/CAMERA/SHA256.yaml` is a drawing, its name the hash that the ledger has of it, so that
/// `sha256sum` checks it; `files/SHA256.yaml` is a whole rules file as it was before a change, with
/// its comments.
final class DrawingFiles {

  /// Whole files; of drawings all are kept.
  static final int MOST_FILES = 100;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Map<CameraId, Path> files;
  private final Path folder;

  /// @param files the rules file of each camera; one may be that of several, or not be there yet
  DrawingFiles(Map<CameraId, Path> files, Path folder) {
    this.files = Map.copyOf(files);
    this.folder = folder;
  }

  Path file(CameraId camera) {
    return Objects.requireNonNull(files.get(camera), () -> "no camera " + camera);
  }

  /// The cameras of one file, in the order in which `all` has them.
  RulesFile read(CameraId camera, List<CameraId> all) throws BadInput {
    var file = file(camera);
    return RulesFile.read(file, all.stream().filter(one -> file.equals(files.get(one))).toList());
  }

  /// Lays a drawing where [#drawing] finds it.
  void remember(CameraId camera, Drawing drawing) throws IOException {
    var file = drawn(camera, drawing.hash(camera.value()));
    if (!Files.exists(file)) {
      lay(file, drawing.text(camera.value()).getBytes(UTF_8));
    }
  }

  /// Lays the bytes of a rules file aside.
  void setAside(RulesFile before) throws IOException {
    var bytes = before.bytes();
    if (bytes.length > 0) {
      var kept = folder.resolve("files");
      var file = kept.resolve(before.sha256() + ".yaml");
      if (!Files.exists(file)) {
        lay(file, bytes);
        forgetOldest(kept);
      }
    }
  }

  private static void lay(Path file, byte[] bytes) throws IOException {
    var parent = Objects.requireNonNull(file.getParent());
    Durable.privateFolder(parent);
    try {
      Durable.create(file, bytes, Durable.PRIVATE_FILE);
    } catch (FileAlreadyExistsException e) {
      // Its name is its content.
      return;
    } catch (IOException e) {
      // What has no room for its end is no version.
      Files.deleteIfExists(file);
      throw e;
    }
    Durable.flushFolder(parent);
  }

  private static void forgetOldest(Path kept) throws IOException {
    try (var list = Files.list(kept)) {
      var oldest =
          list.sorted(Comparator.comparing(DrawingFiles::changed).reversed())
              .skip(MOST_FILES)
              .toList();
      for (var file : oldest) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  /// A drawing that was remembered, if its bytes are still those that it is named for.
  Optional<RulesFile> drawing(CameraId camera, String hash) throws IOException, BadInput {
    if (!HASH.matcher(hash).matches()) {
      return Optional.empty();
    }
    var file = drawn(camera, hash);
    if (!Files.exists(file) || !Sha256.hex(Document.bytes(file)).equals(hash)) {
      return Optional.empty();
    }
    return Optional.of(RulesFile.read(file, List.of(camera)));
  }

  private Path drawn(CameraId camera, String hash) {
    return folder.resolve("drawings").resolve(camera.value()).resolve(hash + ".yaml");
  }

  /// Lays what a rules file shall say beside it, flushed.
  ///
  /// @return the two for [Durable#exchange]
  Prepared prepare(CameraId camera, RulesFile after) throws IOException {
    var file = file(camera);
    // A link stays one: what it leads to is exchanged.
    var real = Files.exists(file) ? file.toRealPath() : file;
    Files.createDirectories(Objects.requireNonNull(real.toAbsolutePath().getParent()));
    var rights =
        Files.exists(real)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(real))
            }
            : new FileAttribute<?>[0];
    return new Prepared(Durable.prepare(real, after.bytes(), rights), real);
  }

  record Prepared(Path fresh, Path file) {}
}
