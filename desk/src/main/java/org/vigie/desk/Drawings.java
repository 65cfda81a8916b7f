package org.vigie.desk;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.desk.masks.MaskDrawings;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.rules.Drawing;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleReading;
import org.vigie.rules.RulesFile;

/// What is drawn on the cameras and looked for there: from the rules files into force, and from
/// people into the rules files, which stay the one truth.
///
/// A change is read by the reader of rules files, entered into the ledger with the hashes of before
/// and after, written in one step, and judged by from the next picture on. What was before it is
/// kept. design/zones.md says why. Safe for any thread; changes are made one after the other.
public final class Drawings {

  static final String CHANGED = "rules.changed";
  static final String NOT_CHANGED = "rules.not-changed";
  private static final String ARMED = "rules.armed";

  private static final System.Logger LOG = System.getLogger(Drawings.class.getName());

  private final Desk desk;
  private final Governance governance;
  private final Clocks clocks;
  private final List<CameraId> cameras;
  private final DrawingFiles files;
  private final DrawingJudge judge;
  private final MaskDrawings masks;
  private final DrawingStory story = new DrawingStory();
  private final Map<CameraId, String> inForce = new HashMap<>();

  private Drawings(
      Desk desk,
      Governance governance,
      Clocks clocks,
      List<CameraId> cameras,
      DrawingFiles files,
      MaskDrawings masks) {
    this.desk = desk;
    this.governance = governance;
    this.clocks = clocks;
    this.cameras = List.copyOf(cameras);
    this.files = files;
    this.masks = masks;
    this.judge = new DrawingJudge(desk.commissioning(), governance);
  }

  /// Brings the rules of all cameras into force, and enters into the ledger what is another drawing
  /// than the one it knows of: whoever changed a file by hand did so without Vigie.
  ///
  /// @param files the rules file of each camera, in their order; one may be that of several
  /// cameras,
  ///     or not be there yet
  /// @param folder where what was before is kept; made when it is needed
  /// @throws BadInput if a file cannot be used: names file, line and key
  /// @throws IOException if `folder` cannot be written
  public static Drawings open(
      Desk desk, Governance governance, Clocks clocks, Map<CameraId, Path> files, Path folder)
      throws BadInput, IOException {
    var masks =
        MaskDrawings.open(
            List.copyOf(files.keySet()),
            Map.of(),
            Set.of(),
            folder.resolveSibling("masks"),
            governance);
    return open(desk, governance, clocks, files, folder, masks);
  }

  /// As above, beside the masks of a town whose configuration says some.
  public static Drawings open(
      Desk desk,
      Governance governance,
      Clocks clocks,
      Map<CameraId, Path> files,
      Path folder,
      MaskDrawings masks)
      throws BadInput, IOException {
    var drawings =
        new Drawings(
            desk,
            governance,
            clocks,
            List.copyOf(files.keySet()),
            new DrawingFiles(files, folder),
            masks);
    drawings.takeAll();
    return drawings;
  }

  /// What is drawn on the same pictures so that nobody ever sees it.
  public MaskDrawings masks() {
    return masks;
  }

  private synchronized void takeAll() throws BadInput, IOException {
    governance.ledger().replay(DrawingStory::tells, story::fold);
    for (var camera : cameras) {
      var file = files.read(camera, cameras);
      var reading = file.of(camera);
      var hash = reading.drawing().hash(camera.value());
      var before = story.newest(camera).map(DrawingVersion::hash).orElse("");
      boolean nothingYet = before.isEmpty() && reading.drawing().equals(Drawing.NONE);
      if (!hash.equals(before) && !nothingYet) {
        files.remember(camera, reading.drawing());
        enter(camera, Actors.VIGIE, before, hash, fileFacts(camera, "", file.sha256()));
      }
      reading.book().warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
      bringIntoForce(camera, reading);
    }
  }

  /// What a camera's part of its rules file says now.
  ///
  /// @param hash names it; a change says which one it is a change of
  /// @param inForce whether the camera is judged by it: the file may have been changed by hand
  /// @param preview against what is in force
  public record Drawn(
      Path file, RuleReading reading, String hash, boolean inForce, DrawingPreview preview) {}

  public synchronized Drawn read(CameraId camera) throws DrawingRefused {
    var reading = file(camera).of(camera);
    var hash = reading.drawing().hash(camera.value());
    return new Drawn(
        files.file(camera),
        reading,
        hash,
        hash.equals(inForce.get(camera)),
        judge.preview(book(camera), reading, true, clocks.wall()));
  }

  private RulesFile file(CameraId camera) throws DrawingRefused {
    try {
      return files.read(camera, cameras);
    } catch (BadInput e) {
      throw new DrawingRefused.Unreadable(e);
    }
  }

  /// A change that was asked for and found good.
  private record Change(RulesFile before, RulesFile after, String was, RuleReading reading) {}

  private Change change(CameraId camera, String base, Drawing drawing) throws DrawingRefused {
    if (governance.sources().find(camera).isPresent()) {
      throw new DrawingRefused.Invalid(
          "", "it flies or is worn: nothing is drawn on its pictures, which nothing looks at");
    }
    var before = file(camera);
    var was = before.of(camera).drawing().hash(camera.value());
    if (!was.equals(base)) {
      throw new DrawingRefused.Changed();
    }
    try {
      var reading = before.reading(camera, drawing);
      if (!masks.isTurned(camera) && !reading.book().presets().names().isEmpty()) {
        throw new DrawingRefused.Invalid(
            "zones", "Nobody steers this camera: nothing is drawn for a preset of it.");
      }
      judge.check(book(camera), reading);
      return new Change(before, before.with(camera, drawing), was, reading);
    } catch (BadInput e) {
      throw new DrawingRefused.Invalid(e);
    }
  }

