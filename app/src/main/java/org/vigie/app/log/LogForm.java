package org.vigie.app.log;

/// How the program's log is written.
public enum LogForm {
  /// A line for people: time, level, logger, what happened.
  TEXT,
  /// A JSON object on each line.
  JSON
}
