import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar without the entries below some folders: natives for machines that the package is not
/// for. What stays keeps its bytes, its order and its times, and not the modes of the files that it
/// was made of, which follow the umask of whoever built it: the same jar gives the same copy. Run from its source: `java TrimJar.java FROM TO FOLDER...`
public final class TrimJar {

  public static void main(String[] arguments) throws IOException {
    var from = Path.of(arguments[0]);
    var without = Arrays.asList(arguments).subList(2, arguments.length);
    int left = 0;
    try (var jar = new ZipFile(from.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (var entry : jar.stream().toList()) {
        if (without.stream().anyMatch(entry.getName()::startsWith)) {
          left++;
          continue;
        }
        var copy = new ZipEntry(entry.getName());
        copy.setLastModifiedTime(entry.getLastModifiedTime());
        out.putNextEntry(copy);
        try (var bytes = jar.getInputStream(entry)) {
          bytes.transferTo(out);
        }
        out.closeEntry();
      }
    }
    if (left == 0 && !without.isEmpty()) {
      throw new IOException(from + " holds nothing below " + without + ": it is built otherwise now");
    }
  }
}
