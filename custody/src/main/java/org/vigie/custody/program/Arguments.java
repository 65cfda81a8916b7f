package org.vigie.custody.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.custody.CustodyRefused;

/// The words after a verb: options with a value, flags, and the rest.
final class Arguments {

  private final List<String> operands = new ArrayList<>();
  private final Map<String, List<String>> options = new HashMap<>();

  private Arguments() {}

  /// @param words after the verb
  /// @param known options that take a value; those that end in `...` more than once
  /// @param flags options that take none
  /// @param mostOperands how many words may stand without an option
  static Arguments parse(List<String> words, Set<String> known, Set<String> flags, int mostOperands)
      throws WrongUse {
    var arguments = new Arguments();
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (flags.contains(word)) {
        arguments.options.put(word, List.of());
      } else if (known.contains(word) || known.contains(word + "...")) {
        if (i + 1 == words.size()) {
          throw new WrongUse(word + " needs a value");
        }
        var values = arguments.options.computeIfAbsent(word, none -> new ArrayList<>());
        if (!values.isEmpty() && known.contains(word)) {
          throw new WrongUse(word + " stands twice");
        }
        values.add(words.get(++i));
      } else if (word.startsWith("-")) {
        throw new WrongUse("there is no option " + Plain.text(word));
      } else if (arguments.operands.size() == mostOperands) {
        throw new WrongUse("'" + Plain.text(word) + "' is one word too many");
      } else {
        arguments.operands.add(word);
      }
    }
    return arguments;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> find(String option) {
    return list(option).stream().findFirst();
  }

  List<String> list(String option) {
    return options.getOrDefault(option, List.of());
  }

  String get(String option) throws WrongUse {
    return find(option).orElseThrow(() -> new WrongUse(option + " is missing"));
  }

  Path file(String option) throws WrongUse {
    return Path.of(get(option));
  }

  /// The word without an option.
  Path operand(String what) throws WrongUse {
    if (operands.isEmpty()) {
      throw new WrongUse("say which file: " + what);
    }
    return Path.of(operands.getFirst());
  }

  /// A number of an option.
  int number(String option, int otherwise, int most) throws CustodyRefused {
    var text = find(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new CustodyRefused(
        "%s is '%s'; it would be a number from 0 to %d."
            .formatted(option, Plain.text(text.get()), most));
  }
}
