package org.vigie.verify.witness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Options of a command line, each with a value.
final class Options {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /// A command line that cannot be understood.
  static final class WrongUse extends Exception {

    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
      super(message);
    }
  }

  /// @param words after the verb
  static Options read(List<String> words, Set<String> known) throws WrongUse {
    var options = new Options();
    for (int i = 0; i < words.size(); i += 2) {
      var name = words.get(i);
      if (!known.contains(name)) {
        throw new WrongUse(
            "there is no option " + name + "; there are: " + String.join(", ", known));
      }
      if (i + 1 == words.size()) {
        throw new WrongUse(name + " needs a value");
      }
      options.values.computeIfAbsent(name, n -> new ArrayList<>()).add(words.get(i + 1));
    }
    return options;
  }

  String need(String name) throws WrongUse {
    return find(name).orElseThrow(() -> new WrongUse(name + " is missing"));
  }

  Optional<String> find(String name) throws WrongUse {
    var given = all(name);
    if (given.size() > 1) {
      throw new WrongUse(name + " is given twice");
    }
    return given.stream().findFirst();
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
