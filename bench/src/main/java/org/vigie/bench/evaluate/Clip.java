package org.vigie.bench.evaluate;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.model.EventType;
import org.vigie.rules.RuleBook;

/// A clip whose truth is known.
///
/// @param name as the list of clips has it
/// @param book its zones and armed rules
/// @param named the events that its rules name, those of which this version has no rule included
/// @param never events that must not come anywhere in the picture
public record Clip(
    String name,
    Path file,
    RuleBook book,
    Set<EventType> named,
    List<Expectation> expected,
    List<Passages> passages,
    List<Presence> presences,
    Set<EventType> never) {

  public Clip {
    named = Set.copyOf(named);
    expected = List.copyOf(expected);
    passages = List.copyOf(passages);
    presences = List.copyOf(presences);
    never = Set.copyOf(never);
  }

  /// What is judged in it, but for counts.
  Set<EventType> judged() {
    var judged = EnumSet.noneOf(EventType.class);
    judged.addAll(named);
    judged.addAll(never);
    expected.forEach(one -> judged.add(one.event()));
    judged.remove(EventType.LINE_COUNT);
    return new TreeSet<>(judged);
  }
}
