package org.vigie.link.detector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// The detectors that Vigie knows by their hash, so that nobody has to write a manifest for them.
/// None of them is part of Vigie.
public final class DetectorCatalogue {

  private static final String RESOURCE = "catalogue.yaml";
  private static final Map<String, DetectorManifest> KNOWN = readAll();

  private DetectorCatalogue() {}

  private static Map<String, DetectorManifest> readAll() {
    try (var in = DetectorCatalogue.class.getResourceAsStream(RESOURCE)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var known = new LinkedHashMap<String, DetectorManifest>();
      for (var entry : Document.parse(Path.of(RESOURCE), text).list()) {
        var manifest = DetectorManifest.read(entry);
        known.put(manifest.sha256(), manifest);
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadInput e) {
      throw new IllegalStateException(e);
    }
  }

  /// The manifest of the file with this SHA-256, in hex.
  public static Optional<DetectorManifest> find(String sha256) {
    return Optional.ofNullable(KNOWN.get(sha256));
  }

  public static List<DetectorManifest> list() {
    return List.copyOf(KNOWN.values());
  }
}
