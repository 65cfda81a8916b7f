package org.vigie.governance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Clocks;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;
import org.vigie.model.Span;

/// Decides what may happen, and writes it down before it does. Safe for any thread; closed by
/// whoever opened it, after everything that uses it.
public final class Governance implements AutoCloseable {

  private Governance() {}

  /// Opens ledger and keys under a data folder and folds the ledger into the present state.
  ///
  /// @param town names the town in a ledger that begins
  /// @throws IOException with a plain message if the ledger or the keys cannot be used
  public static Governance open(
      Path dataDir, String town, LegalProfile profile, Acts acts, Clocks clocks)
      throws IOException {
    throw new UnsupportedOperationException("next slice");
  }

  public LegalProfile profile() {
    throw new UnsupportedOperationException("next slice");
  }

  public Acts acts() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Puts other acts, already checked against the profile, in the place of the present ones. An act
  /// that is no longer among them is revoked from this moment on.
  public void replaceActs(String actor, Acts acts) {
    throw new UnsupportedOperationException("next slice");
  }

  /// The act under which a camera may record at an instant; of several, the one that ends last.
  public Optional<RecordingAct> recordingAct(CameraId camera, Instant at) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Whether an event may be looked for: a valid act covers it and no stop button for the town, the
  /// camera or the event is pressed.
  ///
  /// @param zone the rule's zone, line or lane; empty for the whole picture
  public boolean mayDetect(CameraId camera, EventType event, String zone, Instant at) {
    throw new UnsupportedOperationException("next slice");
  }

  /// As the other, and the stop button of the rule itself is not pressed either.
  public boolean mayDetect(CameraId camera, String rule, EventType event, String zone, Instant at) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Whether any event at all may be looked for on a camera: whether the eye may be in WATCH mode.
  public boolean mayWatch(CameraId camera, Instant at) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Gives leave to act once per camera, within five minutes.
  public Permit permit(
      String person, Right right, Set<CameraId> cameras, Optional<Span> span, String reason)
      throws Refused {
    return permit(person, right, cameras, span, reason, PermitTerms.ONCE);
  }

  /// Gives leave to act. Leave and refusal are both in the ledger before this returns.
  ///
  /// @param person pseudonymous staff id, or [Actors#LOCAL_ADMINISTRATOR]
  /// @param cameras must be named for rights that show pictures
  /// @param span the footage; needed for playback and export, absent for everything else
  /// @param reason needed for playback and export
  public Permit permit(
      String person,
      Right right,
      Set<CameraId> cameras,
      Optional<Span> span,
      String reason,
      PermitTerms terms)
      throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// Whether a person holds a right now, for that camera. Decides what a page offers; what is then
  /// done needs a permit.
  public boolean holds(String person, Right right, CameraId camera) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Whether a person holds a right now, for any camera.
  public boolean holds(String person, Right right) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Presses a stop button; needs the right STOP. It works at once, even if the ledger cannot be
  /// written; the second press changes nothing.
  public void stop(String person, StopScope scope, String reason) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// Releases a stop button; needs the right STOP. In the ledger first.
  public void resume(String person, StopScope scope, String reason) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// The stop buttons that are pressed, oldest first.
  public List<Stop> stops() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Grants a habilitation; `actor` needs the right ADMINISTER, for all cameras.
  public Habilitation grant(
      String actor,
      String person,
      Set<Right> rights,
      CameraScope cameras,
      Instant from,
      Instant until)
      throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// Ends a habilitation at once, its permits included; `actor` needs the right ADMINISTER.
  public void end(String actor, String habilitation, String reason) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// A person's habilitations that have not been ended, past and future ones included.
  public List<Habilitation> habilitations(String person) {
    throw new UnsupportedOperationException("next slice");
  }

  /// Everybody's habilitations that have not been ended.
  public List<Habilitation> habilitations() {
    throw new UnsupportedOperationException("next slice");
  }

  /// Writes any other act into the ledger, before it takes effect.
  ///
  /// @return the entry's index
  public long note(String kind, String actor, Map<String, Object> facts) {
    throw new UnsupportedOperationException("next slice");
  }

  public Ledger ledger() {
    throw new UnsupportedOperationException("next slice");
  }

  public ReelKeys keys() {
    throw new UnsupportedOperationException("next slice");
  }

  @Override
  public void close() {}
}
