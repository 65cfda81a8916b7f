package org.vigie.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// `run.json` in the data folder: where a running Vigie answers and which processes are its own.
///
/// Replaced whole, so that a reader never sees half of it; removed by an orderly stop.
final class RunFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  RunFile(Path data) {
    this.file = data.resolve("run.json");
  }

  /// Sets some fields and writes the file.
  synchronized void write(Map<String, Object> changed) throws IOException {
    fields.putAll(changed);
    var half = file.resolveSibling("run.json.new");
    Files.deleteIfExists(half);
    Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(half, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  synchronized List<?> list(String field) {
    return fields.get(field) instanceof List<?> list ? list : List.of();
  }

  synchronized void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
