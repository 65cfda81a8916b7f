package org.vigie.app.camera;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;

/// One camera as lines of the configuration.
///
/// @param id unlike every other of the town
/// @param values YAML by key, in the order of the lines; without the id
record CameraBlock(String id, Map<String, String> values) {

  private static final int MOST_ID = 40;

  /// What YAML takes for text without quotes, wherever it stands in a block.
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}][\\p{L}\\d ./_-]*[\\p{L}\\d]");

  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile("(https?|rtsps?)://[\\w.:/?&=%~@+-]+");

  CameraBlock {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// As the camera itself says.
  ///
  /// @param taken ids of the town's other cameras
  /// @param called empty: what the camera calls its model, and its address
  /// @param passwordFile as the configuration names it
  static CameraBlock of(
      OnvifAddress address,
      DeviceFacts facts,
      StreamChoice choice,
      Optional<String> called,
      Optional<String> user,
      Optional<String> passwordFile,
      Set<String> taken) {
    var name = called.orElse((facts.model() + " " + address.uri().getHost()).strip());
    var values = new LinkedHashMap<String, String>();
    values.put("name", text(name));
    values.put("main", text(choice.main().address().orElseThrow()));
    choice.sub().flatMap(sub -> sub.address()).ifPresent(sub -> values.put("sub", text(sub)));
    values.put("onvif", text(address.toString()));
    user.ifPresent(who -> values.put("user", text(who)));
    passwordFile.ifPresent(file -> values.put("password_file", text(file)));
    facts.fingerprint().ifPresent(print -> values.put("tls_fingerprint", '"' + print + '"'));
    return new CameraBlock(id(name, taken), values);
  }

  /// The same with more said of it; what it says already stays.
  CameraBlock with(String id, Map<String, String> more) {
    var all = new LinkedHashMap<>(values);
    more.forEach(all::putIfAbsent);
    return new CameraBlock(id, all);
  }

  /// Lower-case letters, digits and hyphens out of a name, and a number where it is taken.
  static String id(String name, Set<String> taken) {
    var plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    var base = plain.isEmpty() ? "camera" : plain;
    base = base.length() > MOST_ID - 4 ? base.substring(0, MOST_ID - 4) : base;
    base = base.replaceAll("-$", "");
    var id = base;
    for (int number = 2; taken.contains(id); number++) {
      id = base + "-" + number;
    }
    return id;
  }

  /// The lines of it, as a member of `cameras`.
  ///
  /// @param indent what stands before its hyphen
  List<String> lines(String indent) {
    var lines = new ArrayList<String>();
    lines.add(indent + "- id: " + id);
    values.forEach((key, value) -> lines.add(indent + "  " + key + ": " + value));
    return lines;
  }

  /// Quoted, unless it says the same without.
  static String text(String value) {
    boolean plain =
        PLAIN_ADDRESS.matcher(value).matches() && !value.endsWith(":")
            || PLAIN.matcher(value).matches() && !isWord(value);
    if (plain) {
      return value;
    }
    var quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  /// Words that YAML takes for something else.
  private static boolean isWord(String value) {
    return Set.of("true", "false", "null", "yes", "no", "on", "off")
        .contains(value.toLowerCase(Locale.ROOT));
  }
}
