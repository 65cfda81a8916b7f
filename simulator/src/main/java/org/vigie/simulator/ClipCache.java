package org.vigie.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vigie.base.RandomIds;
import org.vigie.simulator.scene.Places;
import org.vigie.simulator.serve.Clip;

/// Keeps encoded clips in a folder, so that each is drawn once. Safe for use by any thread, and by
/// several simulators at once: a clip appears whole or not at all.
final class ClipCache {

  private final Path folder;

  ClipCache(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// Makes the bytes of a clip that is not there yet.
  @FunctionalInterface
  interface Maker {

    byte[] make() throws IOException;
  }

  /// The clip of that name, made where it is missing or damaged.
  Clip get(String name, Film film, int pictures, long seed, Maker maker) throws IOException {
    var file = file(name, film, pictures, seed);
    if (Files.exists(file)) {
      var stream = Files.readAllBytes(file);
      if (Clip.countPictures(stream) == pictures) {
        return Clip.of(stream, film.rate());
      }
    }
    var stream = maker.make();
    var clip = Clip.of(stream, film.rate());
    var temporary = folder.resolve("." + file.getFileName() + "." + RandomIds.hex(6));
    try {
      Files.write(temporary, stream);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return clip;
  }

  /// Whether it is there, though perhaps damaged.
  boolean has(String name, Film film, int pictures, long seed) {
    return Files.exists(file(name, film, pictures, seed));
  }

  private Path file(String name, Film film, int pictures, long seed) {
    return folder.resolve("%s-%s.h264".formatted(name, hash(name, film, pictures, seed)));
  }

  private static String hash(String name, Film film, int pictures, long seed) {
    try {
      var text = "%s %s %d %d %d".formatted(name, film, pictures, seed, Places.VERSION);
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
