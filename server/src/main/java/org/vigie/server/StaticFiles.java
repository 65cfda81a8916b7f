package org.vigie.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The files of one folder, and of nothing outside it: no links are followed, no hidden file is
/// shown.
final class StaticFiles {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=UTF-8"),
          Map.entry("js", "text/javascript;charset=UTF-8"),
          Map.entry("mjs", "text/javascript;charset=UTF-8"),
          Map.entry("css", "text/css;charset=UTF-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("yaml", "text/plain;charset=UTF-8"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("txt", "text/plain;charset=UTF-8"));

  private final Path folder;

  StaticFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// A file by its path below the folder; empty where there is none, or it is not to be shown.
  Optional<Path> find(String relative) {
    try {
      var file = folder.resolve(relative).normalize();
      boolean inside = file.startsWith(folder) && !file.equals(folder);
      if (!inside || !isPlain(file)) {
        return Optional.empty();
      }
      return Optional.of(file);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// The file of a folder below whose name begins and ends so: a build puts a hash in between.
  Optional<Path> find(String below, String begin, String end) {
    var place = folder.resolve(below);
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (var files = Files.list(place)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(begin) && name.endsWith(end))
          .sorted()
          .findFirst()
          .flatMap(name -> find(below + "/" + name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A file with its type, a validator, and how long it may be kept.
  ServerResponse answer(ServerRequest request, Path file, CacheControl cache, MediaType type)
      throws IOException {
    var modified = Files.getLastModifiedTime(file).toInstant();
    var tag = "\"%x-%x\"".formatted(modified.toEpochMilli(), Files.size(file));
    return request
        .checkNotModified(tag)
        .orElseGet(
            () ->
                ServerResponse.ok()
                    .contentType(type)
                    .cacheControl(cache)
                    .eTag(tag)
                    .body(new FileSystemResource(file)));
  }

  static MediaType type(Path file) {
    var name = String.valueOf(file.getFileName());
    var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return MediaType.parseMediaType(TYPES.getOrDefault(extension, "application/octet-stream"));
  }

  /// Whether every step below the folder is a plain folder, and the last one a plain file.
  private boolean isPlain(Path file) {
    var place = folder;
    for (var step : folder.relativize(file)) {
      place = place.resolve(step);
      if (Files.isSymbolicLink(place) || step.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
