package org.vigie.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigie.testkit.Shared;

/// Inputs that once broke other people's parsers, kept in the form of Go's fuzzer.
public final class GoCorpus {

  private GoCorpus() {}

  /// All inputs below a folder of the shared files; none where that is absent.
  public static List<byte[]> read(String folder) {
    var inputs = new ArrayList<byte[]>();
    Shared.find(folder).ifPresent(root -> walk(root, inputs));
    return inputs;
  }

  private static void walk(Path root, List<byte[]> inputs) {
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
          int from = line.indexOf('"');
          if (from > 0 && line.endsWith("\")")) {
            inputs.add(unescape(line.substring(from + 1, line.length() - 2)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unescape(String text) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'x' -> {
          bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        case 'u' -> {
          var point = Character.toString(Integer.parseInt(text.substring(i + 1, i + 5), 16));
          bytes.writeBytes(point.getBytes(StandardCharsets.UTF_8));
          i += 4;
        }
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 't' -> bytes.write('\t');
        case 'a' -> bytes.write(7);
        case 'b' -> bytes.write('\b');
        case 'f' -> bytes.write('\f');
        case 'v' -> bytes.write(11);
        default -> bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
