package org.vigie.tell;

import java.util.Set;

/// Somebody outside the machine who is told of alarms.
///
/// @param name in the town: 1 to 40 lower-case letters, digits and hyphens; names its queue's file
/// @param which of which alarms; never of the one that says that this receiver cannot be reached
/// @param alerts in which forms it is told of confirmed alerts; none: it is not
/// @param language of titles and advice
/// @param details whether each alarm's sentence of detail goes out as well
public record ReceiverSettings(
    String name, Way way, Which which, Set<AlertForm> alerts, Language language, boolean details) {

  public ReceiverSettings {
    alerts = Set.copyOf(alerts);
  }

  /// For messages: who, how and where, without anything secret.
  public String spoken() {
    return name + " (" + way.word() + ", " + way.where() + ")";
  }
}
