package org.vigie.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.datatype.DatatypeFactory;
import org.jspecify.annotations.Nullable;
import org.onvif.ver10.schema.MoveStatus;
import org.onvif.ver10.schema.PTZMoveStatus;
import org.onvif.ver10.schema.PTZSpeed;
import org.onvif.ver10.schema.PTZVector;
import org.onvif.ver10.schema.Vector1D;
import org.onvif.ver10.schema.Vector2D;
import org.onvif.ver20.ptz.wsdl.ContinuousMove;
import org.onvif.ver20.ptz.wsdl.GetPresets;
import org.onvif.ver20.ptz.wsdl.GetPresetsResponse;
import org.onvif.ver20.ptz.wsdl.GetStatus;
import org.onvif.ver20.ptz.wsdl.GetStatusResponse;
import org.onvif.ver20.ptz.wsdl.GotoHomePosition;
import org.onvif.ver20.ptz.wsdl.GotoPreset;
import org.onvif.ver20.ptz.wsdl.RemovePreset;
import org.onvif.ver20.ptz.wsdl.SendAuxiliaryCommand;
import org.onvif.ver20.ptz.wsdl.SetPreset;
import org.onvif.ver20.ptz.wsdl.SetPresetResponse;
import org.onvif.ver20.ptz.wsdl.Stop;

/// Moves a camera. Whoever calls this has the right to, and has entered it into the ledger: nothing
/// here asks. A part of an [Onvif], and for one thread at a time like it.
public final class Ptz {

  /// So long a camera moves without being told again: it stops by itself when we are gone.
  public static final Duration LONGEST_MOVE = Duration.ofSeconds(10);

  private static final int LONGEST_NAME = 60;

  private final SoapClient camera;
  private final URI service;
  private final String profile;

  Ptz(SoapClient camera, URI service, String profile) {
    this.camera = camera;
    this.service = service;
    this.profile = profile;
  }

  /// Where it looks, in its own measure: ONVIF's generic spaces go from -1 to 1, zoom from 0 to 1.
  public record Position(double pan, double tilt, double zoom) {}

  /// A place that the camera remembers.
  ///
  /// @param token what the camera calls it
  /// @param position where that is; nothing where the camera does not say
  public record Preset(String token, String name, Optional<Position> position) {

    /// Of a camera that does not say where it is.
    public Preset(String token, String name) {
      this(token, name, Optional.empty());
    }
  }

  /// What the camera says of where it looks.
  ///
  /// @param moving whether it says that it moves, or does not say that it stands
  public record Status(boolean moving, Position position) {}

  /// Begins to move.
  ///
  /// @param pan -1 (left, at full speed) to 1 (right); 0 leaves it
  /// @param tilt -1 (down) to 1 (up)
  /// @param zoom -1 (out) to 1 (in)
  /// @param length after which the camera stops by itself, at most [#LONGEST_MOVE]
  public void move(double pan, double tilt, double zoom, Duration length) throws OnvifException {
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_MOVE) > 0) {
      throw new IllegalArgumentException("a move lasts up to " + LONGEST_MOVE);
    }
    var speed = new PTZSpeed();
    if (pan != 0 || tilt != 0) {
      var turn = new Vector2D();
      turn.setX(bounded(pan));
      turn.setY(bounded(tilt));
      speed.setPanTilt(turn);
    }
    if (zoom != 0) {
      var closer = new Vector1D();
      closer.setX(bounded(zoom));
      speed.setZoom(closer);
    }
    var request = new ContinuousMove();
    request.setProfileToken(profile);
    request.setVelocity(speed);
    request.setTimeout(xml(length));
    camera.tell(service, request);
  }

  private static float bounded(double speed) {
    if (!(speed >= -1 && speed <= 1)) {
      throw new IllegalArgumentException("a speed is from -1 to 1, not " + speed);
    }
    return (float) speed;
  }

  static javax.xml.datatype.Duration xml(Duration length) {
    return DatatypeFactory.newDefaultInstance().newDuration(length.toMillis());
  }

  /// Stops every movement.
  public void stop() throws OnvifException {
    var request = new Stop();
    request.setProfileToken(profile);
    request.setPanTilt(true);
    request.setZoom(true);
    camera.tell(service, request);
  }

  /// The places that the camera remembers.
  public List<Preset> presets() throws OnvifException {
    var request = new GetPresets();
    request.setProfileToken(profile);
    return camera.ask(service, request, GetPresetsResponse.class).getPreset().stream()
        .filter(preset -> preset.getToken() != null)
        .map(
            preset ->
                new Preset(
                    preset.getToken(),
                    Said.line(preset.getName()),
                    position(preset.getPTZPosition())))
        .toList();
  }

  /// Where it looks now; nothing where it does not say (PTZ Service Specification, section 5.6.1:
  /// position and movement are both optional).
  public Optional<Status> status() throws OnvifException {
    var request = new GetStatus();
    request.setProfileToken(profile);
    var status = camera.ask(service, request, GetStatusResponse.class).getPTZStatus();
    if (status == null) {
      return Optional.empty();
    }
    boolean stands = status.getMoveStatus() != null && stands(status.getMoveStatus());
    return position(status.getPosition()).map(position -> new Status(!stands, position));
  }

  private static boolean stands(PTZMoveStatus status) {
    return status.getPanTilt() == MoveStatus.IDLE
        && (status.getZoom() == null || status.getZoom() == MoveStatus.IDLE);
  }

  private static Optional<Position> position(@Nullable PTZVector vector) {
    if (vector == null || vector.getPanTilt() == null) {
      return Optional.empty();
    }
    var turn = vector.getPanTilt();
    double zoom = vector.getZoom() == null ? 0 : vector.getZoom().getX();
    return Optional.of(new Position(turn.getX(), turn.getY(), zoom));
  }

  /// Goes to a place that the camera remembers.
  public void goTo(Preset preset) throws OnvifException {
    var request = new GotoPreset();
    request.setProfileToken(profile);
    request.setPresetToken(preset.token());
    camera.tell(service, request);
  }

  /// Has the camera remember where it looks now.
  ///
  /// @param name 1 to 60 characters
  public Preset remember(String name) throws OnvifException {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a preset's name has 1 to 60 characters");
    }
    var request = new SetPreset();
    request.setProfileToken(profile);
    request.setPresetName(name);
    var token = camera.ask(service, request, SetPresetResponse.class).getPresetToken();
    return new Preset(token, name);
  }

  /// Has the camera forget a place.
  public void forget(Preset preset) throws OnvifException {
    var request = new RemovePreset();
    request.setProfileToken(profile);
    request.setPresetToken(preset.token());
    camera.tell(service, request);
  }

  /// Uses a device at its lens.
  ///
  /// @param command one of [PtzFacts#devices]
  public void use(String command) throws OnvifException {
    var request = new SendAuxiliaryCommand();
    request.setProfileToken(profile);
    request.setAuxiliaryData(command);
    camera.tell(service, request);
  }

  /// Goes back to where it belongs.
  public void goHome() throws OnvifException {
    var request = new GotoHomePosition();
    request.setProfileToken(profile);
    camera.tell(service, request);
  }
}
