package org.vigie.app;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.base.BadInput;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.link.detector.DetectorManifest;
import org.vigie.sight.Sight;

/// Takes models into a town's folder and writes down which (R10).
///
/// @param data the town's folder
record ModelKeeper(Path data, Governance governance) {

  private static final System.Logger LOG = System.getLogger(ModelKeeper.class.getName());

  /// What `vigie models add` asks for.
  ///
  /// @param file absolute
  /// @param manifest absolute, or empty for a model that is known
  record Request(String file, String manifest) {}

  ControlAnswer add(Request request) {
    try {
      var manifest =
          request.manifest().isEmpty()
              ? Optional.<Path>empty()
              : Optional.of(Path.of(request.manifest()));
      var added = TownModels.in(data).add(Path.of(request.file()), manifest).manifest();
      governance.note("model.added", Actors.LOCAL_ADMINISTRATOR, facts(added));
      return new ControlAnswer(
          "",
          List.of(
              "added %s, which says %s".formatted(added.name(), String.join(", ", added.says())),
              "to use it, write under `sight` in vigie.yaml and start again:",
              "  model: " + added.sha256()));
    } catch (BadInput | IOException e) {
      return ControlAnswer.failed(String.valueOf(e.getMessage()));
    }
  }

  /// Says which model the eyes work with, in the ledger and to whoever watches the start: it has
  /// been loaded and run once by now, or has failed to.
  void tell(Sight sight, Consumer<String> progress) {
    sight
        .detector()
        .ifPresent(
            model -> {
              governance.note("model.loaded", Actors.VIGIE, facts(model));
              progress.accept(
                  "model %s (SHA-256 %s) says %s: %s"
                      .formatted(
                          model.name(),
                          model.sha256(),
                          String.join(", ", model.says()),
                          model.purpose()));
            });
    sight
        .detectorRefusal()
        .ifPresent(
            why -> {
              governance.note("model.refused", Actors.VIGIE, Map.of("reason", why));
              LOG.log(Level.WARNING, "{0}. The eyes work without a model.", why);
            });
  }

  /// What the ledger says of a model.
  static Map<String, Object> facts(DetectorManifest manifest) {
    return Map.of(
        "name", manifest.name(),
        "sha256", manifest.sha256(),
        "labels", manifest.labels(),
        "says", manifest.says(),
        "purpose", manifest.purpose(),
        "licence", manifest.licence(),
        "source", manifest.source());
  }
}
