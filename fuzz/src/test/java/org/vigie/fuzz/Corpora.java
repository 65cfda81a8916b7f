package org.vigie.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigie.testkit.Shared;

/// Inputs of other projects, read where they lie and never copied: what they found by fuzzing, and
/// what real devices and writers made. Where they are absent there are none.
public final class Corpora {

  private static final long MOST_BYTES = 128 * 1024;

  private Corpora() {}

  /// Whether they are there at all.
  static boolean arePresent() {
    return Shared.find("data/streams").isPresent();
  }

  /// The inputs of a Go fuzz test, every argument one input.
  ///
  /// @param folder below `data/streams`, read to its depth
  public static List<byte[]> go(String folder) throws IOException {
    var inputs = new ArrayList<byte[]>();
    for (var file : files(folder)) {
      for (var line : Files.readString(file).lines().skip(1).toList()) {
        int open = line.indexOf("(\"");
        if (open >= 0 && line.endsWith("\")")) {
          inputs.add(unquoted(line.substring(open + 2, line.length() - 2)));
        }
      }
    }
    return inputs;
  }

  /// Files as they are; very large ones are cut.
  ///
  /// @param endings of the names that are taken
  public static List<byte[]> files(String folder, String... endings) throws IOException {
    var inputs = new ArrayList<byte[]>();
    for (var file : files(folder)) {
      for (var ending : endings) {
        if (file.toString().endsWith(ending)) {
          try (var in = Files.newInputStream(file)) {
            inputs.add(in.readNBytes((int) MOST_BYTES));
          }
        }
      }
    }
    return inputs;
  }

  private static List<Path> files(String folder) throws IOException {
    var root = Shared.find("data/streams/" + folder);
    if (root.isEmpty()) {
      return List.of();
    }
    try (var files = Files.walk(root.get())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// The bytes that a Go string literal stands for.
  static byte[] unquoted(String literal) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c != '\\') {
        out.writeBytes(literal.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char kind = literal.charAt(++i);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (digits > 0) {
        int value = Integer.parseInt(literal.substring(i + 1, i + 1 + digits), 16);
        i += digits;
        if (kind == 'x') {
          out.write(value);
        } else {
          out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
        }
      } else if (kind >= '0' && kind <= '7') {
        out.write(Integer.parseInt(literal.substring(i, i + 3), 8));
        i += 2;
      } else {
        int at = "abfnrtv".indexOf(kind);
        out.write(at < 0 ? kind : "\u0007\b\f\n\r\t\u000b".charAt(at));
      }
    }
    return out.toByteArray();
  }
}
