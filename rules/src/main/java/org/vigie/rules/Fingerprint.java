package org.vigie.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.base.Sha256;
import org.vigie.model.Ground;

/// Tells whether a rule is still the one that was commissioned: a hash of its settings and of what
/// is drawn for it. The same from one start to the next.
///
/// The camera's measured ground is left out: it is measured better without the rule being another.
public final class Fingerprint {

  private static final int HEX = 16;

  private Fingerprint() {}

  /// 16 hexadecimal digits: of a rule that judges at home.
  public static String of(Rule rule) {
    return of(rule, Presets.HOME);
  }

  /// 16 hexadecimal digits. The same rule on another view of a turning camera is another one.
  ///
  /// @param preset where it judges
  public static String of(Rule rule, String preset) {
    var where = preset.equals(Presets.HOME) ? "" : "@" + text(preset);
    return Sha256.hex((text(rule) + where).getBytes(StandardCharsets.UTF_8)).substring(0, HEX);
  }

  private static String text(Object value) {
    return switch (value) {
      case Record settings ->
          settings.getClass().getSimpleName()
              + Arrays.stream(settings.getClass().getRecordComponents())
                  .map(part -> part.getName() + "=" + text(get(part, settings)))
                  .collect(Collectors.joining(",", "(", ")"));
      case List<?> list -> list.stream().map(Fingerprint::text).toList().toString();
      case Set<?> set -> set.stream().map(Fingerprint::text).sorted().toList().toString();
      case Optional<?> optional -> optional.map(Fingerprint::text).orElse("-");
      case Ground ground -> "ground";
      case Enum<?> word -> word.name();
      case String text -> text.length() + ":" + text;
      case Number number -> number.toString();
      case Boolean yes -> yes.toString();
      case Duration duration -> duration.toString();
      case LocalTime time -> time.toString();
      case ZoneId zone -> zone.getId();
      default -> throw new IllegalArgumentException("no setting: " + value.getClass());
    };
  }

  private static Object get(RecordComponent part, Record settings) {
    try {
      var accessor = part.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
