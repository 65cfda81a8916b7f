package org.vigie.app.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.vigie.base.BadInput;
import org.vigie.base.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the file of a backup. It is read from its beginning each time, so nothing of it is held in
/// memory but the list.
///
/// @param file the backup
/// @param opener what opens it
public record BackupReader(Path file, Opener opener) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BUFFER = 1 << 16;
  private static final int MOST_ABOUT_BYTES = 1 << 20;
  private static final int MOST_LIST_BYTES = 256 << 20;

  /// What was found to be whole.
  ///
  /// @param sha256 of the file, in hexadecimal
  /// @param files how many lie in it
  /// @param plainBytes how much they are together
  public record Checked(BackupAbout about, String sha256, long bytes, int files, long plainBytes) {}

  /// Takes a file of the backup.
  public interface Taker {
    void take(String name, InputStream bytes) throws IOException;
  }

  private record Listed(String sha256, long bytes) {}

  /// Reads all of it and writes nothing.
  ///
  /// @throws BackupRefused if one bit of it is not what it was, or it is of another kind
  public Checked check() throws IOException, BadInput {
    return read((name, bytes) -> bytes.transferTo(OutputStream.nullOutputStream()));
  }

  /// Reads all of it again and hands its files over. What was handed over counts only when this
  /// returns.
  public Checked read(Taker taker) throws IOException, BadInput {
    var where = file.toString();
    var whole = Sha256.digest();
    try (var in =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), whole)) {
      var plain = new AgeInput(in, opener, where);
      var zip = new ZipInputStream(plain);
      var about = about(zip);
      var found = new LinkedHashMap<String, Listed>();
      String list = "";
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!list.isEmpty()) {
          throw notOne("something stands behind its list of files");
        }
        if (entry.getName().equals(BackupNames.LIST)) {
          list = text(zip, MOST_LIST_BYTES);
        } else {
          take(entry, zip, taker, found);
        }
      }
      // What the archive's own index is, and the end, which tells a whole file from a cut one.
      plain.transferTo(OutputStream.nullOutputStream());
      requireListed(list, found);
      long bytes = found.values().stream().mapToLong(Listed::bytes).sum();
      return new Checked(
          about, HexFormat.of().formatHex(whole.digest()), Files.size(file), found.size(), bytes);
    } catch (NoSuchFileException e) {
      throw BadInput.at(file, 0, "there is no such file");
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw notOne(String.valueOf(e.getMessage()));
    }
  }

  private BackupAbout about(ZipInputStream zip) throws IOException {
    var first = zip.getNextEntry();
    if (first == null || !first.getName().equals(BackupNames.ABOUT)) {
      throw notOne("it holds something else");
    }
    try {
      var about = JSON.readValue(text(zip, MOST_ABOUT_BYTES), BackupAbout.class);
      if (!about.format().equals(BackupAbout.FORMAT)) {
        throw new BackupRefused(
            "%s is of the format '%s', and this Vigie reads '%s': restore it with the version that wrote it, %s"
                .formatted(file, about.format(), BackupAbout.FORMAT, about.program()));
      }
      return about;
    } catch (JacksonException | NullPointerException e) {
      throw notOne("its first file cannot be read");
    }
  }

  private void take(ZipEntry entry, ZipInputStream zip, Taker taker, Map<String, Listed> found)
      throws IOException {
    var name = entry.getName();
    if (entry.isDirectory() || !BackupNames.isValid(name) || found.containsKey(name)) {
      throw notOne("it holds a file called '" + name + "'");
    }
    var counted = new Counted(zip);
    taker.take(name, counted);
    counted.transferTo(OutputStream.nullOutputStream());
    found.put(name, counted.listed());
  }

  private void requireListed(String list, Map<String, Listed> found) throws BackupRefused {
    var text = new StringBuilder();
    found.forEach(
        (name, one) ->
            text.append(one.sha256())
                .append(' ')
                .append(one.bytes())
                .append(' ')
                .append(name)
                .append('\n'));
    if (!text.toString().equals(list)) {
      throw notOne("its files are not those of its list");
    }
  }

  private String text(InputStream in, int most) throws IOException {
    var bytes = in.readNBytes(most);
    if (in.read() >= 0) {
      throw notOne("a part of it is larger than any that Vigie writes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// It is locked rightly, and yet not what this program writes.
  private BackupRefused notOne(String why) {
    return new BackupRefused(
        "%s is whole, but no backup that Vigie wrote: %s".formatted(file, why));
  }

  /// One file on its way: its hash and length. Never closes the archive.
  private static final class Counted extends InputStream {

    private final InputStream in;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = in.read(into, from, length);
      if (some > 0) {
        digest.update(into, from, some);
        bytes += some;
      }
      return some;
    }

    Listed listed() {
      return new Listed(HexFormat.of().formatHex(digest.digest()), bytes);
    }
  }
}
