package org.vigie.desk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Remembers which alarms hold.
final class RaisedAlarms implements Alarms {

  final Map<String, String> held = new ConcurrentHashMap<>();

  @Override
  public void raise(AlarmKind kind, String subject, String detail) {
    held.put(kind + " " + subject, detail);
  }

  @Override
  public void end(AlarmKind kind, String subject) {
    held.remove(kind + " " + subject);
  }
}
