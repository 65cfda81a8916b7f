package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vigie.app.log.LogForm;
import org.vigie.app.relay.RelayConfig;
import org.vigie.app.signals.SignalConfig;
import org.vigie.app.tell.TellConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.login.CameraTrust;
import org.vigie.desk.Daylight;
import org.vigie.governance.Norm;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.viewing.ViewingLimits;
import org.vigie.link.detector.DetectorFile;
import org.vigie.media.rtsp.RtspUrl;
import org.vigie.model.CameraId;
import org.vigie.onvif.OnvifAddress;
import org.vigie.recording.CameraPlace;
import org.vigie.recording.RecorderSettings;
import org.vigie.recording.VolumeSettings;
import org.vigie.recording.clips.ClipSettings;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.map.MapSettings;
import org.vigie.server.notice.NoticeSettings;
import org.vigie.tell.ReceiverSettings;

/// What one town's machine runs: the configuration file, read and checked.
///
/// `design/examples/vigie.yaml` shows every key with its meaning; a test reads it.
///
/// @param data the folder that holds everything Vigie writes
/// @param profile a legal profile that Vigie knows, or the file of one
/// @param acts the folder of the recording and detection acts
/// @param authorities whose signature those acts need
/// @param eyes how many eye processes share the cameras; with none, nothing is analysed and every
///     picture that people see is masked whole
/// @param quiet how long a block stays masked after the last thing moved in it
/// @param learning how long a camera is masked whole while its background is learnt
/// @param model the detector that the eyes use: its hash, or a file
/// @param zone in which the town's days begin and end; without it, the machine's
/// @param daylight where the town lies, so that day and night are told apart in reports
/// @param volumes where footage lies
/// @param keepClips for how long the masked clip of an alert is kept, at most
/// @param ledger who looks after the ledger, and how long its free text is kept
/// @param escalateAfter how long an alert may wait for somebody to open it
/// @param viewing from when on something is noticed of how people look at footage
/// @param map what lies on the map besides cameras
/// @param signIn how people sign in
/// @param notice what the public page says beyond what follows from cameras and acts
/// @param metricsToken what a Prometheus server must show to read the town's figures; without it
///     nobody reads them
/// @param log how the program's log is written
/// @param tell who is told of alarms outside the machine; none: nobody
/// @param relays which partners take streams
/// @param signals which systems outside may say something to people, and how they are heard
public record TownConfig(
    Path file,
    Path data,
    String town,
    String profile,
    Path acts,
    Authorities authorities,
    Listen listen,
    int eyes,
    Duration quiet,
    Duration learning,
    Optional<String> model,
    ZoneId zone,
    Optional<Daylight> daylight,
    List<VolumeSettings> volumes,
    Duration keepClips,
    LedgerConfig ledger,
    Duration escalateAfter,
    ViewingLimits viewing,
    MapSettings map,
    DoorSettings signIn,
    NoticeSettings notice,
    Optional<String> metricsToken,
    LogForm log,
    List<ReceiverSettings> tell,
    RelayConfig relays,
    SignalConfig signals,
    List<CameraConfig> cameras) {

  /// Where the server answers.
  ///
  /// @param port 0 takes a free one
  public record Listen(String host, int port, Optional<Tls> tls) {}

  /// Certificate chain and private key, PEM files.
  public record Tls(Path certificate, Path key) {}

  /// What the address of a simulated camera begins with; the rest is its path.
  static final String SIMULATOR = "simulator:";

  private static final Pattern SIMULATED = Pattern.compile(SIMULATOR + "/[a-z0-9-]+/(main|sub)");

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_GROUP = 60;
  private static final int MOST_GROUPS = 8;

  private static final Set<String> KEYS =
      Set.of(
          "town",
          "profile",
          "data",
          "acts",
          "authorities",
          "listen",
          "tls",
          "sight",
          "zone",
          "location",
          "volumes",
          "clips",
          "ledger",
          "desk",
          "viewing",
          "map",
          "sign_in",
          "public",
          "metrics",
          "log",
          "tell",
          "relays",
          "signals",
          "signal_broker",
          "cameras");
  private static final Set<String> SIGHT_KEYS = Set.of("eyes", "quiet", "learning", "model");
  private static final Set<String> CLIP_KEYS = Set.of("keep");
  private static final Set<String> CAMERA_KEYS =
      Set.of(
          "id",
          "name",
          "groups",
          "place",
          "main",
          "sub",
          "onvif",
          "user",
          "password",
          "password_file",
          "tls_fingerprint",
          "tls_ca",
          "rules",
          "norm",
          "volume",
          "copy_to",
          "privacy_masks",
          "faces_dwellings",
          "steer",
          "position",
          "field_of_view",
          "purpose",
          "loop",
          "kind",
          "open_at_most");

  public TownConfig {
    volumes = List.copyOf(volumes);
    tell = List.copyOf(tell);
    cameras = List.copyOf(cameras);
  }

  /// Reads and checks a configuration; relative paths start at the file's folder.
  public static TownConfig read(Path file) throws BadInput {
    var document = Document.read(file);
    document.fields(KEYS);
    var folder = folderOf(file);
    var sight = document.find("sight");
    if (sight.isPresent()) {
      sight.get().fields(SIGHT_KEYS);
    }
    var data = path(document, "data", folder).orElse(folder);
    TrainingBounds.check(document, folder, data);
    var volumes = VolumesConfig.read(document, folder, data);
    var cameras = cameras(document.get("cameras"), folder, volumes, zone(document));
    var listen = listen(document, folder);
    return new TownConfig(
        file,
        data,
        town(document.get("town")),
        document.get("profile").text(),
        path(document, "acts", folder).orElse(folder.resolve("acts")),
        AuthoritiesConfig.read(document, document.get("town").text()),
        listen,
        number(sight, "eyes", 0, 64, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4)),
        length(sight, "quiet", Duration.ofMinutes(30)),
        length(sight, "learning", Duration.ofSeconds(10)),
        sight.isEmpty() ? Optional.empty() : text(sight.get(), "model"),
        zone(document),
        daylight(document),
        volumes,
        keepClips(document),
        LedgerConfig.read(document),
        DeskConfig.escalateAfter(document),
        ViewingConfig.read(document, zone(document)),
        MapConfig.read(document, folder),
        SignInConfig.read(document, folder),
        NoticeConfig.read(document),
        metricsToken(document, folder),
        log(document),
        TellConfig.read(document, folder),
        RelayConfig.read(
            document,
            folder,
            listen.tls(),
            cameras.stream().map(CameraConfig::id).collect(Collectors.toSet())),
        SignalConfig.read(document, folder, cameras),
        cameras);
  }

  /// The same with another model.
  ///
  /// @param file relative to the working folder
  TownConfig withModel(Path file) {
    return new TownConfig(
        this.file,
        data,
        town,
        profile,
        acts,
        authorities,
        listen,
        eyes,
        quiet,
        learning,
        Optional.of(file.toAbsolutePath().toString()),
        zone,
        daylight,
        volumes,
        keepClips,
        ledger,
        escalateAfter,
        viewing,
        map,
        signIn,
        notice,
        metricsToken,
        log,
        tell,
        relays,
        signals,
        cameras);
  }

  /// The model that the eyes shall have, checked and in the town's folder; nothing without one.
  ///
  /// @throws BadInput if it is refused
  Optional<DetectorFile> detector() throws BadInput, IOException {
    if (model.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TownModels.in(data).named(model.get(), folderOf(file)));
    } catch (BadInput e) {
      throw BadInput.at(file, 0, "sight: model: " + e.getMessage());
    }
  }

  /// How its cameras are recorded.
  RecorderSettings recording() {
    var places = new HashMap<CameraId, CameraPlace>();
    cameras.forEach(camera -> places.put(camera.id(), camera.footage()));
    return RecorderSettings.standard(data.resolve("footage"), new DataFolder(data).index(), town)
        .with(volumes, places);
  }

  /// As long as a guess that fails takes for ever.
  private static final int SHORTEST_TOKEN = 16;

  private static Optional<String> metricsToken(Document document, Path folder) throws BadInput {
    var metrics = document.find("metrics");
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    metrics.get().fields(Set.of("token_file"));
    var key = metrics.get().get("token_file");
    try {
      var token = Files.readString(existing(metrics.get(), "token_file", folder)).strip();
      if (token.length() < SHORTEST_TOKEN || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw key.wrong(
            "should hold one line of %d or more letters, digits and signs, such as `openssl rand -hex 32` prints"
                .formatted(SHORTEST_TOKEN));
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw key.wrong("cannot be read: " + e.getMessage());
    }
  }

  private static LogForm log(Document document) throws BadInput {
    var log = document.find("log");
    return log.isEmpty() ? LogForm.TEXT : log.get().word(LogForm.class);
  }

  private static ZoneId zone(Document document) throws BadInput {
    var zone = document.find("zone");
    if (zone.isEmpty()) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(zone.get().text());
    } catch (DateTimeException e) {
      throw zone.get().wrong("should be a time zone such as Europe/Paris or Indian/Reunion");
    }
  }

  private static Optional<Daylight> daylight(Document document) throws BadInput {
    var place = document.find("location");
    if (place.isEmpty()) {
      return Optional.empty();
    }
    var degrees = place.get().list();
    if (degrees.size() != 2) {
      throw place.get().wrong("should be [latitude, longitude] in degrees, such as [43.30, 5.37]");
    }
    return Optional.of(
        new Daylight(degrees.getFirst().number(-90, 90), degrees.getLast().number(-180, 180)));
  }

  private static Duration keepClips(Document document) throws BadInput {
    var clips = document.find("clips");
    if (clips.isPresent()) {
      clips.get().fields(CLIP_KEYS);
    }
    return length(clips, "keep", ClipSettings.USUAL);
  }

  private static List<String> groups(Document camera) throws BadInput {
    var list = camera.find("groups");
    if (list.isEmpty()) {
      return List.of();
    }
    var groups = new LinkedHashSet<String>();
    for (var value : list.get().list()) {
      var group = value.text().strip();
      if (group.isEmpty() || group.length() > LONGEST_GROUP) {
        throw value.wrong("should be a name of 1 to " + LONGEST_GROUP + " characters");
      }
      groups.add(group);
    }
    if (groups.size() > MOST_GROUPS) {
      throw list.get().wrong("should be at most " + MOST_GROUPS + " groups");
    }
    return List.copyOf(groups);
  }

  private static Optional<Norm> norm(Document camera) throws BadInput {
    var norm = camera.find("norm");
    return norm.isEmpty() ? Optional.empty() : Optional.of(norm.get().word(Norm.class));
  }

  /// Every reel names the town in its header, which has room for so much.
  private static String town(Document value) throws BadInput {
    var town = value.text();
    if (town.isEmpty() || town.length() > LONGEST_NAME) {
      throw value.wrong("should be a name of 1 to " + LONGEST_NAME + " characters");
    }
    return town;
  }

  private static Path folderOf(Path file) {
    var parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private static Listen listen(Document document, Path folder) throws BadInput {
    var tls = document.find("tls");
    var files =
        tls.isEmpty()
            ? Optional.<Tls>empty()
            : Optional.of(
                new Tls(
                    existing(tls.get(), "certificate", folder),
                    existing(tls.get(), "key", folder)));
    var listen = document.find("listen");
    if (listen.isEmpty()) {
      return new Listen("127.0.0.1", 8420, files);
    }
    var text = listen.get().text();
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65_535) {
        return new Listen(text.substring(0, colon), port, files);
      }
    } catch (NumberFormatException e) {
      // Said below, with what would be right.
    }
    throw listen.get().wrong("should be HOST:PORT, such as 127.0.0.1:8420");
  }

  private static List<CameraConfig> cameras(
      Document list, Path folder, List<VolumeSettings> volumes, ZoneId zone) throws BadInput {
    var cameras = new ArrayList<CameraConfig>();
    var seen = new HashSet<String>();
    for (var camera : list.list()) {
      camera.fields(CAMERA_KEYS);
      var id = camera.get("id");
      if (!CameraId.isValid(id.text())) {
        throw id.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
      }
      if (!seen.add(id.text())) {
        throw id.wrong("two cameras are called " + id.text() + "; each needs an id of its own");
      }
      var sub = camera.find("sub");
      var rules = camera.find("rules");
      cameras.add(
          new CameraConfig(
              new CameraId(id.text()),
              text(camera, "name").orElse(id.text()),
              groups(camera),
              SourceConfig.isForFilesAlone(camera)
                  ? SourceConfig.FILES
                  : address(camera.get("main"), folder),
              sub.isEmpty() ? Optional.empty() : Optional.of(address(sub.get(), folder)),
              onvif(camera),
              login(camera, folder),
              trust(camera, folder),
              rules.isEmpty() ? Optional.empty() : Optional.of(existing(camera, "rules", folder)),
              norm(camera),
              VolumesConfig.place(camera, volumes),
              MaskConfig.read(camera, folder),
              camera.find("loop").isPresent() && camera.get("loop").yes(),
              camera.find("faces_dwellings").isPresent() && camera.get("faces_dwellings").yes(),
              SourceConfig.read(camera, new CameraId(id.text())),
              SteerConfig.read(camera, zone),
              NoticeConfig.site(camera)));
    }
    return cameras;
  }

  /// Whether an address is a simulated camera's and can be nothing else: what follows `simulator:`
  /// stands behind a host and port, where a user's name or another host would count.
  static boolean isSimulated(String address) {
    return SIMULATED.matcher(address).matches();
  }

  /// The address of a stream, checked, files in full; `simulator:` addresses are a demo folder's
  /// own cameras.
  private static String address(Document value, Path folder) throws BadInput {
    var text = value.text();
    if (text.startsWith(SIMULATOR)) {
      if (!isSimulated(text)) {
        throw value.wrong(
            "names no simulated camera: those are simulator:/ID/main and simulator:/ID/sub");
      }
    } else {
      try {
        if (SourceAddress.isOne(text)) {
          return SourceAddress.parse(text, folder).address();
        }
        RtspUrl.parse(text);
      } catch (BadInput e) {
        throw value.wrong(e.getMessage());
      }
    }
    return text;
  }

  private static Optional<OnvifAddress> onvif(Document camera) throws BadInput {
    var value = camera.find("onvif");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OnvifAddress.parse(value.get().text()));
    } catch (BadInput e) {
      throw value.get().wrong(e.getMessage());
    }
  }

  private static Optional<CameraConfig.Login> login(Document camera, Path folder) throws BadInput {
    var user = camera.find("user");
    if (user.isEmpty()) {
      return Optional.empty();
    }
    var password = camera.find("password");
    if (password.isPresent()) {
      return Optional.of(new CameraConfig.Login(user.get().text(), password.get().text()));
    }
    var file = existing(camera, "password_file", folder);
    try {
      return Optional.of(new CameraConfig.Login(user.get().text(), Files.readString(file).strip()));
    } catch (IOException e) {
      throw camera.get("password_file").wrong("cannot be read: " + e.getMessage());
    }
  }

  private static CameraTrust trust(Document camera, Path folder) throws BadInput {
    var fingerprint = camera.find("tls_fingerprint");
    var authority = camera.find("tls_ca");
    if (fingerprint.isPresent() && authority.isPresent()) {
      throw authority.get().wrong("should not stand beside tls_fingerprint: one is enough");
    }
    if (authority.isPresent()) {
      return new CameraTrust.Authority(existing(camera, "tls_ca", folder));
    }
    if (fingerprint.isEmpty()) {
      return new CameraTrust.Usual();
    }
    try {
      return CameraTrust.Fingerprint.parse(fingerprint.get().text());
    } catch (BadInput e) {
      throw fingerprint.get().wrong(e.getMessage());
    }
  }

  private static Optional<String> text(Document document, String key) throws BadInput {
    var value = document.find(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(value.get().text());
  }

  private static Optional<Path> path(Document document, String key, Path folder) throws BadInput {
    var value = document.find(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(path(value.get(), folder));
  }

  private static Path path(Document value, Path folder) throws BadInput {
    try {
      return folder.resolve(value.text()).normalize();
    } catch (InvalidPathException e) {
      throw value.wrong("is no path: " + e.getReason());
    }
  }

  /// A file that a key names and that can be read.
  ///
  /// @param folder where relative paths start
  public static Path existing(Document document, String key, Path folder) throws BadInput {
    var value = document.get(key);
    var path = path(value, folder);
    if (!Files.isReadable(path)) {
      throw value.wrong("there is no readable file " + path);
    }
    return path;
  }

  private static int number(Optional<Document> section, String key, int least, int most, int usual)
      throws BadInput {
    var value = section.isEmpty() ? Optional.<Document>empty() : section.get().find(key);
    return value.isEmpty() ? usual : value.get().integer(least, most);
  }

  private static Duration length(Optional<Document> section, String key, Duration usual)
      throws BadInput {
    var value = section.isEmpty() ? Optional.<Document>empty() : section.get().find(key);
    return value.isEmpty() ? usual : value.get().duration();
  }
}
