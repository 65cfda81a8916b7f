package org.vigie.governance;

import static org.vigie.fuzz.Inputs.require;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;

/// Acts and profiles.
public final class GovernanceTargets {

  private GovernanceTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "act",
            List.of(BadInput.class),
            Target.Bound.of(2 << 20, 4096),
            () ->
                List.of(example("acts/recording-depot.yaml"), example("acts/detection-depot.yaml")),
            GovernanceTargets::act),
        Target.of(
            "profile",
            List.of(BadInput.class),
            Target.Bound.of(2 << 20, 4096),
            () -> List.of(example("profile-own.yaml")),
            GovernanceTargets::profile));
  }

  private static byte[] example(String name) throws java.io.IOException {
    return Files.readAllBytes(
        Path.of(System.getProperty("vigie.root"), "design/examples").resolve(name));
  }

  private static void act(byte[] input) throws BadInput {
    Inputs.file("act", "one.yaml", input);
    // An act may say under which profile it was decided; another one's is refused at once.
    var text = new String(input, StandardCharsets.UTF_8);
    var profile = text.contains("profile: private-site") ? "private-site" : "fr-experimental";
    var acts = new ActFiles(LegalProfile.builtIn(profile)).read(Inputs.folder("act"));
    for (var act : acts.recording()) {
      require(act.retention().compareTo(ProfileFile.RETENTION_CAP) <= 0, "no act passes the cap");
      require(act.from().isBefore(act.until()), "an act ends after it begins");
      require(act.number().length() <= 200, "an act's number fits a reel's header");
    }
  }

  private static void profile(byte[] input) throws BadInput {
    var profile = LegalProfile.read(Inputs.file("profile", "own.yaml", input));
    require(
        profile.longestRetention().compareTo(ProfileFile.RETENTION_CAP) <= 0,
        "no profile passes the cap");
    require(
        profile.longestReviewWindow().compareTo(profile.longestRetention()) <= 0,
        "a review window lies within the retention");
  }
}
