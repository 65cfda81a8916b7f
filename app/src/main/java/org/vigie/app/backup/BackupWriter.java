package org.vigie.app.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vigie.base.Durable;
import org.vigie.base.Sha256;
import tools.jackson.databind.json.JsonMapper;

/// Writes the file of a backup: an age file that holds a ZIP archive. What it says of itself comes
/// first; a list of all files with their hashes, last. Of one thread; whoever opens it closes it,
/// and without [#finish] no reader takes what was written.
public final class BackupWriter implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final MessageDigest whole = Sha256.digest();
  private final AgeOutput sealed;
  private final ZipOutputStream zip;
  private final StringBuilder list = new StringBuilder();
  private final Set<String> names = new HashSet<>();
  private final LongConsumer progress;
  private long written;

  /// What was written.
  ///
  /// @param sha256 of the whole file, in hexadecimal
  /// @param files how many lie in it
  public record Written(String sha256, long bytes, int files) {}

  private BackupWriter(FileChannel file, Lock lock, LongConsumer progress) throws IOException {
    this.file = file;
    this.progress = progress;
    var hashed =
        new DigestOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), whole);
    this.sealed = new AgeOutput(hashed, lock);
    this.zip = new ZipOutputStream(sealed);
  }

  /// Begins a file, readable by its owner only.
  ///
  /// @param part must not be there
  /// @param progress hears how many bytes of the town's files have been taken in
  public static BackupWriter begin(Path part, Lock lock, BackupAbout about, LongConsumer progress)
      throws IOException {
    var file =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Durable.PRIVATE_FILE);
    try {
      var writer = new BackupWriter(file, lock, progress);
      writer.zip.putNextEntry(new ZipEntry(BackupNames.ABOUT));
      writer.zip.write(JSON.writeValueAsBytes(about));
      writer.zip.closeEntry();
      return writer;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Takes a file in.
  ///
  /// @param name where it lies from the data folder
  public void add(String name, Path from) throws IOException {
    try (var in = Files.newInputStream(from)) {
      add(name, in);
    }
  }

  public void add(String name, byte[] bytes) throws IOException {
    try (var in = new ByteArrayInputStream(bytes)) {
      add(name, in);
    }
  }

  private void add(String name, InputStream in) throws IOException {
    if (!BackupNames.isValid(name) || !names.add(name)) {
      throw new IOException(name + " cannot be the name of a file in a backup");
    }
    zip.putNextEntry(new ZipEntry(name));
    var digest = Sha256.digest();
    long size = copy(in, zip, digest);
    zip.closeEntry();
    list.append(HexFormat.of().formatHex(digest.digest()))
        .append(' ')
        .append(size)
        .append(' ')
        .append(name)
        .append('\n');
  }

  private long copy(InputStream in, OutputStream to, MessageDigest digest) throws IOException {
    var buffer = new byte[BUFFER];
    long size = 0;
    for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
      to.write(buffer, 0, some);
      digest.update(buffer, 0, some);
      size += some;
      written += some;
      progress.accept(written);
    }
    return size;
  }

  /// Writes the list, makes it a whole file, and flushes it.
  public Written finish() throws IOException {
    zip.putNextEntry(new ZipEntry(BackupNames.LIST));
    zip.write(list.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    sealed.finish();
    file.force(true);
    return new Written(HexFormat.of().formatHex(whole.digest()), file.size(), names.size());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
