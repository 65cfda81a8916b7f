package org.vigie.server.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.desk.Light;
import org.vigie.desk.RuleReport;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.model.EventType;
import org.vigie.model.Point;
import org.vigie.server.ModelView;
import org.vigie.server.machine.Certificate;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.Figures;

/// The facts of a running town that an authority decides upon: those of a data-protection impact
/// assessment (GDPR, article 35), of a fundamental-rights impact assessment (AI Act, article 27)
/// and of a request to authorise cameras (CSI, article R252-3), as far as a machine knows them. No
/// picture, no name of a person, no address of a stream.
///
/// @param format `vigie-dossier/1`
/// @param version of Vigie
/// @param declaration what the public page says, published or not
/// @param figures what is counted of it
/// @param cameras in the order of the declaration
/// @param clipsKeptMinutes how long the masked clip of an alert is kept at most
/// @param model the detector in use; absent where there is none
public record Dossier(
    String format,
    Instant made,
    String version,
    Profile profile,
    Declaration declaration,
    Figures figures,
    List<Camera> cameras,
    List<People> people,
    List<Program> programs,
    long clipsKeptMinutes,
    Optional<ModelView> model,
    Security security) {

  public static final String FORMAT = "vigie-dossier/1";

  public Dossier {
    cameras = List.copyOf(cameras);
    people = List.copyOf(people);
    programs = List.copyOf(programs);
  }

  /// The legal profile that everything is judged under.
  ///
  /// @param signedBy the key that signed its file; empty where it is Vigie's own
  public record Profile(
      String name,
      int version,
      String title,
      String sha256,
      String signedBy,
      List<EventType> events,
      long longestRetentionMinutes,
      long longestReviewWindowMinutes,
      long longestLiftMinutes) {
    public Profile {
      events = List.copyOf(events);
    }
  }

  /// What the declaration does not say of a camera.
  ///
  /// @param id as in the declaration
  /// @param masks painted over before anything else, as fractions of the picture
  /// @param maskedShare of the picture, 0 to 1
  public record Camera(String id, List<List<Point>> masks, double maskedShare, List<Rule> rules) {
    public Camera {
      masks = masks.stream().map(List::copyOf).toList();
      rules = List.copyOf(rules);
    }
  }

  /// What a rule looks for, and how it did.
  ///
  /// @param zone empty for the whole picture
  /// @param standing what comes of what it finds
  /// @param byLight alerts and verdicts for each light of which there are any
  /// @param stagedRecall the share of scenes played before the camera that it found, 0 to 1
  public record Rule(
      String id,
      EventType event,
      String zone,
      Map<String, String> settings,
      Standing standing,
      Map<Light, RuleReport.Measured> byLight,
      Optional<Double> stagedRecall) {
    public Rule {
      settings = Map.copyOf(settings);
      byLight = Map.copyOf(byLight);
    }
  }

  public enum Standing {
    /// What it finds is brought to a person.
    ARMED,
    /// What it finds is kept for whoever tries it.
    SHADOW,
    /// It counts, and brings nothing to anybody.
    COUNTS,
    /// No act allows it, or a stop button is pressed.
    SILENT
  }

  /// How many people have a habilitation in force, by role.
  ///
  /// @param role absent where one person may be several
  /// @param trained how many of them have a day of training on record
  /// @param decided how many of them have a decision on record
  public record People(Optional<Role> role, int people, int trained, int decided) {}

  /// A program that reads with a key of its own.
  public record Program(List<Right> rights, Instant expires) {
    public Program {
      rights = List.copyOf(rights);
    }
  }

  /// @param confined the programs that read pictures run without network, files and other programs
  /// @param tls what browsers are shown; absent on plain HTTP
  /// @param witnesses other machines that cosign the ledger
  public record Security(
      boolean secondFactorRequired,
      long lockAfterMinutes,
      Optional<Boolean> confined,
      Optional<Certificate> tls,
      int witnesses) {}
}
