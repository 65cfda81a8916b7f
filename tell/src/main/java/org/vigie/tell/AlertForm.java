package org.vigie.tell;

/// In which form a receiver is told of confirmed alerts.
public enum AlertForm {
  /// As alarms are.
  JSON,
  /// The Common Alerting Protocol 1.2 of OASIS, an XML document.
  CAP
}
