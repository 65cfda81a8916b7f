package org.vigie.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.app.doctor.Finding.Level;
import org.vigie.base.NtpState;
import org.vigie.base.NtpState.Kept;

/// Each thing that may be wrong with a machine is found, and a sound machine has none of them.
class DoctorTest {

  @TempDir private Path folder = Path.of("");

  private FakeMachine fake;

  @BeforeEach
  void a_sound_machine() throws IOException {
    fake = new FakeMachine(folder.resolve("machine"));
  }

  private List<Finding> look() {
    return look(Optional.empty());
  }

  private List<Finding> look(Optional<Doctor.Console> console) {
    var use =
        new Doctor.Use(
            folder, Map.of("main", folder), 4, 217, Optional.of(ZoneId.of("Europe/Paris")));
    return Doctor.look(fake.machine(), use, console);
  }

  private Finding one(Level level, String subject) {
    var found =
        look().stream().filter(f -> f.subject().equals(subject) && f.level() == level).toList();
    assertThat(found).as("%s %s among %s", level, subject, look()).isNotEmpty();
    return found.getFirst();
  }

  private void requireAll(Level level) {
    assertThat(look()).allMatch(finding -> finding.level() == level);
  }

  @Test
  void a_sound_machine_has_nothing_wrong() {
    requireAll(Level.OK);
    assertThat(look())
        .extracting(Finding::subject)
        .contains(
            "java",
            "processor",
            "memory",
            "open files",
            "clock",
            "time zone",
            "confinement",
            "data folder",
            "volume main");
  }

  @Test
  void whatever_is_not_ok_says_what_follows() throws Exception {
    fake.java = 21;
    fake.ntp = NtpState.NOBODY_SAYS;
    fake.flush = Duration.ofMillis(400);
    fake.trial = 1;
    fake.free = 1_000_000;
    fake.write("proc/meminfo", "MemTotal: 1000000 kB\n");
    assertThat(look())
        .filteredOn(finding -> finding.level() != Level.OK)
        .hasSizeGreaterThan(6)
        .allMatch(finding -> !finding.means().isEmpty() && !finding.remedy().isEmpty());
  }

  // --- the computer

  @Test
  void an_older_java_is_wrong() {
    fake.java = 21;
    assertThat(one(Level.WRONG, "java").remedy()).contains("VIGIE_JAVA_HOME");
  }

  @Test
  void a_processor_without_aes_or_wide_vectors_is_noted() throws Exception {
    fake.write("proc/cpuinfo", "flags\t\t: fpu sse2 avx2\n");
    assertThat(one(Level.NOTE, "processor").found()).contains("without AES");
    fake.write("proc/cpuinfo", "flags\t\t: fpu sse2 aes avx\n");
    assertThat(one(Level.NOTE, "processor").found()).contains("no AVX2");
    fake.write("proc/cpuinfo", "Features\t: fp asimd aes pmull sha1 sha2\n");
    assertThat(one(Level.OK, "processor").found()).contains("ASIMD");
    Files.delete(fake.root.resolve("proc/cpuinfo"));
    assertThat(one(Level.NOTE, "processor").found()).contains("is not said");
  }

  @Test
  void too_little_memory_is_wrong_also_where_a_container_has_less_than_its_machine()
      throws Exception {
    fake.write("proc/meminfo", "MemTotal:  2000000 kB\n");
    assertThat(one(Level.WRONG, "memory").means()).contains("the one that records");
    fake.write("proc/meminfo", "MemTotal: 64000000 kB\n");
    fake.write("sys/fs/cgroup/memory.max", "1500000000\n");
    assertThat(one(Level.WRONG, "memory").found()).contains("1.5 GB").contains("a limit of this");
    fake.write("sys/fs/cgroup/memory.max", "max\n");
    assertThat(one(Level.OK, "memory").found()).contains("65.5 GB");
  }

