package org.vigie.app.signals;

import java.util.Optional;
import java.util.Set;
import org.vigie.desk.outside.OutsideSource;

/// A topic of the town's broker on which a source is heard.
///
/// @param topic in full
/// @param words plain words that are for people; none: every word is
/// @param quiet plain words that say nothing to people, such as that all is well again
/// @param text what people read where a plain word came; absent: the word
record HeardTopic(
    OutsideSource source,
    String topic,
    Set<String> words,
    Set<String> quiet,
    Optional<String> text) {

  HeardTopic {
    words = Set.copyOf(words);
    quiet = Set.copyOf(quiet);
  }
}
