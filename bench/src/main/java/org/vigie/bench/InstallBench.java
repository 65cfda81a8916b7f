package org.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Folders;
import org.vigie.base.Clocks;
import org.vigie.base.Programs;
import org.vigie.onvif.MockDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `vigie bench install`: the package on a clean Debian 12.
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a Debian 12 with debootstrap, boots it in a container, installs the package, adds a",
      "camera by its ONVIF address, and waits for the first recorded minute. Then upgrades; installs",
      "a version that changes the tables and does not answer, which must be put back; upgrades again;",
      "goes to a version with later tables and is refused the way back; and purges. At each step",
      "every byte of footage and every entry of the ledger must still be there, and verify.",
      "",
      "Needs root, debootstrap, systemd-container, and the Debian mirror of this machine's apt. The",
      "camera is the simulator behind a hand-made ONVIF device. Takes ten minutes or so."
    })
final class InstallBench implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

  @Option(
      names = "--deb",
      paramLabel = "FILE",
      description = "the package to install; without it, one is made of what was built")
  private @Nullable Path deb;

  @Option(names = "--keep", description = "keep the folder and say where it is")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new IOException("a Debian of its own is made and booted, which only root may do");
    }
    var folder = Files.createTempDirectory("vigie-bench-install");
    try {
      var result = measure(folder);
      System.out.println(JSON.writeValueAsString(result));
      return Boolean.TRUE.equals(result.get("holds")) ? 0 : 1;
    } finally {
      if (keep) {
        Say.line("install", "kept: " + folder);
      } else {
        Folders.delete(folder);
      }
    }
  }

  private Map<String, @Nullable Object> measure(Path folder)
      throws IOException, InterruptedException {
    var result = new LinkedHashMap<String, @Nullable Object>();
    var clocks = Clocks.system();
    var first = deb == null ? packaged(folder) : deb.toAbsolutePath();
    result.put("package_mb", Say.rounded(Files.size(first) / 1e6, 1));
    Say.line("install", "changing it into later versions");
    var root = folder.resolve("debian");
    var log = Files.createFile(folder.resolve("log"));
    var start = clocks.elapsed();
    Say.line("install", "making a Debian 12");
    CleanDebian.make(root, log);
    result.put("debootstrap_s", seconds(clocks, start));
    var packages = Files.createDirectories(root.resolve("srv/packages"));
    Files.copy(first, packages.resolve("first.deb"));
    later(first, folder, packages);
    try (var sources = Sources.start(Programs.here().home(), List.of("--cameras", "1"));
        var camera = camera(sources.address("place-du-marche/main"));
        var debian = CleanDebian.boot(root, log)) {
      var town = new InstalledTown(debian, folder);
      try {
        install(town, camera, result, clocks);
        upgrades(town, result, clocks);
      } catch (IOException e) {
        Say.line("install", "the last of its log:");
        Files.readAllLines(log).reversed().stream()
            .limit(40)
            .toList()
            .reversed()
            .forEach(System.err::println);
        throw e;
      }
    }
    return result;
  }

  private Path packaged(Path folder) throws IOException, InterruptedException {
    Say.line("install", "making the package");
    var home = Programs.here().home();
    var unused =
        Tool.run(
            BUILD_LIMIT,
            "env",
            "VIGIE_JAVA_HOME=" + System.getProperty("java.home"),
            home.resolve("vigie").toString(),
            "package",
            "--version",
            "0.1.0~bench1",
            "--out",
            folder.toString());
    return folder.resolve("vigie_0.1.0~bench1_amd64.deb");
  }

  /// The versions that come after: one as good; one that changes the tables and cannot go on; one
  /// as
  /// good again; one that changes the tables and can.
  private static void later(Path first, Path folder, Path packages)
      throws IOException, InterruptedException {
    record Later(String name, String version, boolean tables, boolean broken) {}
    for (var one :
        List.of(
            new Later("good", "9.0.1~bench2", false, false),
            new Later("broken", "9.0.2~bench3", true, true),
            new Later("mended", "9.0.3~bench4", false, false),
            new Later("tables", "9.0.4~bench5", true, false))) {
      var changed = ChangedPackage.of(first, folder.resolve(one.name()), one.version());
      if (one.tables()) {
        changed.withLaterTables();
      }
      if (one.broken()) {
        changed.withoutConsoleLibrary();
      }
      Files.move(changed.pack(packages), packages.resolve(one.name() + ".deb"));
      Folders.delete(folder.resolve(one.name()));
    }
  }

  /// A camera that speaks ONVIF and offers this stream.
  private static MockDevice camera(String stream) throws IOException {
    return MockDevice.start()
        .asking(MockDevice.Login.DIGEST, "vigie", "bench")
        .atAnyTime()
        .streaming(stream);
  }

  private void install(
      InstalledTown town, MockDevice camera, Map<String, @Nullable Object> result, Clocks clocks)
      throws IOException, InterruptedException {
    var start = clocks.elapsed();
    Say.line("install", "installing");
    town.debian().run("apt-get", "update");
    town.debian().run("apt-get", "install", "-y", "/srv/packages/first.deb");
    result.put("apt_install_s", seconds(clocks, start));
    town.awaitAnswer(InstalledTown.UNNAMED);
    int answered = page("http://127.0.0.1:8420/");
    result.put("empty_town_answers", answered == 200);
    result.put("exposure", town.exposure());
    town.name(camera.address().toString());
    Say.line("install", "waiting for the first recorded minute");
    town.awaitParts(60);
    double took = seconds(clocks, start);
    result.put("first_recorded_minute_s", took);
    result.put("doctor", town.doctor());
    result.put("confined", !town.status().path("alarms").toString().contains("UNCONFINED"));
    result.put("installed", town.look("installed").facts());
    result.put("in_time", took < 600);
  }

  private static int page(String url) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private void upgrades(InstalledTown town, Map<String, @Nullable Object> result, Clocks clocks)
      throws IOException, InterruptedException {
    boolean holds = Boolean.TRUE.equals(result.get("in_time"));
    for (var step :
        List.of(
            new Step("good", true, "9.0.1~bench2", false, false),
            // The tables were changed, and are as before.
            new Step("broken", false, "9.0.1~bench2", true, true),
            new Step("mended", true, "9.0.3~bench4", false, false),
            new Step("tables", true, "9.0.4~bench5", false, false),
            // Back to what does not know the tables: refused, and the later one goes on.
            new Step("mended", false, "9.0.4~bench5", true, false))) {
      Say.line("install", "installing the version that is " + step.name());
      var before = town.look("before");
      var start = clocks.elapsed();
      var ended = town.upgrade(step.name());
      double took = seconds(clocks, start);
      town.awaitParts(5);
      var after = town.look("after");
      var facts = new LinkedHashMap<String, @Nullable Object>();
      facts.put("took_s", took);
      facts.put("exit", ended.code());
      facts.put("runs", after.version());
      facts.put("parts", List.of(before.parts(), after.parts()));
      facts.put("entries", List.of(before.entries(), after.entries()));
      facts.put("gap_s", Say.rounded(after.longestGapSince(before), 1));
      facts.put("footage_missing", before.kept().missing());
      facts.put("ledger_continues", town.continues(before.kept()));
      facts.put("verifies", after.verifies());
      facts.put("alarm", after.alarm());
      facts.put("put_back_tables", town.hasTable("later") ? "later" : "before");
      boolean right =
          (ended.code() == 0) == step.succeeds()
              && after.version().equals(step.runs())
              && after.alarm() == step.alarm()
              && after.parts() > before.parts()
              && after.entries() > before.entries()
              && before.kept().missing().isEmpty()
              && town.continues(before.kept())
              && after.verifies()
              && town.hasTable("later") == step.runs().equals("9.0.4~bench5")
              && (!step.putsBack() || town.saysPutBack());
      facts.put("right", right);
      holds &= right;
      result.put(step.succeeds() ? step.name() : step.name() + "_refused", facts);
    }
    long parts = town.look("last").parts();
    town.debian().run("apt-get", "purge", "-y", "vigie");
    boolean kept = Files.isDirectory(town.data().resolve("footage"));
    result.put("purge_keeps_footage", kept);
    result.put("parts", parts);
    result.put("holds", holds && kept);
  }

  /// @param succeeds whether apt shall say that it went well
  /// @param runs the version that shall run afterwards
  /// @param alarm whether the alarm UPGRADE_UNDONE shall hold afterwards
  /// @param putsBack whether tables had to be put back
  private record Step(
      String name, boolean succeeds, String runs, boolean alarm, boolean putsBack) {}

  private static double seconds(Clocks clocks, Duration since) {
    return Say.rounded(clocks.elapsed().minus(since).toMillis() / 1000.0, 1);
  }
}
