package org.vigie.onvif;

/// A camera could not be asked, or answered what helps no further. The kind says what to do about
/// it; the message is a plain sentence that names the camera's host, and never holds a password.
public abstract sealed class OnvifException extends Exception {

  private static final long serialVersionUID = 1L;

  private OnvifException(String message) {
    super(message);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// Nobody answered in time, or the connection was lost: try again.
  public static final class Unreachable extends OnvifException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message) {
      super(message);
    }
  }

  /// The camera, or what we know of it, says no: wrong password, another certificate, another
  /// address. Trying again helps only after somebody has changed something, and trying often locks
  /// accounts.
  public static final class Refused extends OnvifException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /// The camera says that it does not have what was asked for.
  public static final class Unsupported extends OnvifException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String message) {
      super(message);
    }
  }

  /// What arrived is not what ONVIF says: try again once, then look at the camera.
  public static final class Broken extends OnvifException {
    private static final long serialVersionUID = 1L;

    public Broken(String message) {
      super(message);
    }
  }
}
