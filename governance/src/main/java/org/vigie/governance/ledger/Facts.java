package org.vigie.governance.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.model.CameraId;

/// Copies facts into the few types that canonical JSON has: text, whole numbers, booleans, lists
/// and maps. Sets become sorted lists, so that equal facts have equal bytes.
final class Facts {

  private Facts() {}

  static Map<String, Object> plain(Map<?, ?> facts) {
    var plain = new TreeMap<String, Object>();
    for (var fact : facts.entrySet()) {
      if (!(fact.getKey() instanceof String name)) {
        throw new IllegalArgumentException("a fact's name is text, not " + fact.getKey());
      }
      plain.put(name, plainValue(name, fact.getValue()));
    }
    return Collections.unmodifiableMap(plain);
  }

  private static Object plainValue(String name, Object value) {
    return switch (value) {
      // Half a surrogate pair has no UTF-8 form; the round trip puts a question mark in its place.
      case String text -> new String(text.getBytes(UTF_8), UTF_8);
      case Boolean yes -> yes;
      case Long number -> whole(name, number);
      case Integer number -> (long) number;
      case Instant instant -> instant.toString();
      case Duration duration -> duration.toString();
      case Enum<?> word -> word.name();
      case CameraId camera -> camera.value();
      case Map<?, ?> map -> plain(map);
      case Set<?> set -> list(name, set).stream().sorted(Facts::compare).toList();
      case Collection<?> list -> list(name, list);
      // Open on purpose: facts come from every module, and a type unknown here is the caller's
      // error.
      case Object other ->
          throw new IllegalArgumentException(name + " cannot stand in the ledger: " + other);
    };
  }

  /// Numbers beyond 2^53 change when other people's JSON readers take them for floating point.
  private static Long whole(String name, long number) {
    if (Math.abs(number) > 1L << 53) {
      throw new IllegalArgumentException(name + " is beyond 2^53; write it as text: " + number);
    }
    return number;
  }

  private static List<Object> list(String name, Collection<?> values) {
    var plain = new ArrayList<Object>();
    for (var value : values) {
      plain.add(plainValue(name, value));
    }
    return Collections.unmodifiableList(plain);
  }

  private static int compare(Object a, Object b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : a.toString().compareTo(b.toString());
  }
}
