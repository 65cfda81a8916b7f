package org.vigie.sight;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts native programs under bubblewrap: no network, no other process in sight, no file but the
/// Java runtime, the system's libraries, the program's class path, its unpacked natives, an eye's
/// model and the one socket; nothing writable but a megabyte of scratch, no privilege, an empty
/// environment. They stand before the program's JVM starts. A demuxer has a hole in them: the
/// network, or its one file.
///
/// What a program needs is read from its command line: the runtime from the first word, the rest
/// from `-cp` and `-Dorg.bytedeco.javacpp.cachedir=`. The first use proves with a trial run that
/// the walls hold and that the program works behind them; where they cannot be had, it runs
/// without, and [#missing] and the log say what is missing. Safe for any thread.
public final class Confinement {

  private static final System.Logger LOG = System.getLogger(Confinement.class.getName());

  private static final String NATIVES = "-Dorg.bytedeco.javacpp.cachedir=";
  private static final String SCRATCH_BYTES = "1048576";
  private static final int TRIAL_SECONDS = 60;
  private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/lib32", "/libx32");

  /// What a program may do beyond talking to the host.
  ///
  /// @param network whether it shares this machine's network
  /// @param files that it may read
  record Holes(boolean network, List<Path> files) {
    static final Holes NONE = new Holes(false, List.of());

    Holes {
      files = List.copyOf(files);
    }
  }

  /// A model that is handed to a program: its files, and the words that name them.
  private record Model(List<Path> files, List<String> words) {
    Model {
      files = List.copyOf(files);
      words = List.copyOf(words);
    }
  }

  /// What a program that looks up names and checks certificates reads.
  private static final List<String> NAMES =
      List.of("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl/certs");

  /// Lower than what records: when the machine has too little time, analysis waits, not recording.
  private static final List<String> YIELDING = List.of("-n", "10");

  /// What a trial ends with when the model is refused, whatever the walls.
  private static final int MODEL_REFUSED = 3;

  /// What the Java runtime says of itself, before a program says anything.
  private static final String JAVA_WARNS = "WARNING: ";

  private static final String BREAKS =
      "the model is refused: the program that loads it does not survive it, or cannot load ONNX"
          + " Runtime";

  private final String who;
  private final boolean yields;
  private final Model model;
  private List<Path> handed = List.of();
  private List<String> asked = List.of();
  private final List<String> command;
  private final Path natives;
  private final Path runDir;
  private @Nullable String missing;
  private @Nullable String refusal;
  private boolean tried;
  private volatile boolean stands;

  /// Of eyes: their model is handed to them read-only, and is part of the trial.
  static Confinement ofEyes(SightSettings settings) {
    var files = new ArrayList<Path>();
    var words = new ArrayList<String>();
    settings
        .detector()
        .ifPresent(
            detector -> {
              hand("--model", detector.file(), files, words);
              detector.manifestFile().ifPresent(file -> hand("--manifest", file, files, words));
            });
    return new Confinement(
        "eye", settings.eyeCommand(), settings.runDir(), true, new Model(files, words));
  }

  private static void hand(String option, Path file, List<Path> files, List<String> words) {
    var whole = file.toAbsolutePath().normalize();
    files.add(whole);
    words.addAll(List.of(option, whole.toString()));
  }

  /// @param who what the program is called, in the singular
  /// @param command its complete command line
  /// @param runDir where the log of the trial goes; exists
  Confinement(String who, List<String> command, Path runDir) {
    this(who, command, runDir, false, new Model(List.of(), List.of()));
  }

  private Confinement(String who, List<String> command, Path runDir, boolean yields, Model model) {
    this.who = who;
    this.yields = yields;
    this.model = model;
    this.natives = nativesOf(command);
    this.command = withNatives(command, natives);
    this.runDir = runDir;
  }

