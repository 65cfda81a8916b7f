package org.vigie.link.detector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.vigie.base.BadInput;

/// A model file that has passed the check, with what is declared of it.
///
/// @param manifestFile nothing for a detector of the catalogue
public record DetectorFile(Path file, Optional<Path> manifestFile, DetectorManifest manifest) {

  /// The largest file that is looked at.
  public static final long MOST_BYTES = 256L * 1024 * 1024;

  /// Reads and checks a model file.
  ///
  /// @param manifestFile what is declared of it; without it the file must be in the catalogue
  /// @throws BadInput if it is refused: a sentence that says why, and the next step
  public static DetectorFile open(Path file, Optional<Path> manifestFile) throws BadInput {
    var bytes = read(file);
    var manifest = declared(file, manifestFile, sha256(bytes));
    DetectorCheck.require(manifest, OnnxFile.read(bytes));
    return new DetectorFile(file, manifestFile, manifest);
  }

  /// The bytes of a model file, at most 256 MiB.
  public static byte[] read(Path file) throws BadInput {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInput.at(file, 0, "is larger than 256 MiB; is it the right file?");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw BadInput.at(file, 0, "there is no such model file, or it cannot be read");
    }
  }

  /// What is declared of the file with this hash.
  ///
  /// @throws BadInput if nothing is, or it is declared of another file
  public static DetectorManifest declared(Path file, Optional<Path> manifestFile, String sha256)
      throws BadInput {
    if (manifestFile.isEmpty()) {
      return DetectorCatalogue.find(sha256)
          .orElseThrow(
              () ->
                  BadInput.at(
                      file,
                      0,
                      ("Vigie does not know this model (SHA-256 %s). Write a manifest for it, as"
                              + " design/models.md shows, and run: vigie models add %s"
                              + " --manifest FILE --data DIR")
                          .formatted(sha256, file)));
    }
    var manifest = DetectorManifest.read(manifestFile.get());
    if (!manifest.sha256().equals(sha256)) {
      throw BadInput.at(
          manifestFile.get(),
          0,
          "sha256: is %s, but %s has %s: it is another file, or was changed on its way"
              .formatted(manifest.sha256(), file, sha256));
    }
    return manifest;
  }

  /// In hex.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
