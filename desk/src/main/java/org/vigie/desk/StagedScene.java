package org.vigie.desk;

import java.time.Instant;
import org.vigie.model.CameraId;

/// A scene that people played before a camera to try a rule: they walked, drove, left a bag.
///
/// @param light by which it was played: DAY or NIGHT
/// @param expected whether the rule should raise something; a scene may also be one that should not
/// @param what was played, in a few words; no names
/// @param from until `to`: a signal decided in this time belongs to it
/// @param raised whether there was one; false before `to` says nothing yet
public record StagedScene(
    CameraId camera,
    String rule,
    Light light,
    boolean expected,
    String what,
    Instant from,
    Instant to,
    boolean raised) {

  /// Whether the rule did what it should.
  public boolean passed() {
    return raised == expected;
  }
}