  @Test
  void swap_in_the_clear_is_noted() throws Exception {
    var head = "Filename\tType\tSize\tUsed\tPriority\n";
    fake.write("proc/swaps", head + "/dev/sda2 partition 1000 0 -2\n");
    assertThat(one(Level.NOTE, "swap").means()).contains("keys of sealed footage");
    fake.write("proc/swaps", head + "/dev/zram0 partition 1000 0 -2\n");
    requireAll(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({"1024, WRONG", "524288, OK", "unlimited, OK"})
  void few_open_files_are_wrong_by_the_hard_limit(String hard, Level level) throws Exception {
    fake.write("proc/self/limits", "Max open files   1024   %s   files\n".formatted(hard));
    assertThat(one(level, "open files").found()).contains(hard);
  }

  // --- clock and walls

  @Test
  void a_clock_that_is_not_kept_is_wrong_and_one_of_which_nothing_is_said_is_noted()
      throws Exception {
    fake.ntp = new NtpState(Kept.NO, Optional.empty(), "chrony", Optional.empty());
    assertThat(one(Level.WRONG, "clock").found()).contains("not synchronised (chrony)");
    fake.ntp = NtpState.NOBODY_SAYS;
    assertThat(one(Level.NOTE, "clock").remedy()).contains("chrony");
    fake.write("run/systemd/timesync/synchronized", "");
    assertThat(one(Level.OK, "clock").found()).contains("systemd");
    fake.ntp =
        new NtpState(Kept.YES, Optional.of(Duration.ofSeconds(2)), "kernel", Optional.empty());
    assertThat(one(Level.NOTE, "clock").found()).contains("2000 ms");
  }

  @Test
  void what_keeps_bubblewrap_from_working_is_named() throws Exception {
    assertThat(one(Level.OK, "confinement").found()).contains("works");
    assertThat(fake.ran.getFirst())
        .startsWith("bwrap", "--unshare-all")
        .containsSequence("--proc", "/proc");
    fake.trial = 1;
    var disk = FakeMachine.SOUND_DISK;
    fake.write(
        "proc/self/mountinfo",
        disk + "90 21 0:40 / /proc/sys/fs/binfmt_misc rw shared:9 - binfmt_misc none rw\n");
    assertThat(one(Level.WRONG, "confinement").remedy()).contains("read what it says");
    fake.write("proc/self/mountinfo", disk + "91 21 0:41 /bus /proc/bus ro - proc proc rw\n");
    assertThat(one(Level.WRONG, "confinement").remedy()).contains("unmask=/proc/*");
    fake.write("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
    assertThat(one(Level.WRONG, "confinement").found()).contains("AppArmor");
    fake.write("proc/sys/user/max_user_namespaces", "0\n");
    assertThat(one(Level.WRONG, "confinement").remedy()).contains("max_user_namespaces=15000");
    fake.write("proc/sys/kernel/unprivileged_userns_clone", "0\n");
    assertThat(one(Level.WRONG, "confinement").remedy()).contains("userns_clone=1");
    Files.delete(fake.root.resolve("usr/bin/bwrap"));
    assertThat(one(Level.WRONG, "confinement").remedy()).contains("apt-get install");
  }

  // --- disks

  private void mounted(String type, String options) throws IOException {
    fake.write(
        "proc/self/mountinfo",
        FakeMachine.SOUND_DISK
            + "26 25 8:17 / %s %s shared:2 - %s /dev/sdb1 rw\n"
                .formatted(folder.toString().replace(" ", "\\040"), options, type));
  }

  @ParameterizedTest
  @CsvSource({
    "ext4, OK, OK",
    "xfs, OK, OK",
    "btrfs, NOTE, NOTE",
    "overlay, NOTE, NOTE",
    "tmpfs, WRONG, WRONG",
    "vfat, WRONG, WRONG",
    "nfs4, WRONG, NOTE"
  })
  void file_systems_are_judged_by_what_lies_on_them(String type, Level data, Level footage)
      throws Exception {
    mounted(type, "rw,noatime");
    assertThat(one(data, "data folder").found()).contains(type);
    assertThat(one(footage, "volume main").found()).contains(type);
  }

  @Test
  void a_disk_mounted_read_only_or_without_barriers_is_wrong() throws Exception {
    mounted("ext4", "ro,relatime");
    assertThat(one(Level.WRONG, "data folder").found()).contains("read-only");
    mounted("ext4", "rw,relatime,nobarrier");
    assertThat(one(Level.WRONG, "data folder").found()).contains("without write barriers");
    mounted("ext4", "rw,strictatime");
    assertThat(one(Level.NOTE, "data folder").remedy()).contains("noatime");
  }

  @ParameterizedTest
  @CsvSource({"2000, NOTE", "300000, OK", "20000000, OK", "90000000, NOTE", "400000000, WRONG"})
  void flushes_that_are_too_slow_or_too_quick_to_be_true_are_told(long nanos, Level level) {
    fake.flush = Duration.ofNanos(nanos);
    var flushes =
        look().stream().filter(finding -> finding.found().contains("a flush takes")).toList();
    assertThat(flushes).hasSize(2).allMatch(finding -> finding.level() == level);
  }

  @Test
  void little_room_is_told() {
    fake.free = 100_000_000;
    assertThat(one(Level.WRONG, "data folder").found()).contains("100 MB free");
    assertThat(one(Level.WRONG, "volume main").means()).contains("gap DISK");
    fake.free = 1_500_000_000;
    assertThat(one(Level.NOTE, "data folder").found()).contains("1.5 GB free");
  }

  // --- the console's address

  private Finding network(Doctor.Console console) {
    return look(Optional.of(console)).stream()
        .filter(finding -> finding.subject().equals("network"))
        .reduce((one, other) -> one.level().compareTo(other.level()) >= 0 ? one : other)
        .orElseThrow();
  }

  @Test
  void the_consoles_address_is_tried_and_who_reaches_it_is_said() {
    var usual = new Doctor.Console("127.0.0.1", 8420, false, false);
    assertThat(network(usual).found()).contains("is free");
    fake.taken = Optional.of("Address already in use");
    assertThat(network(usual).found()).contains("taken by another program");
    assertThat(network(new Doctor.Console("127.0.0.1", 8420, false, true)).level())
        .isEqualTo(Level.OK);
    fake.taken = Optional.of("Permission denied");
    assertThat(network(usual).remedy()).contains("1023");
    fake.taken = Optional.of("Cannot assign requested address");
    assertThat(network(usual).means()).contains("no such address");
    fake.taken = Optional.empty();
    assertThat(network(new Doctor.Console("192.0.2.7", 443, true, false)).level())
        .isEqualTo(Level.NOTE);
    assertThat(network(new Doctor.Console("0.0.0.0", 8420, false, false)).level())
        .isEqualTo(Level.WRONG);
  }

  @Test
  void this_machine_can_be_looked_at() {
    var use = new Doctor.Use(folder, Map.of(), 1, 1, Optional.empty());
    var found = Doctor.look(Machine.here(), use, Optional.empty());
    assertThat(found).extracting(Finding::subject).contains("java", "clock", "data folder");
    assertThat(found).anyMatch(finding -> finding.found().contains("a flush takes"));
    assertThat(folder).isDirectoryNotContaining("glob:**/.doctor*");
  }
}
