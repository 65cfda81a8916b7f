package org.vigie.app.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.governance.keys.MemoryFolder;

/// Java, processor, memory, open files.
final class ComputerCheck {

  private static final int LEAST_JAVA = 25;
  private static final long MEGA = 1L << 20;

  /// An eye with its natives, beside its heap.
  private static final long EYE_BYTES = 250 * MEGA;

  /// What a system, and the cache of files that are being written, need.
  private static final long REST_BYTES = 700 * MEGA;

  /// A camera has its connection and its reel open, a person a connection or two.
  private static final long FILES_A_CAMERA = 8;

  private static final long LEAST_FILES = 1_024;

  private ComputerCheck() {}

  /// @param eyes how many run beside the server
  /// @param cameras how many there are; 0 where that is not known
  static List<Finding> look(Machine machine, int eyes, int cameras) {
    var found = new ArrayList<Finding>();
    found.add(java(machine));
    found.add(processor(machine));
    found.add(memory(machine, eyes));
    swap(machine).ifPresent(found::add);
    found.add(files(machine, cameras));
    return found;
  }

  private static Finding java(Machine machine) {
    int feature = machine.java().feature();
    return feature >= LEAST_JAVA
        ? Finding.ok(
            "java",
            "JDK %d, heap of %s at most"
                .formatted(feature, Sizes.bytes(machine.java().heapBytes())))
        : Finding.wrong(
            "java",
            "JDK " + feature,
            "Vigie needs JDK " + LEAST_JAVA + ".",
            "Install one and set VIGIE_JAVA_HOME to its folder.");
  }

  private static Finding processor(Machine machine) {
    var flags =
        machine
            .field("proc/cpuinfo", "flags")
            .or(() -> machine.field("proc/cpuinfo", "Features"))
            .map(text -> Set.copyOf(Arrays.asList(text.split("\\s+"))))
            .orElse(Set.of());
    var cores = machine.java().processors() + " cores";
    if (flags.isEmpty()) {
      return Finding.note(
          "processor",
          cores + "; what they can do is not said",
          "Whether encrypting footage is cheap here is not known.",
          "vigie bench record measures it.");
    }
    boolean arm = flags.contains("asimd");
    if (!flags.contains("aes")) {
      return Finding.note(
          "processor",
          cores + " without AES instructions",
          "Every picture is encrypted: that costs many times what it should, for each camera.",
          "In a virtual machine, let it see the host's processor (`host` model); else another processor.");
    }
    if (!arm && !flags.contains("avx2")) {
      return Finding.note(
          "processor",
          cores + ", AES, no AVX2",
          "Eyes compare pictures without wide vectors: they take several times longer.",
          "In a virtual machine, let it see the host's processor (`host` model); else fewer cameras an eye.");
    }
    return Finding.ok("processor", cores + (arm ? ", AES, ASIMD" : ", AES, AVX2"));
  }

  private static Finding memory(Machine machine, int eyes) {
    var total = machine.field("proc/meminfo", "MemTotal").flatMap(ComputerCheck::kilobytes);
    var limit =
        machine
            .text("sys/fs/cgroup/memory.max")
            .map(String::strip)
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::valueOf);
    if (total.isEmpty()) {
      return Finding.note(
          "memory", "its size is not said", "Whether it is enough is not known.", "");
    }
    long has = Math.min(total.get(), limit.orElse(Long.MAX_VALUE));
    long needs = machine.java().heapBytes() + eyes * EYE_BYTES + REST_BYTES;
    var said =
        "%s%s; the server and %d eyes take %s"
            .formatted(
                Sizes.bytes(has),
                has < total.get() ? " (a limit of this container or service)" : "",
                eyes,
                Sizes.bytes(needs));
    return has >= needs
        ? Finding.ok("memory", said)
        : Finding.wrong(
            "memory",
            said,
            "When memory ends the system ends a process: an eye, or the one that records.",
            "More memory, fewer eyes (sight: eyes), or a smaller heap (VIGIE_HEAP=700m).");
  }

  private static Optional<Long> kilobytes(String text) {
    var words = text.split("\\s+");
    return words.length > 0 && words[0].matches("\\d{1,15}")
        ? Optional.of(Long.parseLong(words[0]) * 1024)
        : Optional.empty();
  }

  /// Keys inside their review window are in memory alone.
  private static Optional<Finding> swap(Machine machine) {
    var plain = MemoryFolder.plainSwap(machine.root().resolve("proc/swaps"));
    return plain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "swap",
                String.join(", ", new TreeSet<>(plain)) + " is not encrypted",
                "Memory may be written there in the clear, the keys of sealed footage among it.",
                "swapoff -a and take it out of /etc/fstab, or encrypt it."));
  }

  private static Finding files(Machine machine, int cameras) {
    var line =
        machine.text("proc/self/limits").stream()
            .flatMap(String::lines)
            .filter(one -> one.startsWith("Max open files"))
            .map(one -> one.substring("Max open files".length()).strip().split("\\s+"))
            .filter(words -> words.length >= 2)
            .findFirst();
    if (line.isEmpty()) {
      return Finding.note("open files", "their limit is not said", "", "");
    }
    // Java raises the soft limit to the hard one when it starts.
    var hard = line.get()[1];
    long needs = Math.max(LEAST_FILES, 512 + FILES_A_CAMERA * cameras);
    boolean enough =
        hard.equals("unlimited") || hard.matches("\\d{1,18}") && Long.parseLong(hard) >= needs;
    var said = hard + " at most" + (enough ? "" : "; " + needs + " are needed");
    return enough
        ? Finding.ok("open files", said)
        : Finding.wrong(
            "open files",
            said,
            "Cameras and people are refused when they are used up.",
            "LimitNOFILE=65536 in the service, or `ulimit -n 65536` before the start.");
  }
}
