package org.vigie.link;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which fields of what leaves the eye could carry who somebody is, by their shape or by their
/// name: a list of numbers, free text, loose bytes, or a word for what people are told apart by.
///
/// It does not read the list of reviewed fields: who adds a field there without thinking is still
/// stopped here, and has to write down what bounds it.
final class Carriers {

  /// Text and bytes that may leave, and what bounds them.
  static final Map<String, String> BOUNDED =
      new TreeMap<>(
          Map.of(
              "Thing.id", "twelve random hex digits, new for each track",
              "Trouble.sentence", "one of the eye's sentences, or FFmpeg's error text",
              "CopyDone.sentence", "one of the eye's sentences, or FFmpeg's error text",
              "Mask.blocks", "one bit a block of a grid that covers the picture",
              "Motion.covered", "one byte a cell, the same number of them whoever is there",
              "Motion.across", "one byte a cell, the same number of them whoever is there",
              "Motion.down", "one byte a cell, the same number of them whoever is there",
              "Unit.bytes", "pictures that were pixelated before they were coded",
              "Format.*", "how those pictures are coded"));

  private static final Pattern TELLING =
      Pattern.compile(
          "face|facial|plate|licen[cs]e|gait|iris|voice|biometr|embed|vector|feature|descriptor|"
              + "appearance|signature|hash|fingerprint|person_?id|identity|reid|re_id|name|age_|gender|"
              + "sex|ethnic|race|skin|hair|cloth|colou?r|height_m|emotion|limp|tattoo|key_?point|pose|"
              + "landmark|crop|snapshot|thumbnail|image|photo");

  private Carriers() {}

  /// Looks at a message and everything in it.
  ///
  /// @return for each field that could carry it, why
  static List<String> find(Descriptor from) {
    var found = new ArrayList<String>();
    look(from, new HashSet<>(), found);
    return found;
  }

  private static void look(Descriptor message, Set<String> seen, List<String> found) {
    if (!seen.add(message.getFullName())) {
      return;
    }
    for (var field : message.getFields()) {
      var name = message.getName() + "." + field.getName();
      if (TELLING.matcher(field.getName().toLowerCase(Locale.ROOT)).find()) {
        found.add(name + " is named after what tells people apart");
      }
      if (isList(field)) {
        found.add(name + " is a list of numbers or texts");
      }
      if (isLoose(field) && !isBounded(message, name)) {
        found.add(name + " is text or bytes that nothing bounds");
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        look(field.getMessageType(), seen, found);
      }
    }
  }

  /// Lists of things and of words from a fixed set are no vectors.
  private static boolean isList(FieldDescriptor field) {
    return field.isRepeated()
        && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        && field.getJavaType() != FieldDescriptor.JavaType.ENUM;
  }

  private static boolean isLoose(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.STRING
        || field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING;
  }

  private static boolean isBounded(Descriptor message, String name) {
    return BOUNDED.containsKey(name) || BOUNDED.containsKey(message.getName() + ".*");
  }
}