  private RuleBook book(CameraId camera) {
    return desk.book(camera).orElseGet(() -> RuleBook.empty(camera));
  }

  /// What would come of a drawing; nothing is changed.
  ///
  /// @param base the hash of what it is a change of
  public synchronized DrawingPreview preview(CameraId camera, String base, Drawing drawing)
      throws DrawingRefused {
    var change = change(camera, base, drawing);
    try {
      return judge.preview(
          book(camera),
          change.reading(),
          change.after().keepsTextOf(change.before(), camera),
          clocks.wall());
    } catch (BadInput e) {
      throw new DrawingRefused.Invalid(e);
    }
  }

  /// Brings a drawing into force: in the ledger, then in the file, then in what is judged by.
  ///
  /// @param permit of the right CONFIGURE for the camera; used only if nothing speaks against it
  /// @param base the hash of what it is a change of
  /// @param reason why, in that person's words
  /// @return the index of the ledger entry
  /// @throws StateUnavailable if the desk cannot take the rules: they are in the file, and a next
  ///     try or start brings them into force
  public synchronized long save(
      Permit permit, CameraId camera, String base, Drawing drawing, String reason)
      throws Refused, DrawingRefused {
    var change = change(camera, base, drawing);
    var hash = change.reading().drawing().hash(camera.value());
    permit.use(Right.CONFIGURE, camera);
    var prepared = prepare(camera, change);
    var facts = fileFacts(camera, change.before().sha256(), change.after().sha256());
    facts.put("permit", permit.id());
    facts.put("reason", reason);
    long entry;
    try {
      entry = enter(camera, permit.person(), change.was(), hash, facts);
    } catch (RuntimeException e) {
      delete(prepared.fresh());
      throw e;
    }
    exchange(camera, prepared, permit, hash, entry);
    bringIntoForce(camera, change.reading());
    return entry;
  }

  private DrawingFiles.Prepared prepare(CameraId camera, Change change) throws DrawingRefused {
    try {
      files.remember(camera, change.before().of(camera).drawing());
      files.remember(camera, change.reading().drawing());
      files.setAside(change.before());
      return files.prepare(camera, change.after());
    } catch (IOException e) {
      throw notWritten(camera, e);
    }
  }

  private void exchange(
      CameraId camera, DrawingFiles.Prepared prepared, Permit permit, String hash, long entry)
      throws DrawingRefused {
    try {
      Durable.exchange(prepared.fresh(), prepared.file());
    } catch (IOException e) {
      delete(prepared.fresh());
      governance.note(
          NOT_CHANGED,
          Actors.VIGIE,
          Map.of(
              "camera", camera,
              "after", hash,
              "entry", entry,
              "person", permit.person(),
              "why", words(e)));
      story.takeBack(camera);
      throw notWritten(camera, e);
    }
  }

  private DrawingRefused.NotWritten notWritten(CameraId camera, IOException why) {
    var message = files.file(camera) + ": " + words(why);
    LOG.log(Level.WARNING, "The rules of camera {0} stay as they are: {1}", camera, message);
    return new DrawingRefused.NotWritten(message);
  }

  /// Most of Java's exceptions about files say nothing but a name.
  private static String words(IOException why) {
    var name = why.getClass().getSimpleName();
    return name.equals("IOException") || name.equals("FileSystemException")
        ? String.valueOf(why.getMessage())
        : name + ": " + why.getMessage();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} is left over: {1}", file, e.getMessage());
    }
  }

  private TreeMap<String, Object> fileFacts(CameraId camera, String before, String after) {
    var facts = new TreeMap<String, Object>();
    facts.put("file", String.valueOf(files.file(camera).getFileName()));
    facts.put("file_before", before);
    facts.put("file_after", after);
    return facts;
  }

  private long enter(
      CameraId camera, String person, String before, String after, Map<String, Object> more) {
    var facts = new TreeMap<>(more);
    facts.put("camera", camera);
    facts.put("before", before);
    facts.put("after", after);
    long entry = governance.note(CHANGED, person, facts);
    story.add(camera, new DrawingVersion(after, before, clocks.wall(), person, entry));
    return entry;
  }

  private void bringIntoForce(CameraId camera, RuleReading reading) {
    var rules = reading.book().rules();
    if (!rules.isEmpty() || !book(camera).rules().isEmpty()) {
      governance.note(
          ARMED,
          Actors.VIGIE,
          Map.of(
              "camera",
              camera,
              "rules",
              rules.stream().map(rule -> rule.event() + " " + rule.zone()).toList()));
    }
    desk.arm(reading.book());
    inForce.put(camera, reading.drawing().hash(camera.value()));
  }

  /// What was drawn on a camera, newest first; at most the last 500.
  public synchronized List<DrawingVersion> versions(CameraId camera) {
    return story.of(camera);
  }

  /// What was drawn on a camera once.
  public Drawing version(CameraId camera, String hash) throws DrawingRefused {
    try {
      return files
          .drawing(camera, hash)
          .orElseThrow(() -> new DrawingRefused.NoVersion(hash))
          .of(camera)
          .drawing();
    } catch (IOException e) {
      throw new DrawingRefused.NoVersion(hash);
    } catch (BadInput e) {
      throw new DrawingRefused.Unreadable(e);
    }
  }
}
