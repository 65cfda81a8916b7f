package org.vigie.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a disk is: its file system, how it is mounted, whether its flushes are real and quick, and
/// how much room it has.
final class DiskCheck {

  private static final Set<String> GOOD = Set.of("ext4", "xfs");
  private static final Set<String> COPYING = Set.of("btrfs", "zfs", "bcachefs", "f2fs");
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
  private static final Set<String> WITHOUT_RIGHTS =
      Set.of("vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk");
  private static final Set<String> FAR = Set.of("nfs", "nfs4", "cifs", "smb3", "ceph", "9p");
  private static final Set<String> UNFLUSHED = Set.of("barrier=0", "nobarrier", "data=writeback");

  private static final Duration SLOW = Duration.ofMillis(50);
  private static final Duration TOO_SLOW = Duration.ofMillis(250);

  /// No disk that keeps its promises answers so soon, the quickest flash included.
  private static final Duration UNLIKELY = Duration.ofNanos(15_000);

  private static final long LITTLE = 2_000_000_000L;
  private static final long TOO_LITTLE = 512L * 1024 * 1024;

  private final Machine machine;
  private final String subject;
  private final Path folder;
  private final boolean footage;

  /// @param folder need not be there yet
  /// @param footage whether it is for footage; else for the databases and the ledger
  DiskCheck(Machine machine, String subject, Path folder, boolean footage) {
    this.machine = machine;
    this.subject = subject;
    this.folder = folder.toAbsolutePath().normalize();
    this.footage = footage;
  }

  /// One line of `/proc/self/mountinfo`.
  private record Mount(Path point, String type, Set<String> options) {
    Mount {
      options = Set.copyOf(options);
    }
  }

