package org.vigie.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Another version made from a Debian package of Vigie: unpacked, changed, packed again.
final class ChangedPackage {

  private static final Duration MOST = Duration.ofMinutes(5);

  private final Path folder;
  private final String version;

  private ChangedPackage(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  /// @param folder a new one, for what is unpacked
  /// @param version what it calls itself
  static ChangedPackage of(Path deb, Path folder, String version)
      throws IOException, InterruptedException {
    Tool.run(MOST, "dpkg-deb", "-R", deb.toString(), folder.toString());
    var control = folder.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceAll("(?m)^Version: .*$", "Version: " + version));
    var changed = new ChangedPackage(folder, version);
    Files.writeString(changed.installed().resolve("version"), version + "\n");
    return changed;
  }

  private Path installed() {
    return folder.resolve("usr/lib/vigie/package");
  }

  /// Gives the desk's database one more table, as a later version would.
  ChangedPackage withLaterTables() throws IOException, InterruptedException {
    var step = folder.resolveSibling(version + "-step");
    var sql = step.resolve("org/vigie/desk/state/V99__later.sql");
    Files.createDirectories(sql.resolveSibling(""));
    Files.writeString(sql, "create table later (id integer primary key) strict;\n");
    Tool.run(
        MOST,
        Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
        "--update",
        "--file",
        installed().resolve("lib/vigie-desk.jar").toString(),
        "-C",
        step.toString(),
        "org/vigie/desk/state/V99__later.sql");
    return this;
  }

  /// Leaves out a library of the console's: it starts, opens its tables, and then cannot go on.
  ChangedPackage withoutConsoleLibrary() throws IOException {
    var program = installed().resolve("programs/app");
    var without = Files.readString(program).replaceAll(":spring-webmvc-[^:]*\\.jar", "");
    Files.write(program, without.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// Packs it.
  ///
  /// @return the package
  Path pack(Path to) throws IOException, InterruptedException {
    var deb = to.resolve("vigie_" + version + "_amd64.deb");
    // Two builds are told apart by this.
    Files.writeString(
        installed().resolve("id"), "%08x\n".formatted(version.hashCode()), StandardCharsets.UTF_8);
    Files.delete(folder.resolve("DEBIAN/md5sums"));
    Tool.run(
        MOST,
        "dpkg-deb",
        "--root-owner-group",
        "-Znone",
        "--build",
        folder.toString(),
        deb.toString());
    return deb;
  }
}
