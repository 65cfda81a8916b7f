package org.vigie.server.handover;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.vigie.base.Durable;

/// A folder as one ZIP file, where asked encrypted with AES-256 (WinZip's AE-2), which 7-Zip,
/// WinZip and others open. The names of files inside are not hidden: ZIP has no way that ordinary
/// programs share.
public final class SealedZip {

  private static final int BUFFER = 1 << 16;

  private SealedZip() {}

  /// Writes it.
  ///
  /// @param passphrase empty for a file that anybody opens
  /// @param to must not be there
  public static void write(Path folder, Path to, Optional<String> passphrase) throws IOException {
    var above = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    try (var file =
            FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Durable.PRIVATE_FILE);
        var zip =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(file), BUFFER),
                passphrase.map(String::toCharArray).orElse(null));
        var walk = Files.walk(folder.toAbsolutePath())) {
      for (var one : walk.filter(Files::isRegularFile).sorted().toList()) {
        var name = above.relativize(one).toString();
        zip.putNextEntry(parameters(name, Files.size(one), passphrase.isPresent()));
        Files.copy(one, zip);
        zip.closeEntry();
      }
    }
  }

  /// Films do not get smaller by compressing. What is deflated without compressing says where it
  /// ends, so that readers of streams need no size before it; and the size is told all the same, so
  /// that room is left for more than 4 GiB.
  private static ZipParameters parameters(String name, long bytes, boolean encrypt) {
    var parameters = new ZipParameters();
    parameters.setFileNameInZip(name);
    parameters.setCompressionMethod(CompressionMethod.DEFLATE);
    parameters.setCompressionLevel(CompressionLevel.NO_COMPRESSION);
    parameters.setEntrySize(bytes);
    if (encrypt) {
      parameters.setEncryptFiles(true);
      parameters.setEncryptionMethod(EncryptionMethod.AES);
      parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
    }
    return parameters;
  }
}
