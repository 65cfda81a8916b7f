package org.vigie.app.camera;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigie.onvif.DeviceFacts;
import org.vigie.onvif.OnvifAddress;
import org.vigie.onvif.StreamChoice;

/// One camera as the configuration has it, made from what the camera says.
///
/// @param id unlike every other of the town
/// @param passwordFile as the configuration names it
record CameraBlock(
    String id,
    String name,
    OnvifAddress onvif,
    String main,
    Optional<String> sub,
    Optional<String> user,
    Optional<String> passwordFile,
    Optional<String> fingerprint) {

  private static final int MOST_ID = 40;

  /// What YAML takes for text without quotes, wherever it stands in a block.
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}][\\p{L}\\d ./_-]*[\\p{L}\\d]");

  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile("(https?|rtsps?)://[\\w.:/?&=%~@+-]+");

  /// @param taken ids of the town's other cameras
  /// @param called empty: what the camera calls its model, and its address
  static CameraBlock of(
      OnvifAddress address,
      DeviceFacts facts,
      StreamChoice choice,
      Optional<String> called,
      Optional<String> user,
      Optional<String> passwordFile,
      Set<String> taken) {
    var name = called.orElse((facts.model() + " " + address.uri().getHost()).strip());
    return new CameraBlock(
        id(name, taken),
        name,
        address,
        choice.main().address().orElseThrow(),
        choice.sub().flatMap(sub -> sub.address()),
        user,
        passwordFile,
        facts.fingerprint());
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
    var inner = indent + "  ";
    lines.add(inner + "name: " + text(name));
    lines.add(inner + "main: " + text(main));
    sub.ifPresent(address -> lines.add(inner + "sub: " + text(address)));
    lines.add(inner + "onvif: " + text(onvif.toString()));
    user.ifPresent(who -> lines.add(inner + "user: " + text(who)));
    passwordFile.ifPresent(file -> lines.add(inner + "password_file: " + text(file)));
    fingerprint.ifPresent(print -> lines.add(inner + "tls_fingerprint: \"" + print + "\""));
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
