package org.vigie.app;

import java.nio.file.Path;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.base.Document;

/// Keeps an exercise apart from the town: where a folder is an exercise's, its configuration may
/// name simulated cameras only, nobody outside, and no other folder.
final class TrainingBounds {

  /// Each would reach out of the exercise.
  private static final List<String> NOT_OF_A_TOWN =
      List.of(
          "data", "acts", "authorities", "volumes", "ledger", "tell", "relays", "metrics", "tls");

  private static final List<String> NOT_OF_A_CAMERA =
      List.of("onvif", "user", "password", "password_file", "tls_ca", "tls_fingerprint", "steer");

  private TrainingBounds() {}

  /// Refuses what leaves an exercise; says nothing of any other town.
  ///
  /// @param folder of the configuration
  /// @param data the folder that it names
  static void check(Document document, Path folder, Path data) throws BadInput {
    if (!DemoMark.isTraining(folder) && !DemoMark.isTraining(data)) {
      return;
    }
    for (var key : NOT_OF_A_TOWN) {
      var value = document.find(key);
      if (value.isPresent()) {
        throw value
            .get()
            .wrong(
                "has no place in an exercise, which keeps to its own folder and tells nobody:"
                    + " take it out, or configure a town in a folder of its own");
      }
    }
    for (var camera : document.get("cameras").list()) {
      for (var key : List.of("main", "sub")) {
        var address = camera.find(key);
        if (address.isPresent() && !address.get().text().startsWith(TownConfig.SIMULATOR)) {
          throw address
              .get()
              .wrong(
                  "of camera %s names a real camera, and this folder is an exercise's: what people"
                          .formatted(camera.get("id").text())
                      + " do there must never be about a real street. Simulated ones begin with"
                      + " simulator:; ./vigie serve runs a town with real ones");
        }
      }
      for (var key : NOT_OF_A_CAMERA) {
        var value = camera.find(key);
        if (value.isPresent()) {
          throw value
              .get()
              .wrong(
                  "of camera %s reaches a real camera, and this folder is an exercise's: take it out"
                      .formatted(camera.get("id").text()));
        }
      }
    }
  }
}
