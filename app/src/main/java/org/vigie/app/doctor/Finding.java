package org.vigie.app.doctor;

/// One thing that was looked at.
///
/// @param subject what, in a few words
/// @param found how it is, for people
/// @param means what follows from that; empty where nothing does
/// @param remedy what to do; empty where nothing needs to be done
public record Finding(Level level, String subject, String found, String means, String remedy) {

  public enum Level {
    OK,
    /// Vigie runs; somebody should know.
    NOTE,
    /// Something that Vigie promises does not hold like this.
    WRONG
  }

  public static Finding ok(String subject, String found) {
    return new Finding(Level.OK, subject, found, "", "");
  }

  public static Finding note(String subject, String found, String means, String remedy) {
    return new Finding(Level.NOTE, subject, found, means, remedy);
  }

  public static Finding wrong(String subject, String found, String means, String remedy) {
    return new Finding(Level.WRONG, subject, found, means, remedy);
  }

  public boolean isWrong() {
    return level == Level.WRONG;
  }
}
