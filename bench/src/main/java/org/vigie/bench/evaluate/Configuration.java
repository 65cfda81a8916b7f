package org.vigie.bench.evaluate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.vigie.base.Sha256;
import org.vigie.rules.RuleEngine;
import org.vigie.sight.Sight;
import org.vigie.sight.SightSettings;

/// Names everything that tunes what is measured: the compiled code of eye, host and rules, the
/// libraries that the eye uses, the settings that it is given, and its model. Equal names: one
/// eye, one set of rules, not several tunings. Every bench that judges what the eye sees prints
/// it.
public final class Configuration {

  private static final int DIGITS = 16;
  private static final String OURS = "org/vigie/";

  private Configuration() {}

  /// The first 16 digits of the SHA-256 over all of that.
  ///
  /// @param settings with the command line of the eye whose class path counts
  public static String of(SightSettings settings) throws IOException {
    var digest = Sha256.digest();
    for (var code : code(settings)) {
      add(digest, code);
    }
    digest.update(
        "quiet %s learning %s model %s%n"
            .formatted(
                settings.quiet(),
                settings.learning(),
                settings.detector().map(model -> model.manifest().toString()).orElse("none"))
            .getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /// The eye's class path, then what runs here: the host's side of the link, and the rules.
  private static Iterable<Path> code(SightSettings settings) {
    var command = settings.eyeCommand();
    var code = new LinkedHashSet<Path>();
    for (var entry : command.get(command.indexOf("-cp") + 1).split(File.pathSeparator, -1)) {
      code.add(Path.of(entry));
    }
    for (var type : List.of(Sight.class, RuleEngine.class)) {
      var place = type.getProtectionDomain().getCodeSource().getLocation().toString();
      code.add(Path.of(java.net.URI.create(place)));
    }
    return code;
  }

  /// Everything of ours that a JAR or folder holds, by name; a library by the name of its file,
  /// which holds its version.
  private static void add(MessageDigest digest, Path code) throws IOException {
    var ours = Files.isDirectory(code) ? inFolder(code) : inJar(code);
    if (ours.isEmpty()) {
      digest.update(code.getFileName().toString().getBytes(StandardCharsets.UTF_8));
    }
    ours.forEach(
        (name, bytes) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
  }

  private static TreeMap<String, byte[]> inFolder(Path folder) throws IOException {
    var ours = new TreeMap<String, byte[]>();
    var paths = new ArrayList<Path>();
    try (var files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(paths::add);
    }
    for (var path : paths) {
      var name = folder.relativize(path).toString().replace(File.separatorChar, '/');
      if (name.startsWith(OURS)) {
        ours.put(name, Files.readAllBytes(path));
      }
    }
    return ours;
  }

  private static TreeMap<String, byte[]> inJar(Path file) throws IOException {
    var ours = new TreeMap<String, byte[]>();
    try (var jar = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith(OURS) && !entry.isDirectory()) {
          try (var in = jar.getInputStream(entry)) {
            ours.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return ours;
  }
}
