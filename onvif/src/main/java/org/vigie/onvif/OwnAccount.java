package org.vigie.onvif;

import java.net.URI;
import org.onvif.ver10.device.wsdl.GetUsers;
import org.onvif.ver10.device.wsdl.GetUsersResponse;
import org.onvif.ver10.device.wsdl.SetUser;
import org.onvif.ver10.schema.User;
import org.vigie.base.login.Credentials;

/// The account that a camera is asked with, and no other: of the list that a camera gives only its
/// own line is looked at, for its rank, which has to be said again with a new password. A part of
/// an
/// [Onvif], and for one thread at a time like it.
public final class OwnAccount {

  private final SoapClient camera;
  private final URI device;
  private final Credentials credentials;
  private final String shown;

  /// @param shown names the camera in messages
  OwnAccount(SoapClient camera, URI device, Credentials credentials, String shown) {
    this.camera = camera;
    this.device = device;
    this.credentials = credentials;
    this.shown = shown;
  }

  /// Proves to the camera who asks, with a question that it answers to nobody else.
  ///
  /// @throws OnvifException.Refused if it does not take user or password, or the user may not set
  ///     passwords
  public void prove() throws OnvifException {
    var unused = own();
  }

  /// Whether the camera answers that question to anybody: then what it takes proves nothing.
  ///
  /// @throws OnvifException.Unreachable if it is not reached
  public boolean isOpenToAnybody() throws OnvifException {
    try {
      var unused = camera.askAnonymously(device, new GetUsers(), GetUsersResponse.class);
      return true;
    } catch (OnvifException.Unreachable e) {
      throw e;
    } catch (OnvifException e) {
      return false;
    }
  }

  /// Gives the account another password; its name and rank stay. The camera is asked with the old
  /// one until its [Onvif] is closed.
  ///
  /// @throws OnvifException if the camera refuses, or its answer does not arrive: then which
  /// password
  ///     holds is not known
  public void change(String password) throws OnvifException {
    var own = own();
    var user = new User();
    user.setUsername(own.getUsername());
    user.setUserLevel(own.getUserLevel());
    user.setPassword(password);
    var request = new SetUser();
    request.getUser().add(user);
    camera.tell(device, request);
  }

  private User own() throws OnvifException {
    return camera.ask(device, new GetUsers(), GetUsersResponse.class).getUser().stream()
        .filter(user -> credentials.user().equals(user.getUsername()))
        .filter(user -> user.getUserLevel() != null)
        .findFirst()
        .orElseThrow(
            () ->
                new OnvifException.Unsupported(
                    shown
                        + ": takes the user "
                        + Said.line(credentials.user())
                        + " but has no such one among its ONVIF users; its password is changed in"
                        + " the camera's own page"));
  }
}
