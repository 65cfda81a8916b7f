package org.vigie.model;

/// Where modules report conditions of the system that a person must know of. Safe for any thread;
/// neither waits nor throws.
public interface Alarms {

  /// For tests and tools that have nobody to tell.
  Alarms NONE =
      new Alarms() {
        @Override
        public void raise(AlarmKind kind, String subject, String detail) {}

        @Override
        public void end(AlarmKind kind, String subject) {}
      };

  /// The condition holds. Saying so again changes nothing but the detail.
  ///
  /// @param detail one plain sentence, see [Alarm#detail]
  void raise(AlarmKind kind, String subject, String detail);

  /// The condition holds no more. Without such an alarm, nothing happens.
  void end(AlarmKind kind, String subject);
}
