package org.vigie.server.oidc;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what a town names in the claims of a token that was checked. Pure.
final class Claims {

  private static final int MOST_VALUES = 1_000;
  private static final int LONGEST_NAME = 100;

  private Claims() {}

  /// The value at a path. A claim whose own name has dots, such as `https://town.example/roles`,
  /// goes
  /// before one that they lead into.
  private static @Nullable Object at(Map<?, ?> claims, String path) {
    var whole = claims.get(path);
    if (whole != null) {
      return whole;
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        var found = at(inner, path.substring(dot + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /// The texts at a path: one, or a list of them. Whatever is no text is left out.
  static List<String> texts(Map<String, ?> claims, String path) {
    var found = at(claims, path);
    var all = found instanceof List<?> list ? list.stream() : Stream.ofNullable(found);
    return all.filter(String.class::isInstance).map(String.class::cast).limit(MOST_VALUES).toList();
  }

  /// What to call a person: the claim that the town names, else their user name there, else the
  /// subject; one line without control signs.
  static String name(Map<String, ?> claims, String path) {
    return Stream.of(path, "preferred_username", "sub")
        .map(one -> texts(claims, one).stream().findFirst())
        .flatMap(Optional::stream)
        .map(Claims::line)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("?");
  }

  private static String line(String said) {
    var line =
        Objects.requireNonNull(Normalizer.normalize(said, Normalizer.Form.NFC))
            .replaceAll("[\\p{C}\\s]+", " ")
            .strip();
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME));
  }
}
