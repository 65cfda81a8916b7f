package org.vigie.app.doctor;

import java.util.List;

/// Whether the programs that decode pictures can be confined.
final class WallsCheck {

  private static final String SUBJECT = "confinement";
  private static final String MEANS =
      "What decodes the cameras' pictures, which a stranger may have made, would have Vigie's rights; the alarm UNCONFINED says so.";

  /// With a `/proc` of its own, as the walls have it: it is what containers refuse.
  private static final List<String> TRIAL =
      List.of(
          "bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--", "/bin/true");

  private WallsCheck() {}

  static Finding look(Machine machine) {
    if (!machine.hasProgram("bwrap")) {
      return Finding.wrong(
          SUBJECT, "bubblewrap is missing", MEANS, "apt-get install -y bubblewrap");
    }
    if (machine.tries().run(TRIAL) == 0) {
      return Finding.ok(SUBJECT, "bubblewrap works: no network, no other process");
    }
    if (is(machine, "proc/sys/kernel/unprivileged_userns_clone", "0")) {
      return closed("kernel.unprivileged_userns_clone is 0", "kernel.unprivileged_userns_clone=1");
    }
    if (is(machine, "proc/sys/user/max_user_namespaces", "0")) {
      return closed("user.max_user_namespaces is 0", "user.max_user_namespaces=15000");
    }
    if (is(machine, "proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return Finding.wrong(
          SUBJECT,
          "AppArmor keeps bubblewrap from making namespaces",
          MEANS,
          "An AppArmor profile for bwrap with `userns,` (Ubuntu: apt-get install -y apparmor-profiles), or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
    }
    if (isProcCovered(machine)) {
      return Finding.wrong(
          SUBJECT,
          "parts of /proc are covered, as in containers, so that the kernel refuses bubblewrap one of its own",
          MEANS,
          "podman run --security-opt 'unmask=/proc/*' (the manual's page for administrators, In a container); in a service of systemd, no ProtectKernelTunables or ProtectKernelLogs");
    }
    return Finding.wrong(
        SUBJECT,
        "bubblewrap is there and does not work",
        MEANS,
        "Run this and read what it says: " + String.join(" ", TRIAL));
  }

  private static Finding closed(String found, String setting) {
    return Finding.wrong(
        SUBJECT,
        found,
        MEANS,
        "sysctl -w %s, and the same line in /etc/sysctl.d/vigie.conf".formatted(setting));
  }

  /// Whether something is mounted below `/proc` but what every machine has there.
  private static boolean isProcCovered(Machine machine) {
    return machine.text("proc/self/mountinfo").stream()
        .flatMap(String::lines)
        .map(line -> line.split(" "))
        .anyMatch(
            words ->
                words.length > 4
                    && words[4].startsWith("/proc/")
                    && !words[4].equals("/proc/sys/fs/binfmt_misc"));
  }

  private static boolean is(Machine machine, String file, String value) {
    return machine.text(file).map(String::strip).filter(value::equals).isPresent();
  }
}
