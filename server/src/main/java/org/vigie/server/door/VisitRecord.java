package org.vigie.server.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.base.Sha256;
import tools.jackson.databind.json.JsonMapper;

/// What a guest asked, in the order of asking: a file of JSON objects, a line each. A request is on
/// disk before it is done (`n`, `at`, `method`, `path`), and so is its status after (`n`,
/// `status`).
/// Bodies are not in it. Used by one thread at a time.
final class VisitRecord implements AutoCloseable {

  /// No record is longer; with the longest visit, eight hours, two requests a second.
  static final long MOST_BYTES = 16 << 20;

  /// In characters; more of a path is left off.
  static final int LONGEST_PATH = 300;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FileChannel file;
  private long requests;

  /// @param sha256 of all bytes of the file, in hexadecimal digits
  record Closed(long requests, long bytes, String sha256) {}

  private VisitRecord(FileChannel file, long requests) {
    this.file = file;
    this.requests = requests;
  }

  /// Opens a record, or goes on with one after a restart.
  static VisitRecord open(Path path) throws IOException {
    Files.createDirectories(
        path.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var before = Files.exists(path) ? Files.readString(path) : "";
    var file =
        FileChannel.open(
            path,
            Set.copyOf(EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (!before.isEmpty() && !before.endsWith("\n")) {
      // The machine stopped in the middle of a line, which stays as it is.
      write(file, "\n");
    }
    return new VisitRecord(file, requests(before.lines()));
  }

  private static long requests(Stream<String> lines) {
    return lines.filter(line -> line.contains("\"method\":")).count();
  }

  /// Puts a request on disk.
  ///
  /// @return its number
  /// @throws IOException also if the record is full
  long asked(Instant at, String method, String path) throws IOException {
    if (file.size() >= MOST_BYTES) {
      throw new IOException("the record of the visit is full");
    }
    var facts = new LinkedHashMap<String, Object>();
    facts.put("n", requests + 1);
    facts.put("at", at.toString());
    facts.put("method", method);
    facts.put("path", path);
    write(file, JSON.writeValueAsString(facts) + "\n");
    requests++;
    return requests;
  }

  /// Puts on disk how a request was answered.
  void answered(long number, int status) throws IOException {
    var facts = new LinkedHashMap<String, Object>(Map.of("n", number));
    facts.put("status", status);
    write(file, JSON.writeValueAsString(facts) + "\n");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// What lies there; a visit to which nobody came has no file, and the record of no bytes.
  static Closed look(Path path) throws IOException {
    if (!Files.exists(path)) {
      return new Closed(0, 0, Sha256.hex(new byte[0]));
    }
    var sha256 = Sha256.digest();
    var bytes = Files.readAllBytes(path);
    sha256.update(bytes);
    try (var lines = Files.lines(path)) {
      return new Closed(requests(lines), bytes.length, HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private static void write(FileChannel file, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }
}
