package org.vigie.server.inspection;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;

/// One ZIP file being made, which knows the hash of everything in it, so that nothing is read
/// twice. Nothing of it is kept in memory but names and hashes. Single-threaded.
public final class BundleZip implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final String folder;
  private final Instant made;
  private final ZipOutputStream zip;
  private final List<Map<String, Object>> files = new ArrayList<>();
  private long bytes;

  /// @param file must not be there
  /// @param folder that it unpacks to
  /// @param made the time that its files have
  BundleZip(Path file, String folder, Instant made) throws IOException {
    this.folder = folder;
    this.made = made;
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var channel = FileChannel.open(file, options, Durable.PRIVATE_FILE);
    this.zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
  }

  /// Puts a file into it.
  ///
  /// @param name with `/` between folders
  public void add(String name, byte[] content) throws IOException {
    begin(name);
    zip.write(content);
    end(name, content.length, Sha256.of(content));
  }

  /// The same of a file that lies elsewhere.
  public void add(String name, Path file) throws IOException {
    begin(name);
    try (InputStream in = Files.newInputStream(file)) {
      var digest = Sha256.digest();
      var buffer = new byte[BUFFER];
      long length = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        zip.write(buffer, 0, read);
        length += read;
      }
      end(name, length, digest.digest());
    }
  }

  private void begin(String name) throws IOException {
    var entry = new ZipEntry(folder + "/" + name);
    entry.setTime(made.toEpochMilli());
    zip.putNextEntry(entry);
  }

  private void end(String name, long length, byte[] sha256) throws IOException {
    zip.closeEntry();
    bytes += length;
    files.add(Map.of("name", name, "bytes", length, "sha256", HexFormat.of().formatHex(sha256)));
  }

  /// Every file so far: `name`, `bytes`, `sha256`.
  List<Map<String, Object>> files() {
    return List.copyOf(files);
  }

  /// How many bytes those are together, before they were packed.
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
