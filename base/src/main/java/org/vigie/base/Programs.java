package org.vigie.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the sister programs of an installation, so that one program can start another as a process
/// of its own with only that program's class path.
///
/// An installation is a source checkout that was built, or the folder of an installed package:
/// there
/// `programs/MODULE` names the jars of a module's program, which lie in `lib`.
///
/// @param home the folder that holds the modules (`-Dvigie.home`, set by the `vigie` script)
public record Programs(Path home) {

  /// Of what is built here; part of the jars' names.
  private static final String BUILT = "0.1.0-SNAPSHOT";

  /// Of this Vigie: an installed package has one of its own.
  public static final String VERSION = System.getProperty("vigie.version", BUILT);

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

  /// Where what can be made again lies: unpacked natives, drawn scenes. An installation that cannot
  /// be written to has it elsewhere (`-Dvigie.cache`).
  public Path cache() {
    var elsewhere = System.getProperty("vigie.cache");
    return elsewhere == null ? home.resolve(".vigie") : Path.of(elsewhere);
  }

  /// The options of a JVM, one a line in `packaging/jvm` of the installation, which the `vigie`
  /// script reads too.
  ///
  /// @param file such as `server.options`
  public List<String> options(String file) throws IOException {
    try (var lines = Files.lines(home.resolve("packaging/jvm").resolve(file))) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  /// The command line that runs `main` of `module` in a JVM of its own.
  ///
  /// @param flags for the JVM, such as `-Xmx256m`
  /// @throws IOException if the module has not been built
  public List<String> command(String module, String main, List<String> flags) throws IOException {
    var classPath = classPath(module);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options("programs.options"));
    command.add("-Dvigie.home=" + home);
    for (var handed : List.of("vigie.version", "vigie.cache")) {
      if (System.getProperty(handed) instanceof String value) {
        command.add("-D" + handed + "=" + value);
      }
    }
    if (WITH_VECTORS.contains(main)) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  private String classPath(String module) throws IOException {
    var installed = home.resolve("programs").resolve(module);
    if (Files.exists(installed)) {
      var lib = home.resolve("lib");
      return Arrays.stream(Files.readString(installed).strip().split(":"))
          .map(jar -> lib.resolve(jar).toString())
          .collect(Collectors.joining(":"));
    }
    var target = home.resolve(module).resolve("target");
    var libraries = target.resolve("runtime.classpath");
    if (!Files.exists(libraries)) {
      throw new IOException(module + " is not built (no " + libraries + "); run ./vigie once");
    }
    var jar = target.resolve(module + "-" + BUILT + ".jar");
    return Stream.of(jar.toString(), Files.readString(libraries).strip())
        .collect(Collectors.joining(":"));
  }
}
