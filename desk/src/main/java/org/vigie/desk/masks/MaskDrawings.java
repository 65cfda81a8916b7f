package org.vigie.desk.masks;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Durable;
import org.vigie.desk.DrawingRefused;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.model.PrivacyMasks;

/// The static privacy masks of the town's cameras: those that the configuration says, which nobody
/// changes from the console, and those that people have drawn besides, a file for each camera. In
/// force are both together.
///
/// Who may draw zones may cover more. Whoever uncovers anything needs the right ADMINISTER: what a
/// town promised not to look at is not given up by whoever looks. design/zones.md. Safe for any
/// thread; changes are made one after the other.
public final class MaskDrawings {

  /// The entry of the ledger that says which masks are in force from then on.
  public static final String KIND = "masks.in-force";

  private static final System.Logger LOG = System.getLogger(MaskDrawings.class.getName());

  private final Map<CameraId, MaskSet> configured;
  /// Replaced as a whole, so that whoever asks what is in force never waits for a change.
  private volatile Map<CameraId, MaskSet> drawn = Map.of();
  private final Set<CameraId> turned;
  private final Path folder;
  private final Governance governance;
  private final List<Consumer<CameraId>> listeners = new ArrayList<>();

  private MaskDrawings(
      Map<CameraId, MaskSet> configured, Set<CameraId> turned, Path folder, Governance governance) {
    this.configured = Map.copyOf(configured);
    this.turned = Set.copyOf(turned);
    this.folder = folder;
    this.governance = governance;
  }

  /// Reads what was drawn.
  ///
  /// @param cameras all that there are
  /// @param configured what the configuration says, by camera
  /// @param turned those that people steer: their masks are for presets
  /// @param folder where what is drawn is kept; made when it is needed
  /// @throws BadInput if a file cannot be used: a mask that cannot be read must not be left out
  public static MaskDrawings open(
      List<CameraId> cameras,
      Map<CameraId, MaskSet> configured,
      Set<CameraId> turned,
      Path folder,
      Governance governance)
      throws BadInput {
    var masks = new MaskDrawings(configured, turned, folder, governance);
    var drawn = new HashMap<CameraId, MaskSet>();
    for (var camera : cameras) {
      var file = masks.file(camera);
      if (Files.exists(file)) {
        var set = MaskSet.read(Document.read(file));
        if (set.fault(turned.contains(camera)).isPresent()) {
          throw BadInput.at(
              file,
              1,
              turned.contains(camera)
                  ? "this camera can be turned: a mask needs the preset that it is for; draw them"
                      + " anew without steer in its configuration, or take this file away"
                  : "nobody steers this camera, and these masks are for presets of one that turns;"
                      + " give its configuration steer, or take this file away");
        }
        drawn.put(camera, set);
      }
    }
    masks.drawn = Map.copyOf(drawn);
    return masks;
  }

  private Path file(CameraId camera) {
    return folder.resolve(camera + ".yaml");
  }

  /// What one camera's masks are.
  ///
  /// @param configured nobody changes them from the console
  /// @param version names exactly both together; empty where there is none
  public record Masks(MaskSet configured, MaskSet drawn, String version) {}

  /// Whether people steer a camera, so that what is drawn on it may be for a preset.
  public boolean isTurned(CameraId camera) {
    return turned.contains(camera);
  }

  public Masks read(CameraId camera) {
    var also = drawn(camera);
    return new Masks(
        configured(camera), also, both(camera, also).map(PrivacyMasks::version).orElse(""));
  }

  /// What is painted over now; empty where nothing is.
  public Optional<PrivacyMasks> inForce(CameraId camera) {
    return both(camera, drawn(camera));
  }

  private MaskSet configured(CameraId camera) {
    return configured.getOrDefault(camera, MaskSet.NONE);
  }

  private MaskSet drawn(CameraId camera) {
    return drawn.getOrDefault(camera, MaskSet.NONE);
  }

