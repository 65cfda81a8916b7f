package org.vigie.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.base.Nearest;
import org.vigie.model.CameraId;

/// Reads rules files.
///
/// A file says what is drawn and looked for on one camera with `zones` and `rules`; see
/// design/rules.md. For several cameras it is one of:
///
/// - one mapping with `zones` and `rules`: the same for every camera;
/// - a mapping from camera ids to such mappings, alone or under `cameras`;
/// - a list of such mappings, alone or under `cameras`, each with its `camera`; those without one
///   are for the cameras that no other entry names, in their order.
public final class RuleBooks {

  private RuleBooks() {}

  /// Reads the file's rules for these cameras. A camera that the file does not speak of has no book
  /// in the result.
  ///
  /// @throws BadInput naming file, line, key and what would be right
  public static Map<CameraId, RuleBook> read(Path file, List<CameraId> cameras) throws BadInput {
    return read(Document.read(file), cameras);
  }

  static Map<CameraId, RuleBook> read(Document root, List<CameraId> cameras) throws BadInput {
    var books = new TreeMap<CameraId, RuleBook>();
    for (var entry : entries(root, cameras).entrySet()) {
      books.put(entry.getKey(), RuleBookReader.read(entry.getValue(), entry.getKey()).book());
    }
    return books;
  }

  /// Each camera's entry, by the rules above.
  static Map<CameraId, Document> entries(Document root, List<CameraId> cameras) throws BadInput {
    if (root.isList()) {
      return listed(root.list(), cameras);
    }
    var keys = root.entries().keySet();
    if (keys.contains("cameras")) {
      var only = root.fields(Set.of("cameras")).keySet();
      var inner = root.get(only.iterator().next());
      return inner.isList() ? listed(inner.list(), cameras) : named(inner, cameras);
    }
    if (keys.contains("camera")) {
      return listed(List.of(root), cameras);
    }
    if (keys.contains("zones") || keys.contains("rules")) {
      var same = new LinkedHashMap<CameraId, Document>();
      cameras.forEach(camera -> same.put(camera, root));
      return same;
    }
    return named(root, cameras);
  }

  private static Map<CameraId, Document> named(Document mapping, List<CameraId> cameras)
      throws BadInput {
    var entries = new LinkedHashMap<CameraId, Document>();
    for (var entry : mapping.entries().entrySet()) {
      entries.put(known(entry.getKey(), entry.getValue(), cameras), entry.getValue());
    }
    return entries;
  }

  private static Map<CameraId, Document> listed(List<Document> list, List<CameraId> cameras)
      throws BadInput {
    var entries = new LinkedHashMap<CameraId, Document>();
    var nameless = new ArrayList<Document>();
    for (var entry : list) {
      var name = entry.find("camera");
      if (name.isEmpty()) {
        nameless.add(entry);
      } else if (entries.put(known(name.get().text(), name.get(), cameras), entry) != null) {
        throw name.get().wrong("has an entry already; a camera has one");
      }
    }
    var free = cameras.stream().filter(camera -> !entries.containsKey(camera)).iterator();
    for (var entry : nameless) {
      if (!free.hasNext()) {
        throw entry.wrong(
            "is one entry too many: there are %d cameras; say which one it is for with 'camera: ID'"
                .formatted(cameras.size()));
      }
      entries.put(free.next(), entry);
    }
    return entries;
  }

  private static CameraId known(String name, Document place, List<CameraId> cameras)
      throws BadInput {
    for (var camera : cameras) {
      if (camera.value().equals(name)) {
        return camera;
      }
    }
    var ids = cameras.stream().map(CameraId::value).toList();
    var names = new ArrayList<>(ids);
    names.addAll(List.of("zones", "rules", "cameras"));
    throw place.wrong(
        "there is no camera '%s'%s"
            .formatted(
                name,
                Nearest.to(name, names)
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse("; those of this file: " + String.join(", ", ids))));
  }
}
