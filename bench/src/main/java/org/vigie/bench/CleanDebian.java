package org.vigie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.vigie.base.Clocks;

/// A Debian 12 of debootstrap's in a folder, booted with its own systemd in a container that shares
/// this machine's network. Needs root. Closing stops it; the folder is the caller's.
///
/// Nothing of it is installed beforehand but what every Debian 12 has, systemd and dbus: what a
/// package needs, it must name.
final class CleanDebian implements AutoCloseable {

  private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
  private static final Pattern MIRROR =
      Pattern.compile("^(?:URIs:\\s*|deb\\s+(?:\\[[^]]*]\\s+)?)(\\S*/debian/?)(?:\\s|$)");

  /// systemd wants the unified hierarchy of control groups; where this machine has the old one, the
  /// container gets the new one in a mount namespace of its own.
  private static final String BOOT =
      """
      if ! [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        umount -R /sys/fs/cgroup
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
      fi
      exec systemd-nspawn --directory="$1" --boot --register=no --keep-unit --machine=vigie-bench \
        --console=pipe --capability=all --resolv-conf=copy-host
      """;

  private final Path root;
  private final Path log;
  private final Process container;
  private final long leader;

  private CleanDebian(Path root, Path log, Process container, long leader) {
    this.root = root;
    this.log = log;
    this.container = container;
    this.leader = leader;
  }

  /// Makes the folder, from the mirror that this machine's apt is set up with.
  ///
  /// @throws IOException with a plain message if this machine cannot do so
  static void make(Path root, Path log) throws IOException, InterruptedException {
    var line =
        List.of(
            "debootstrap",
            "--variant=minbase",
            "--include=systemd,systemd-sysv,dbus,ca-certificates",
            "bookworm",
            root.toString(),
            mirror());
    runLogged(line, log, Duration.ofMinutes(15));
    var sources = Path.of("/etc/apt/sources.list.d/debian.sources");
    if (Files.exists(sources)) {
      Files.copy(sources, root.resolve("etc/apt/sources.list.d/debian.sources"));
      Files.delete(root.resolve("etc/apt/sources.list"));
    }
  }

  private static String mirror() throws IOException {
    var files = new ArrayList<Path>(List.of(Path.of("/etc/apt/sources.list")));
    var folder = Path.of("/etc/apt/sources.list.d");
    if (Files.isDirectory(folder)) {
      try (var all = Files.list(folder)) {
        files.addAll(all.filter(CleanDebian::isSources).sorted().toList());
      }
    }
    for (var file : files) {
      if (Files.exists(file)) {
        for (var line : Files.readAllLines(file)) {
          var found = MIRROR.matcher(line);
          if (found.find()) {
            return found.group(1);
          }
        }
      }
    }
    throw new IOException("no Debian mirror stands in /etc/apt/sources.list or sources.list.d");
  }

  private static boolean isSources(Path file) {
    return file.toString().endsWith(".sources") || file.toString().endsWith(".list");
  }

  /// Boots it and waits until systemd says that it runs.
  static CleanDebian boot(Path root, Path log) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh"));
    command.addAll(List.of("-euc", BOOT, "boot", root.toString()));
    var builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Else /proc/sys is read-only in it, as it is in no machine.
    builder.environment().put("SYSTEMD_NSPAWN_API_VFS_WRITABLE", "1");
    var container = builder.start();
    var clocks = Clocks.system();
    var limit = clocks.elapsed().plus(BOOT_LIMIT);
    while (clocks.elapsed().compareTo(limit) < 0) {
      if (container.waitFor(200, TimeUnit.MILLISECONDS)) {
        throw new IOException("the container did not boot; see " + log);
      }
      var leader = container.toHandle().children().findFirst();
      if (leader.isPresent()) {
        var machine = new CleanDebian(root, log, container, leader.get().pid());
        if (machine
            .tries("systemctl", "is-system-running")
            .matches("(?s).*(running|degraded)\\s*")) {
          return machine;
        }
      }
    }
    container.destroyForcibly();
    throw new IOException("the container did not boot in " + BOOT_LIMIT.toSeconds() + " s: " + log);
  }

  Path root() {
    return root;
  }

  /// Runs a program in it.
  ///
  /// @return what it printed
  /// @throws IOException with what it printed, if it fails
  String run(String... command) throws IOException, InterruptedException {
    var ended = end(Duration.ofMinutes(10), command);
    if (ended.code() != 0) {
      throw new IOException(
          "%s failed (%d): %s"
              .formatted(String.join(" ", command), ended.code(), ended.said().strip()));
    }
    return ended.said();
  }

  /// How a program ended.
  record Ended(int code, String said) {}

  /// Runs a program in it, whatever comes of it. What it prints is in the log too.
  Ended end(Duration atMost, String... command) throws IOException, InterruptedException {
    var line =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target",
                "" + leader,
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--cgroup"));
    line.addAll(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"));
    line.addAll(List.of("LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"));
    // Its own root, not the one of the machine outside that has the same name.
    line.addAll(List.of("sh", "-c", "cd / && exec \"$@\"", "sh"));
    line.addAll(List.of(command));
    var output = Files.createTempFile("vigie-bench", ".out");
    try {
      var process =
          new ProcessBuilder(line)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean inTime = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      var said = Files.readString(output, StandardCharsets.UTF_8);
      Files.writeString(
          log,
          "$ %s\n%s\n".formatted(String.join(" ", command), said),
          java.nio.file.StandardOpenOption.APPEND);
      return new Ended(inTime ? process.exitValue() : -1, said);
    } finally {
      Files.delete(output);
    }
  }

  private String tries(String... command) throws IOException, InterruptedException {
    return end(Duration.ofSeconds(20), command).said();
  }

  private static void runLogged(List<String> command, Path log, Duration atMost)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new IOException(
          command.getFirst() + " is not installed: apt-get install " + command.getFirst(), e);
    }
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " failed; see " + log);
    }
  }

  @Override
  public void close() throws IOException {
    // The container's own way to be switched off.
    try {
      var unused = end(Duration.ofSeconds(5), "systemctl", "--no-block", "poweroff");
      if (!container.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        container.children().forEach(ProcessHandle::destroyForcibly);
        container.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
