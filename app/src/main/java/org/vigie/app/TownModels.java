package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.Durable;
import org.vigie.link.detector.DetectorFile;

/// The models that a town has taken in: each file under its SHA-256, with its manifest beside it
/// unless the catalogue has one. Nothing lies there that has not passed the check.
record TownModels(Path folder) {

  private static final String MODEL = ".onnx";
  private static final String MANIFEST = ".yaml";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /// A model that is there, or why what lies there is not one any more.
  record Kept(String sha256, Optional<DetectorFile> model, String refusal) {}

  static TownModels in(Path data) {
    return new TownModels(data.resolve("models"));
  }

  /// Checks a model and keeps a copy of it; one that is here already stays.
  ///
  /// @param manifest what is declared of it; without it, it is one of the catalogue or has been
  ///     taken in before
  /// @throws BadInput if it is refused: a sentence that says why, and the next step
  DetectorFile add(Path file, Optional<Path> manifest) throws BadInput, IOException {
    var bytes = DetectorFile.read(file);
    var hash = DetectorFile.sha256(bytes);
    var kept = folder.resolve(hash + MANIFEST);
    var declared = manifest.isEmpty() && Files.exists(kept) ? Optional.of(kept) : manifest;
    DetectorFile.open(file, declared);
    Files.createDirectories(folder);
    if (manifest.isPresent()) {
      Durable.replace(kept, Files.readAllBytes(manifest.get()));
    }
    Durable.replace(folder.resolve(hash + MODEL), bytes);
    // What will be used is the copy: it is checked like anything else.
    return get(hash);
  }

  /// The model with this hash.
  ///
  /// @throws BadInput if there is none, or it is not what it was
  DetectorFile get(String sha256) throws BadInput {
    var file = folder.resolve(sha256 + MODEL);
    if (!Files.exists(file)) {
      throw new BadInput(
          "there is no model %s in %s; run: vigie models add FILE --manifest M --data %s"
              .formatted(sha256, folder, folder.getParent()));
    }
    var manifest = folder.resolve(sha256 + MANIFEST);
    return DetectorFile.open(
        file, Files.exists(manifest) ? Optional.of(manifest) : Optional.empty());
  }

  /// What a configuration names: a hash of one that is here, or a file, which is taken in.
  DetectorFile named(String text, Path from) throws BadInput, IOException {
    return HASH.matcher(text).matches()
        ? get(text)
        : add(from.resolve(text).normalize(), Optional.empty());
  }

  /// Everything that is here, by hash.
  List<Kept> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var kept = new ArrayList<Kept>();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(MODEL)) {
          kept.add(kept(name.substring(0, name.length() - MODEL.length())));
        }
      }
    }
    return kept;
  }

  private Kept kept(String sha256) {
    try {
      return new Kept(sha256, Optional.of(get(sha256)), "");
    } catch (BadInput e) {
      return new Kept(sha256, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
