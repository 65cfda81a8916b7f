package org.vigie.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.desk.Desk;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.model.CameraId;
import org.vigie.rules.RuleBook;
import org.vigie.rules.RuleBooks;

/// The rules of a town's cameras, from their files into force.
final class TownRules {

  private static final System.Logger LOG = System.getLogger(TownRules.class.getName());

  private final Map<CameraId, RuleBook> books;

  private TownRules(Map<CameraId, RuleBook> books) {
    this.books = books;
  }

  /// Reads them; a file may speak of several cameras.
  static TownRules read(TownConfig config) throws BadInput {
    var books = new LinkedHashMap<CameraId, RuleBook>();
    var files = new LinkedHashMap<Path, List<CameraId>>();
    for (var camera : config.cameras()) {
      books.put(camera.id(), RuleBook.empty(camera.id()));
      camera
          .rules()
          .ifPresent(file -> files.computeIfAbsent(file, f -> new ArrayList<>()).add(camera.id()));
    }
    for (var file : files.entrySet()) {
      books.putAll(RuleBooks.read(file.getKey(), file.getValue()));
    }
    return new TownRules(books);
  }

  /// A camera's; empty where nothing is drawn for it.
  RuleBook of(CameraId camera) {
    return books.getOrDefault(camera, RuleBook.empty(camera));
  }

  /// Brings all into force; the ledger says which.
  void arm(Desk desk, Governance governance) {
    for (var book : books.values()) {
      if (!book.rules().isEmpty()) {
        var rules = book.rules().stream().map(rule -> rule.event() + " " + rule.zone()).toList();
        governance.note(
            "rules.armed", Actors.VIGIE, Map.of("camera", book.camera().value(), "rules", rules));
      }
      book.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
      desk.arm(book);
    }
  }
}