  /// Makes the trial run, unless it has been made. Takes a second or two.
  ///
  /// @throws IOException if the program cannot run at all
  synchronized void tryNow() throws IOException {
    if (!tried) {
      missing = tryWalls().orElse(null);
      stands = missing == null;
      if (!model.files.isEmpty()) {
        tryModel();
      }
      tried = true;
      report();
    }
  }

  /// Why the eyes run without the model that they were to have; nothing if they have it, were to
  /// have none, or have not been tried.
  synchronized Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// The command line of a program that connects to `socket`, behind the walls where they stand.
  /// Takes a second or two the first time.
  ///
  /// @throws IOException if the program cannot run at all
  synchronized List<String> around(Path socket, Holes holes) throws IOException {
    tryNow();
    var line = List.of("--socket", socket.toString());
    var whole =
        stands
            ? walled(new Holes(holes.network, joined(List.of(socket), holes.files)), line)
            : joined(joined(command, line), asked);
    var nice = yields ? onPath("nice") : Optional.<Path>empty();
    return nice.isEmpty() ? whole : joined(joined(List.of(nice.get().toString()), YIELDING), whole);
  }

  /// The command line of a program that is told these words and talks by its standard streams,
  /// behind the walls where they stand. Takes a second or two the first time.
  ///
  /// @throws IOException if the program cannot run at all
  synchronized List<String> with(List<String> words) throws IOException {
    tryNow();
    return stands ? walled(Holes.NONE, words) : joined(command, words);
  }

  private void report() {
    if (stands) {
      LOG.log(
          Level.INFO,
          "the {0} is confined: no network, no files, no other process, but for what its work"
              + " needs",
          who);
    } else {
      LOG.log(
          Level.WARNING,
          "the {0} runs without confinement: {1}. It reads the cameras'' pictures, which a"
              + " stranger may have made, with the rights of this program.",
          who,
          missing);
    }
  }

  /// Whether the program runs behind walls that were tried; false until it first starts.
  public boolean stands() {
    return stands;
  }

