package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The town that a package's service runs on a [CleanDebian], seen as its administrator sees it,
/// and
/// from outside.
///
/// @param folder of the bench, for what is kept of the ledger
record InstalledTown(CleanDebian debian, Path folder) {

  static final String UNNAMED = "Unnamed";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CONFIG = "/etc/vigie/vigie.yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern EXPOSURE = Pattern.compile("level for vigie.service: ([0-9.]+)");

  private static final String ACT =
      """
      act: recording
      number: bench-1
      authority: nobody (a measurement)
      from: 2026-01-01T00:00:00Z
      until: 2100-01-01T00:00:00Z
      purposes: [SAFETY_OF_PERSONS_AND_GOODS]
      perimeter: loopback
      cameras: all
      retention: 24 h
      review_window: 12 h
      """;

  /// The data folder, as this machine sees it.
  Path data() {
    return debian.root().resolve("var/lib/vigie/town");
  }

  /// How it is.
  JsonNode status() throws IOException, InterruptedException {
    var ended = vigie("status", "--config", CONFIG, "--json");
    if (ended.code() != 0) {
      throw new IOException("Vigie does not answer: " + ended.said().strip());
    }
    return JSON.readTree(ended.said());
  }

  /// As the account of the service, as the documentation says.
  private CleanDebian.Ended vigie(String... words) throws IOException, InterruptedException {
    var line =
        new java.util.ArrayList<>(java.util.List.of("runuser", "-u", "vigie", "--", "vigie"));
    line.addAll(java.util.List.of(words));
    return debian.end(PATIENCE, line.toArray(String[]::new));
  }

  /// Waits until the service answers.
  void awaitAnswer(String what) throws IOException, InterruptedException {
    var ended = vigie("status", "--config", CONFIG, "--wait", "60s");
    if (ended.code() != 0) {
      throw new IOException(what + " does not answer: " + ended.said().strip());
    }
  }

  /// What somebody does who sets the town up: names it, brings an act, adds the camera, starts
  /// again.
  void name(String camera) throws IOException, InterruptedException {
    debian.run(
        "sed",
        "-i",
        "-e",
        "s/^town: .*/town: Bench/",
        "-e",
        "/^data:/d",
        "-e",
        "s/^# data:/data:/",
        CONFIG);
    Files.writeString(debian.root().resolve("etc/vigie/acts/recording.yaml"), ACT);
    Files.writeString(debian.root().resolve("etc/vigie/gate.txt"), "bench\n");
    debian.run("chown", "root:vigie", "/etc/vigie/gate.txt");
    debian.run("chmod", "640", "/etc/vigie/gate.txt");
    debian.run(
        "vigie",
        "camera",
        "add",
        camera,
        "--user",
        "vigie",
        "--password-file",
        "/etc/vigie/gate.txt",
        "--name",
        "Gate",
        "--config",
        CONFIG);
    debian.run("systemctl", "restart", "vigie");
  }

  /// Waits until it has recorded so many parts since it was started.
  void awaitParts(long parts) throws IOException, InterruptedException {
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(PATIENCE);
    while (clocks.elapsed().compareTo(limit) < 0) {
      var ended = vigie("status", "--config", CONFIG, "--json");
      if (ended.code() == 0 && JSON.readTree(ended.said()).path("parts").asLong() >= parts) {
        return;
      }
      Thread.sleep(500);
    }
    throw new IOException(
        "%d parts were not recorded within %d s: %s"
            .formatted(parts, PATIENCE.toSeconds(), vigie("status", "--config", CONFIG).said()));
  }

  /// What the doctor finds wrong.
  String doctor() throws IOException, InterruptedException {
    var said = vigie("doctor", "--data", "/var/lib/vigie/town").said();
    var wrong = said.lines().filter(line -> line.startsWith("wrong")).toList();
    return wrong.isEmpty() ? "nothing is wrong" : String.join("; ", wrong);
  }