  private Optional<PrivacyMasks> both(CameraId camera, MaskSet also) {
    return configured(camera).and(also).inForce();
  }

  /// Hears of each change, once it is in force, on the thread of whoever made it.
  public synchronized void listen(Consumer<CameraId> listener) {
    listeners.add(listener);
  }

  /// The right that a change takes.
  ///
  /// @throws DrawingRefused if they can be no masks of this camera
  public Right takes(CameraId camera, MaskSet masks) throws DrawingRefused {
    requireMasks(camera, masks);
    return rightFor(camera, masks.rounded());
  }

  private Right rightFor(CameraId camera, MaskSet masks) {
    var fixed = configured(camera);
    return fixed.and(masks).uncoversOf(fixed.and(drawn(camera)))
        ? Right.ADMINISTER
        : Right.CONFIGURE;
  }

  /// Brings what was drawn into force: in the ledger, then in the file, then in the pictures.
  ///
  /// @param permit of the right that [#takes] says
  /// @param base the version of what it is a change of
  /// @param reason why, in that person's words
  public void save(Permit permit, CameraId camera, String base, MaskSet masks, String reason)
      throws Refused, DrawingRefused {
    requireMasks(camera, masks);
    List<Consumer<CameraId>> hear;
    synchronized (this) {
      change(permit, camera, base, masks.rounded(), reason);
      hear = List.copyOf(listeners);
    }
    hear.forEach(listener -> listener.accept(camera));
  }

  /// Judged as it will be read again, before anything else is made of it.
  private void requireMasks(CameraId camera, MaskSet masks) throws DrawingRefused {
    if (configured(camera).and(masks).most() > MaskPolygons.MOST_ZONES) {
      throw new DrawingRefused.Invalid(
          "masks", "A view has at most " + MaskPolygons.MOST_ZONES + " masks.");
    }
    var fault = masks.rounded().fault(turned.contains(camera));
    if (fault.isPresent()) {
      throw new DrawingRefused.Invalid(fault.get().key(), fault.get().sentence());
    }
  }

  private void change(Permit permit, CameraId camera, String base, MaskSet masks, String reason)
      throws Refused, DrawingRefused {
    var before = read(camera);
    if (!before.version().equals(base)) {
      throw new DrawingRefused.Changed();
    }
    var right = rightFor(camera, masks);
    permit.use(right, camera);
    var after = both(camera, masks);
    note(camera, permit, before.version(), after, right == Right.ADMINISTER, reason);
    try {
      Durable.privateFolder(folder);
      Durable.replace(
          file(camera), masks.write().getBytes(StandardCharsets.UTF_8), Durable.PRIVATE_FILE);
    } catch (IOException e) {
      var old = inForce(camera);
      governance.note(KIND, Actors.VIGIE, facts(camera, old));
      LOG.log(Level.WARNING, "The masks of camera {0} stay as they are: {1}", camera, e.toString());
      throw new DrawingRefused.NotWritten(file(camera) + ": " + e.getMessage());
    }
    var next = new HashMap<>(drawn);
    next.put(camera, masks);
    drawn = Map.copyOf(next);
  }

  private void note(
      CameraId camera,
      Permit permit,
      String before,
      Optional<PrivacyMasks> after,
      boolean uncovers,
      String reason) {
    var facts = facts(camera, after);
    facts.put("before", before);
    facts.put("uncovers", uncovers);
    facts.put("permit", permit.id());
    facts.put("reason", reason);
    governance.note(KIND, permit.person(), facts);
  }

  private static Map<String, Object> facts(CameraId camera, Optional<PrivacyMasks> masks) {
    var facts = new HashMap<String, Object>();
    facts.put("camera", camera);
    facts.put("version", masks.map(PrivacyMasks::version).orElse(""));
    facts.put("zones", masks.map(m -> m.text().lines().toList()).orElse(List.of()));
    return facts;
  }
}
