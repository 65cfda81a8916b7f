package org.vigie.governance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.Digests;
import org.vigie.model.EventType;

/// What a jurisdiction allows: which events, how long footage is kept, how long an act may last.
///
/// @param name such as `fr-video-only`
/// @param demoOnly `serve` refuses it outside a demo's folder
/// @param onePersonMayBeAll whether somebody may administer and see pictures: a place so small that
///     nobody else is there
/// @param events what may be looked for; empty where no analysis is allowed at all
/// @param longestDetectionAct from its first instant to its end
/// @param commissioning absent where rules raise alerts at once
/// @param longestRetention at most 30 days
/// @param longestReviewWindow at most the retention
/// @param longestLift for how long ahead one may see a camera clear; zero where nobody may
/// @param justifyRetentionAbove a longer retention needs a written justification
/// @param listDeletionsFor how long after its footage a destroyed reel is named on the volumes;
///     later the ledger alone names it
/// @param origin the file it was read from, and who signed it
public record LegalProfile(
    String name,
    int version,
    String title,
    boolean demoOnly,
    boolean onePersonMayBeAll,
    Set<EventType> events,
    Duration longestDetectionAct,
    Optional<CommissioningTerms> commissioning,
    Duration longestRetention,
    Duration longestReviewWindow,
    Duration longestLift,
    Duration justifyRetentionAbove,
    Duration listDeletionsFor,
    ProfileOrigin origin) {

  public LegalProfile {
    events = Set.copyOf(events);
  }

  /// The names of the profiles that come with Vigie.
  public static List<String> builtInNames() {
    return List.of("demo", "private-site", "fr-video-only", "fr-experimental");
  }

  /// A profile that comes with Vigie.
  ///
  /// @throws BadInput if none has that name; says which there are
  public static LegalProfile builtIn(String name) throws BadInput {
    var bytes = builtInFile(name);
    return ProfileFile.read(
        Document.parse(Path.of(resource(name)), bytes),
        new ProfileOrigin(true, Digests.sha256(bytes), ""));
  }

  /// The file of a profile that comes with Vigie.
  ///
  /// @throws BadInput if none has that name; says which there are
  public static byte[] builtInFile(String name) throws BadInput {
    if (!builtInNames().contains(name)) {
      throw new BadInput(
          "'%s' is no legal profile of Vigie's: there are %s, or give the file of your own"
              .formatted(name, String.join(", ", builtInNames())));
    }
    var resource = resource(name);
    try (var in =
        Objects.requireNonNull(LegalProfile.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    return "profiles/" + name + ".yaml";
  }

  /// A town's own profile, for whoever writes one: nobody need have signed it.
  public static LegalProfile read(Path file) throws BadInput {
    var bytes = Document.bytes(file);
    return ProfileFile.read(
        Document.parse(file, bytes), new ProfileOrigin(false, Digests.sha256(bytes), ""));
  }

  /// A town's own profile, to be in force: signed by the authority that its key `authority` names.
  ///
  /// @throws BadInput also if that authority's key is not known, or did not sign it
  public static LegalProfile read(Path file, Authorities authorities) throws BadInput {
    var bytes = Document.bytes(file);
    var document = Document.parse(file, bytes);
    return ProfileFile.read(
        document,
        new ProfileOrigin(false, Digests.sha256(bytes), authorities.checkProfile(document, bytes)));
  }

  /// Whether anybody may see a camera clear.
  public boolean allowsLifts() {
    return !longestLift.isZero();
  }

  /// Whether any analysis is allowed at all.
  public boolean allowsAnalysis() {
    return !events.isEmpty();
  }
}