  /// What keeps the program from being confined, and the remedy; nothing while it is, or before
  /// it first starts.
  public synchronized Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /// Nothing if the walls stand, else why not.
  private Optional<String> tryWalls() throws IOException {
    if (wrapper().isEmpty()) {
      return Optional.of("bubblewrap is missing; install it: apt-get install -y bubblewrap");
    }
    Files.createDirectories(natives);
    var outside = Files.createTempFile(runDir, "outside", "");
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var trial = List.of("--trial", "" + listening.getLocalPort(), outside.toString());
      int ended = run(walled(Holes.NONE, trial));
      if (ended != 0) {
        // Perhaps the natives are not unpacked yet, which a program behind walls cannot do.
        run(joined(command, List.of("--unpack")));
        ended = run(walled(Holes.NONE, trial));
      }
      return ended == 0 ? Optional.empty() : Optional.of(failure());
    } finally {
      Files.deleteIfExists(outside);
    }
  }

  /// Has the program load its model and run it once. A model that fails is given up; the walls
  /// stand as before.
  private void tryModel() throws IOException {
    handed = model.files;
    asked = model.words;
    int ended = run(tryLine());
    if (ended != 0 && ended != MODEL_REFUSED) {
      run(joined(joined(command, List.of("--unpack")), asked));
      ended = run(tryLine());
    }
    if (ended != 0) {
      refusal = ended == MODEL_REFUSED ? saidFirst() : BREAKS;
      handed = List.of();
      asked = List.of();
    }
  }

  private List<String> tryLine() throws IOException {
    var words = List.of("--try");
    return stands ? walled(Holes.NONE, words) : joined(joined(command, words), asked);
  }

  private String saidFirst() throws IOException {
    return Files.readString(log())
        .strip()
        .lines()
        .filter(line -> !line.startsWith(JAVA_WARNS))
        .findFirst()
        .orElse("");
  }

  private String failure() throws IOException {
    var said = saidFirst();
    return "bubblewrap does not work here"
        + (said.isEmpty() ? "" : " (" + said + ")")
        + "; it needs user namespaces, which the system or the container must allow";
  }

  private Path log() {
    return runDir.resolve(who + "-trial.log");
  }

  private int run(List<String> line) throws IOException {
    var process =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log().toFile())
            .start();
    try {
      return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program was tried", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// The program's command line with these further words, behind walls with these holes.
  List<String> walled(Holes holes, List<String> words) throws IOException {
    var line = new ArrayList<String>();
    line.add(wrapper().orElseThrow(() -> new IOException("bubblewrap is missing")).toString());
    line.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session"));
    if (holes.network) {
      line.add("--share-net");
      NAMES.forEach(name -> line.addAll(List.of("--ro-bind-try", name, name)));
    }
    line.addAll(List.of("--cap-drop", "ALL", "--clearenv", "--setenv", "LANG", "C.UTF-8"));
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    line.addAll(List.of("--ro-bind", "/usr/lib", "/usr/lib"));
    for (var folder : LIBRARIES) {
      line.addAll(library(Path.of(folder)));
    }
    line.addAll(List.of("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"));
    for (var path : readable()) {
      line.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    line.addAll(nativesMount());
    for (var hole : joined(handed, holes.files)) {
      line.addAll(List.of("--ro-bind", hole.toString(), hole.toString()));
    }
    line.addAll(List.of("--chdir", "/", "--remount-ro", "/", "--"));
    line.addAll(command);
    // There is no /tmp behind the walls: what insists on a folder of its own gets the scratch.
    line.add(line.size() - command.size() + 1, "-Djava.io.tmpdir=" + natives);
    line.addAll(words);
    line.addAll(asked);
    return line;
  }

  /// Where a library folder is a link into /usr, the same link; else the folder itself.
  private static List<String> library(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      var target = folder.toRealPath().toString();
      return target.startsWith("/usr/lib") && !target.equals("/usr/lib")
          ? List.of("--ro-bind", target, target, "--symlink", target, folder.toString())
          : List.of("--symlink", target, folder.toString());
    }
    return List.of("--ro-bind-try", folder.toString(), folder.toString());
  }

  private Set<Path> readable() throws IOException {
    var paths = new LinkedHashSet<Path>();
    var home =
        Path.of(command.getFirst()).toAbsolutePath().normalize().resolve("../..").normalize();
    paths.add(home);
    paths.add(home.toRealPath());
    // Debian keeps the runtime's settings apart.
    try (var settings = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
      settings.forEach(paths::add);
    }
    int at = command.indexOf("-cp");
    if (at >= 0 && at + 1 < command.size()) {
      Stream.of(command.get(at + 1).split(File.pathSeparator))
          .map(Path::of)
          .filter(Files::exists)
          .forEach(paths::add);
    }
    return paths;
  }

  /// The unpacked natives, read-only, in a folder of the eye's own: their loader insists on one
  /// that it could write to. It holds a megabyte and dies with the program.
  private List<String> nativesMount() throws IOException {
    var mount = new ArrayList<>(List.of("--size", SCRATCH_BYTES, "--tmpfs", natives.toString()));
    try (var unpacked = Files.newDirectoryStream(natives, Files::isDirectory)) {
      for (var one : unpacked) {
        mount.addAll(List.of("--ro-bind", one.toString(), one.toString()));
      }
    }
    return mount;
  }

  private static Path nativesOf(List<String> command) {
    return command.stream()
        .filter(word -> word.startsWith(NATIVES))
        .map(word -> Path.of(word.substring(NATIVES.length())))
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".javacpp", "cache"))
        .toAbsolutePath();
  }

  /// Names the folder of the natives, which behind the walls has no other way to be known.
  private static List<String> withNatives(List<String> command, Path natives) {
    if (command.stream().anyMatch(word -> word.startsWith(NATIVES))) {
      return List.copyOf(command);
    }
    var named = new ArrayList<>(command);
    named.add(1, NATIVES + natives);
    return List.copyOf(named);
  }

  private static Optional<Path> wrapper() {
    return onPath("bwrap");
  }

  private static Optional<Path> onPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