  /// What systemd says of the service's hardening: 0 none of the machine is exposed, 10 all of it.
  @Nullable Double exposure() throws IOException, InterruptedException {
    var said = debian.end(PATIENCE, "systemd-analyze", "security", "vigie.service", "--no-pager");
    var found = EXPOSURE.matcher(said.said());
    return found.find() ? Double.valueOf(found.group(1)) : null;
  }

  /// Installs another version.
  CleanDebian.Ended upgrade(String name) throws IOException, InterruptedException {
    return debian.end(
        Duration.ofMinutes(8),
        "apt-get",
        "install",
        "-y",
        "--allow-downgrades",
        "-o",
        "Dpkg::Options::=--force-confold",
        "/srv/packages/" + name + ".deb");
  }

  /// Everything that must not be lost, as it is now. The service is stopped meanwhile, so that what
  /// is counted is what is there.
  Look look(String when) throws IOException, InterruptedException {
    var status = status();
    debian.run("systemctl", "stop", "vigie");
    var audit = DiskAudit.of(data());
    audit.complain();
    var checkpoint = Files.createTempFile(folder, when, ".checkpoint");
    Files.delete(checkpoint);
    var kept = KeptFiles.of(data(), checkpoint);
    boolean installed =
        vigie("verify", "ledger", "/var/lib/vigie/town").code() == 0
            && vigie("verify", "footage", "/var/lib/vigie/town").code() == 0;
    debian.run("systemctl", "start", "vigie");
    awaitParts(2);
    return new Look(
        status, audit, kept, installed, JSON.readTree(statusLine()).path("entries").asLong());
  }

  private String statusLine() throws IOException, InterruptedException {
    return vigie("status", "--config", CONFIG, "--json").said();
  }

  /// @param installed whether the installed `vigie verify` says that all holds
  record Look(JsonNode status, DiskAudit audit, KeptFiles kept, boolean installed, long entries) {

    String version() {
      return status.path("version").asString("");
    }

    boolean alarm() {
      return status.path("alarms").toString().contains("UPGRADE_UNDONE");
    }

    long parts() {
      return audit.footage().parts();
    }

    boolean verifies() {
      return installed && audit.footage().holds() && audit.ledgerOk();
    }

    /// The longest stretch that was not recorded since an earlier look, in seconds.
    double longestGapSince(Look before) {
      long from =
          before.audit.footage().cameras().stream().mapToLong(c -> c.lastMicros()).max().orElse(0);
      return audit.footage().cameras().stream()
              .flatMap(camera -> camera.coverage().gaps().stream())
              .filter(gap -> gap.from() > from)
              .mapToLong(gap -> gap.to() - gap.from())
              .max()
              .orElse(0)
          / 1e6;
    }

    Map<String, Object> facts() {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("version", version());
      facts.put("parts", parts());
      facts.put("entries", entries);
      facts.put("verifies", verifies());
      return facts;
    }
  }

  /// Whether the ledger continues what was signed then.
  boolean continues(KeptFiles then) throws IOException, InterruptedException {
    var name = "seen-" + then.checkpoint().getFileName();
    Files.copy(
        then.checkpoint(),
        debian.root().resolve("srv").resolve(name),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return debian
            .end(
                PATIENCE,
                "vigie",
                "verify",
                "ledger",
                "/var/lib/vigie/town",
                "--seen",
                "/srv/" + name)
            .code()
        == 0;
  }

  /// Whether the desk's database has a table.
  boolean hasTable(String name) throws IOException {
    return SqlTable.exists(data().resolve("state.db"), name);
  }

  /// Whether the doctor says that a version was put back, and the changed tables were kept aside.
  boolean saysPutBack() throws IOException, InterruptedException {
    try (var folders = Files.list(data().resolve("upgrade"))) {
      return doctor().contains("was tried at")
          && folders.anyMatch(one -> Files.exists(one.resolve("state.db")));
    }
  }
}
