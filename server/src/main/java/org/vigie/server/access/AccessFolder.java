package org.vigie.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.base.Durable;
import org.vigie.governance.access.AccessCase;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What lies beside the ledger of each case: a folder of mode 0700 with files of mode 0600, named
/// by the case's number alone: nothing that anybody typed is part of a path.
///
/// Safe for any thread, for different cases; one case belongs to one thread at a time.
public final class AccessFolder {

  private static final String WORDS = "requester.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;

  private AccessFolder(Path root) {
    this.root = root;
  }

  /// Makes the folder where there is none.
  public static AccessFolder open(Path root) throws IOException {
    Durable.privateFolder(root);
    return new AccessFolder(root);
  }

  /// The folder of a case, made where there is none.
  ///
  /// @throws IllegalArgumentException if that is not the number of a case
  Path of(String number) throws IOException {
    var folder = path(number);
    if (!Files.isDirectory(folder)) {
      Durable.privateFolder(folder);
      Durable.flushFolder(root);
    }
    return folder;
  }

  private Path path(String number) {
    if (!AccessCase.isNumber(number)) {
      throw new IllegalArgumentException("not the number of a case: " + number);
    }
    return root.resolve(number);
  }

  /// Keeps who asked, in the place of what was kept before.
  public void keep(String number, Requester requester) throws IOException {
    Durable.replace(
        of(number).resolve(WORDS), JSON.writeValueAsBytes(requester), Durable.PRIVATE_FILE);
  }

  /// Who asked; nothing once that is destroyed, or where a crash came before it was kept.
  public Optional<Requester> requester(String number) throws IOException {
    var file = path(number).resolve(WORDS);
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Requester.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException(file + " is not what Vigie wrote: put back a copy, or remove it", e);
    }
  }

  /// What was drawn on a film.
  public EditBook edits(String number, int film) throws IOException {
    return EditBook.open(of(number).resolve("film-%d.edits".formatted(film)));
  }

  /// Destroys everything that is kept of a case.
  ///
  /// @throws IOException if something is left
  public void erase(String number) throws IOException {
    var folder = path(number);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    Durable.flushFolder(root);
  }

  /// The cases that have a folder.
  public Set<String> numbers() throws IOException {
    var numbers = new TreeSet<String>();
    try (var folders = Files.newDirectoryStream(root)) {
      for (var folder : folders) {
        var name = String.valueOf(folder.getFileName());
        if (AccessCase.isNumber(name)) {
          numbers.add(name);
        }
      }
    }
    return numbers;
  }
}