  List<Finding> look() {
    var there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = Objects.requireNonNull(there.getParent());
    }
    var found = new ArrayList<Finding>();
    mount(there).ifPresentOrElse(mount -> judge(mount, found), () -> unknown(found));
    if (!Files.isWritable(there)) {
      found.add(
          Finding.wrong(
              subject,
              there + " cannot be written by this account",
              "Nothing can be kept there.",
              "Run this as the account that runs Vigie, or: chown it to that account."));
      return found;
    }
    try {
      flushes(there, found);
      room(there, found);
    } catch (IOException e) {
      found.add(
          Finding.wrong(
              subject,
              there + " cannot be used: " + e.getMessage(),
              "Nothing can be kept there.",
              "Look at the disk: dmesg, smartctl."));
    }
    return found;
  }

  // --- the file system

  private Optional<Mount> mount(Path there) {
    return machine.text("proc/self/mountinfo").stream()
        .flatMap(String::lines)
        .flatMap(line -> parse(line).stream())
        .filter(mount -> there.startsWith(mount.point()))
        // Of two at one point the later one hides the other.
        .reduce((one, other) -> longer(other, one) ? other : one);
  }

  private static boolean longer(Mount one, Mount than) {
    return one.point().getNameCount() >= than.point().getNameCount();
  }

  /// `ID PARENT DEV ROOT POINT OPTIONS [FIELDS] - TYPE SOURCE OPTIONS`, proc(5).
  private static Optional<Mount> parse(String line) {
    var halves = line.split(" - ", 2);
    var first = halves[0].split(" ");
    var second = halves.length == 2 ? halves[1].split(" ") : new String[0];
    if (first.length < 6 || second.length < 1) {
      return Optional.empty();
    }
    var options = new HashSet<>(Arrays.asList(first[5].split(",")));
    if (second.length > 2) {
      options.addAll(Arrays.asList(second[2].split(",")));
    }
    var point = first[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    return Optional.of(new Mount(Path.of(point), second[0], options));
  }

  private void unknown(List<Finding> found) {
    found.add(
        Finding.note(
            subject,
            folder + ": its file system is not said",
            "Whether it keeps what is flushed is not known.",
            ""));
  }

  private void judge(Mount mount, List<Finding> found) {
    var said = "%s on %s, %s".formatted(folder, mount.point(), mount.type());
    if (mount.options().contains("ro")) {
      found.add(
          Finding.wrong(
              subject,
              said + ", mounted read-only",
              "Nothing can be written; a disk with errors is mounted so by itself.",
              "Look at dmesg, then: mount -o remount,rw " + mount.point()));
      return;
    }
    found.add(type(mount, said));
    if (mount.options().stream().anyMatch(UNFLUSHED::contains)) {
      found.add(
          Finding.wrong(
              subject,
              said + ", mounted without write barriers",
              "A power cut may lose what was acknowledged, the ledger's newest entries included.",
              "Take barrier=0, nobarrier and data=writeback out of /etc/fstab."));
    }
    if (mount.options().contains("strictatime")) {
      found.add(
          Finding.note(
              subject,
              said + ", mounted with strictatime",
              "Each reading writes: the hourly look at all files, too.",
              "noatime or relatime in /etc/fstab."));
    }
  }

  private Finding type(Mount mount, String said) {
    var type = mount.type();
    if (GOOD.contains(type)) {
      return Finding.ok(subject, said + (mount.options().contains("noatime") ? ", noatime" : ""));
    }
    if (IN_MEMORY.contains(type)) {
      return Finding.wrong(
          subject, said, "It is memory: a power cut loses all of it.", "A folder on a disk.");
    }
    if (WITHOUT_RIGHTS.contains(type)) {
      return Finding.wrong(
          subject,
          said,
          "It has no rights of its own: every account reads keys and footage.",
          "Format it with ext4 or xfs.");
    }
    if (FAR.contains(type)) {
      return footage
          ? Finding.note(
              subject,
              said,
              "What is flushed is as safe as the other machine says it is, and its footage is gone when the network is.",
              "A disk of this machine, or a second copy on one (copy_to).")
          : Finding.wrong(
              subject,
              said,
              "Databases and locks do not hold over a network.",
              "Keep the data folder on a disk of this machine; footage may lie elsewhere (volumes).");
    }
    if (COPYING.contains(type)) {
      return Finding.note(
          subject,
          said,
          "It never overwrites in place: what was destroyed stays in old blocks and snapshots for a while.",
          "No snapshots of this folder; ext4 or xfs where destruction must be prompt.");
    }
    return Finding.note(
        subject,
        said,
        "Vigie is tried on ext4 and xfs.",
        type.equals("overlay")
            ? "It is a container's own layer, and goes with it: mount a disk there."
            : "");
  }

  // --- flushes and room

  private void flushes(Path there, List<Finding> found) throws IOException {
    var took = machine.tries().flushes(there).stream().sorted(Comparator.naturalOrder()).toList();
    if (took.isEmpty()) {
      return;
    }
    var usual = took.get(took.size() / 2);
    var said =
        "%s: a flush takes %.2f ms, at most %.2f ms"
            .formatted(folder, millis(usual), millis(took.getLast()));
    if (usual.compareTo(UNLIKELY) < 0) {
      found.add(
          Finding.note(
              subject,
              said,
              "So soon no disk has written anything: a cache may answer in its place, and a power cut may lose what was acknowledged.",
              "In a virtual machine, cache=none or writethrough for its disk; no eatmydata; a controller with a battery is fine."));
    } else if (usual.compareTo(TOO_SLOW) > 0) {
      found.add(
          Finding.wrong(
              subject,
              said,
              "Footage is flushed ten times a second: it will not keep up, with gaps OVERLOAD.",
              "Another disk; nothing else on this one."));
    } else if (usual.compareTo(SLOW) > 0) {
      found.add(
          Finding.note(
              subject,
              said,
              "Enough for some cameras; for a town, vigie bench record says how many.",
              "A disk with a write cache that keeps its promises, or several volumes."));
    } else {
      found.add(Finding.ok(subject, said));
    }
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private void room(Path there, List<Finding> found) throws IOException {
    long free = machine.tries().freeBytes(there);
    var said = folder + ": " + Sizes.bytes(free) + " free";
    if (free < TOO_LITTLE) {
      found.add(
          Finding.wrong(
              subject,
              said,
              footage
                  ? "Recording stops, with a gap DISK, before the disk is quite full."
                  : "Ledger and databases cannot be written when it is full: nothing is recorded or shown then.",
              "Make room: nothing of Vigie's is deleted before its time."));
    } else if (free < LITTLE && !footage) {
      found.add(
          Finding.note(
              subject,
              said,
              "The ledger of a town grows by tens of megabytes a day.",
              "Keep some gigabytes free."));
    } else {
      found.add(Finding.ok(subject, said));
    }
  }
}
