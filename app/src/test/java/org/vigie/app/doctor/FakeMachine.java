package org.vigie.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vigie.base.NtpState;
import org.vigie.base.NtpState.Kept;

/// A machine whose files lie in a folder of a test, and which is sound until a test breaks it.
final class FakeMachine implements Machine.Tries {

  static final String SOUND_DISK =
      "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro\n";

  final Path root;
  int java = 25;
  NtpState ntp =
      new NtpState(
          Kept.YES, Optional.of(Duration.ofMillis(3)), "chrony, 192.0.2.123", Optional.empty());
  Duration flush = Duration.ofMillis(2);
  long free = 500_000_000_000L;
  int trial;
  final List<List<String>> ran = new ArrayList<>();
  Optional<String> taken = Optional.empty();

  FakeMachine(Path root) throws IOException {
    this.root = root;
    write("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse2 aes avx avx2 sha_ni\n");
    write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree:  100000 kB\n");
    write("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n");
    write(
        "proc/self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             31500                31500                processes
        Max open files            1024                 524288               files
        """);
    write("proc/self/mountinfo", SOUND_DISK);
    program("bwrap");
  }

  void write(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private void program(String name) throws IOException {
    write("usr/bin/" + name, "");
    Files.setPosixFilePermissions(
        root.resolve("usr/bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Machine machine() {
    return new Machine(
        root,
        List.of(root.resolve("usr/bin")),
        new Machine.Java(java, 1_073_741_824L, 4),
        () -> ntp,
        this);
  }

  @Override
  public List<Duration> flushes(Path folder) {
    return List.of(flush, flush.multipliedBy(3), flush);
  }

  @Override
  public int run(List<String> command) {
    ran.add(command);
    return trial;
  }

  @Override
  public Optional<String> listen(String host, int port) {
    return taken;
  }

  @Override
  public long freeBytes(Path folder) {
    return free;
  }
}
