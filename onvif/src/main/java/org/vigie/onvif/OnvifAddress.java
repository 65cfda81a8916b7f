package org.vigie.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;

/// Where a camera's device service answers. Never holds a user or a password.
///
/// @param uri with scheme, host and path
public record OnvifAddress(URI uri) {

  /// Where ONVIF puts it, unless discovery says otherwise.
  private static final String USUAL_PATH = "/onvif/device_service";

  private static final int MOST_CHARACTERS = 2048;

  /// Scheme, any login, host, port, and the rest: cameras' addresses hold what no URI parser takes.
  private static final Pattern STREAM =
      Pattern.compile(
          "(rtsps?)://(?:[^/@]*@)?(\\[[0-9a-fA-F:.%]+]|[\\p{Alnum}._-]+)(:\\d{1,5})?([/?][^\\p{Cntrl}]*)?",
          Pattern.CASE_INSENSITIVE);

  /// Reads `HOST`, `HOST:PORT` or `http(s)://HOST[:PORT][/PATH]`; without a path, the usual one.
  public static OnvifAddress parse(String text) throws BadInput {
    var address = text.strip();
    if (address.length() > MOST_CHARACTERS) {
      throw new BadInput("a camera's address should have at most 2048 characters");
    }
    try {
      var uri = new URI(address.contains("://") ? address : "http://" + address);
      if (uri.getRawUserInfo() != null) {
        throw new BadInput(
            "a camera's address should not hold a user or a password: other people of this machine"
                + " see command lines; give --user and --password-file");
      }
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.equals("rtsp") || scheme.equals("rtsps")) {
        throw new BadInput(
            "that is the address of a stream; ONVIF asks the camera itself: give its host, such as "
                + (uri.getHost() == null ? "192.0.2.10" : uri.getHost()));
      }
      if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
        throw wrong();
      }
      var path = uri.getRawPath();
      return new OnvifAddress(
          new URI(
              scheme
                  + "://"
                  + uri.getRawAuthority()
                  + (path == null || path.isEmpty() || path.equals("/") ? USUAL_PATH : path)
                  + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
    } catch (URISyntaxException e) {
      throw wrong();
    }
  }

  private static BadInput wrong() {
    return new BadInput(
        "a camera's address should be HOST, HOST:PORT or http(s)://HOST[:PORT]/PATH, such as"
            + " 192.0.2.10");
  }

  /// Whether it is spoken to over TLS.
  public boolean secure() {
    return uri.getScheme().equals("https");
  }

  /// The host, and the port where it is not the usual one: what messages call the camera.
  public String shown() {
    return uri.getRawAuthority();
  }

  /// Where another of the camera's services answers.
  ///
  /// Only this camera is ever asked, and never without TLS where it was asked with: of what it says
  /// of itself the path counts, and the port where the rest is as here. Cameras behind an address
  /// translation, or with a forgotten address in their settings, name a host that is not there.
  ///
  /// @param said by the camera
  public URI service(String said) throws OnvifException {
    try {
      var there = new URI(said.strip());
      boolean same =
          uri.getHost().equalsIgnoreCase(there.getHost())
              && uri.getScheme().equalsIgnoreCase(there.getScheme());
      var path = there.getRawPath() == null ? "" : there.getRawPath();
      return new URI(
          uri.getScheme()
              + "://"
              + (same && there.getRawUserInfo() == null
                  ? there.getRawAuthority()
                  : uri.getRawAuthority())
              + (path.startsWith("/") ? path : "/" + path)
              + (there.getRawQuery() == null ? "" : "?" + there.getRawQuery()));
    } catch (URISyntaxException e) {
      throw new OnvifException.Broken(
          shown() + ": names an address of its own that is none: " + Said.line(said));
    }
  }

  /// Where a stream of this camera is, as [#service] reckons, without a user or a password that the
  /// camera may have put into it. Nothing where it is no address of a stream.
  ///
  /// @param said by the camera
  public Optional<String> stream(String said) {
    var parts = STREAM.matcher(said.strip());
    if (said.length() > MOST_CHARACTERS || !parts.matches()) {
      return Optional.empty();
    }
    var port = parts.group(3) == null ? "" : parts.group(3);
    var rest = parts.group(4) == null ? "" : parts.group(4);
    return Optional.of(
        parts.group(1).toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port + rest);
  }

  /// Whether the camera names another host in this address than the one it was asked at.
  boolean isElsewhere(String said) {
    var parts = STREAM.matcher(said.strip());
    return parts.matches() && !parts.group(2).equalsIgnoreCase(uri.getHost());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
