package org.vigie.custody.program;

import java.time.Instant;
import java.util.List;

/// One sentence to the custodian, whose language and zone are not yet known.
///
/// @param about texts and numbers, made fit to be shown; instants
record Notice(Say say, List<Object> about) {

  Notice {
    about = List.copyOf(about);
  }

  String in(Times times) {
    var words =
        about.stream()
            .map(
                one ->
                    one instanceof Instant instant
                        ? times.full(instant)
                        : Plain.text(String.valueOf(one)))
            .toArray();
    return say.in(times.lang(), words);
  }
}
