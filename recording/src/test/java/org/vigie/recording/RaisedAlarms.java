package org.vigie.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Remembers which alarms are raised, and which ever were.
final class RaisedAlarms implements Alarms {

  private final Map<String, String> raised = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<String> ever = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void raise(AlarmKind kind, String subject, String detail) {
    var key = kind + " " + subject;
    if (raised.put(key, detail) == null) {
      ever.add(key);
    }
  }

  @Override
  public void end(AlarmKind kind, String subject) {
    raised.remove(kind + " " + subject);
  }

  /// The detail of an alarm that is raised now.
  Optional<String> find(AlarmKind kind, String subject) {
    return Optional.ofNullable(raised.get(kind + " " + subject));
  }

  /// Whether it was ever raised.
  boolean hasBeen(AlarmKind kind, String subject) {
    return ever.contains(kind + " " + subject);
  }
}
