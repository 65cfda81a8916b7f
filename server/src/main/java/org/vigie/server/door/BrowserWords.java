package org.vigie.server.door;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a browser says of itself, as coarsely as people say it: enough to tell one's own
/// workstations apart, too little to follow anybody by.
public final class BrowserWords {

  /// What a browser is known by; others also claim to be those further down.
  private static final List<Mark> PROGRAMS =
      List.of(
          new Mark("Edg", "Edge"),
          new Mark("OPR/", "Opera"),
          new Mark("Firefox/", "Firefox"),
          new Mark("FxiOS/", "Firefox"),
          new Mark("CriOS/", "Chrome"),
          new Mark("Chrome/", "Chrome"),
          new Mark("Safari/", "Safari"));

  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("Windows", "Windows"),
          new Mark("Android", "Android"),
          new Mark("iPhone", "iOS"),
          new Mark("iPad", "iOS"),
          new Mark("Mac OS X", "macOS"),
          new Mark("Linux", "Linux"));

  private record Mark(String sign, String name) {}

  private BrowserWords() {}

  /// @param userAgent the header of that name
  /// @return such as `Firefox, Linux`; empty where nothing in it is known
  public static String of(@Nullable String userAgent) {
    if (userAgent == null) {
      return "";
    }
    return Stream.of(PROGRAMS, SYSTEMS)
        .flatMap(marks -> marks.stream().filter(m -> userAgent.contains(m.sign())).limit(1))
        .map(Mark::name)
        .collect(Collectors.joining(", "));
  }
}
