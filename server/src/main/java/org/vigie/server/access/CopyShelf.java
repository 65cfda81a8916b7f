package org.vigie.server.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.base.Durable;
import org.vigie.governance.access.AccessCase;
import org.vigie.governance.keys.AccessKeys;
import org.vigie.model.Span;

/// The masked copies, each sealed with a key of its own: AES-256-GCM over the copy's dates and its
/// film, with its name as associated data. A copy is destroyed by its key.
///
/// Safe for any thread, for different copies; one copy belongs to one thread at a time.
public final class CopyShelf {

  private static final String SUFFIX = ".copy";
  private static final int TAG_BITS = 128;
  private static final Pattern NAME = Pattern.compile("[0-9]{4}-[0-9]{4}-[0-9]{1,6}");

  private final Path folder;
  private final AccessKeys keys;

  private CopyShelf(Path folder, AccessKeys keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /// Makes the folder where there is none.
  public static CopyShelf open(Path folder, AccessKeys keys) throws IOException {
    Durable.privateFolder(folder);
    return new CopyShelf(folder, keys);
  }

  /// A copy as it is handed over.
  ///
  /// @param shown from when its first picture was taken until its last one ended
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Copy(byte[] film, Span shown) {}

  /// How a copy is called: the case's number and the copy's own.
  public static String name(String number, int version) {
    if (!AccessCase.isNumber(number) || version < 1) {
      throw new IllegalArgumentException("not a copy: " + number + ", " + version);
    }
    return number + "-" + version;
  }

  /// Keeps a copy. What a failed attempt left of that name goes first.
  public void put(String name, Copy copy) throws IOException {
    destroy(name);
    var key = keys.create(name);
    try {
      var plain =
          ByteBuffer.allocate(16 + copy.film().length)
              .putLong(micros(copy.shown().from()))
              .putLong(micros(copy.shown().to()))
              .put(copy.film())
              .array();
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, name).doFinal(plain);
      Durable.create(file(name), sealed, Durable.PRIVATE_FILE);
      Durable.flushFolder(folder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-256-GCM", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /// A copy; nothing where it is destroyed.
  ///
  /// @throws IOException if it is not what was kept
  public Optional<Copy> find(String name) throws IOException {
    var key = keys.find(name);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      var plain =
          ByteBuffer.wrap(
              cipher(Cipher.DECRYPT_MODE, key.get(), name).doFinal(Files.readAllBytes(file(name))));
      var shown = new Span(instant(plain.getLong()), instant(plain.getLong()));
      var film = new byte[plain.remaining()];
      plain.get(film);
      return Optional.of(new Copy(film, shown));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IOException("The copy " + name + " is not what was kept: make it again.", e);
    } finally {
      Arrays.fill(key.get(), (byte) 0);
    }
  }

  /// Destroys a copy, its key first; does nothing where there is none.
  public void destroy(String name) throws IOException {
    keys.destroy(name);
    if (Files.deleteIfExists(file(name))) {
      Durable.flushFolder(folder);
    }
  }

  /// The names of all copies of which anything is there: key, file, or both.
  public Set<String> names() throws IOException {
    var names = new TreeSet<>(keys.copies());
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        name = name.substring(0, name.length() - SUFFIX.length());
        if (NAME.matcher(name).matches()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  /// The nonce is twelve zero bytes: each key seals one copy in its life.
  private static Cipher cipher(int mode, byte[] key, String name) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[12]));
    cipher.updateAAD(("vigie/access/1/" + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
