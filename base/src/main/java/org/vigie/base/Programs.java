package org.vigie.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the sister programs of an installation, so that one program can start another as a process
/// of its own with only that program's class path.
///
/// @param home the folder that holds the modules (`-Dvigie.home`, set by the `vigie` script)
public record Programs(Path home) {

  /// Of this Vigie.
  public static final String VERSION = "0.1.0-SNAPSHOT";

  /// Programs that reckon with vectors of numbers where the processor can.
  private static final Set<String> WITH_VECTORS = Set.of("org.vigie.eye.EyeMain");

  /// The installation that this process belongs to.
  ///
  /// @throws IllegalStateException if it was not started by the `vigie` script
  public static Programs here() {
    var home = System.getProperty("vigie.home");
    if (home == null) {
      throw new IllegalStateException("-Dvigie.home is not set; start Vigie with ./vigie");
    }
    return new Programs(Path.of(home));
  }

  /// The command line that runs `main` of `module` in a JVM of its own.
  ///
  /// @param flags for the JVM, such as `-Xmx256m`
  /// @throws IOException if the module has not been built
  public List<String> command(String module, String main, List<String> flags) throws IOException {
    var target = home.resolve(module).resolve("target");
    var libraries = target.resolve("runtime.classpath");
    if (!Files.exists(libraries)) {
      throw new IOException(module + " is not built (no " + libraries + "); run ./vigie once");
    }
    var jar = target.resolve(module + "-" + VERSION + ".jar");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dvigie.home=" + home));
    if (WITH_VECTORS.contains(main)) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", jar + ":" + Files.readString(libraries).strip(), main));
    return command;
  }
}
