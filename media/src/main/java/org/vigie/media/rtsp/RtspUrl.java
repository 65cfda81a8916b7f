package org.vigie.media.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;
import org.vigie.base.login.CameraTrust;
import org.vigie.base.login.Credentials;
import org.vigie.media.MediaException;

/// The address of a stream, parted from the credentials that may have stood in it. Printed, it
/// is host and port only: some cameras want the password in the path (`/user=..&password=..`).
///
/// Read by hand: cameras' addresses hold braces, spaces and second question marks that no URI
/// parser takes.
///
/// @param address as it is sent to the camera: `rtsp://HOST:PORT/PATH?QUERY`, or with `rtsps`
/// @param host a name or an address; IPv6 without its brackets
/// @param secure whether over TLS (`rtsps`)
/// @param trust by what the camera's certificate is judged, where it is spoken to over TLS
public record RtspUrl(
    String address,
    String host,
    int port,
    Optional<Credentials> credentials,
    boolean secure,
    CameraTrust trust) {

  private static final int USUAL_PORT = 554;
  private static final int USUAL_SECURE_PORT = 322;
  private static final int MOST_CHARACTERS = 2048;
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[\\p{Alnum}._-]+)(?::(\\d{1,5}))?");

  /// An address without TLS.
  public RtspUrl(String address, String host, int port, Optional<Credentials> credentials) {
    this(address, host, port, credentials, false, new CameraTrust.Usual());
  }

  /// Reads `rtsp://[USER[:PASSWORD]@]HOST[:PORT][/PATH][?QUERY]`, or the same with `rtsps`; user
  /// and password may be percent-encoded. The error never repeats what might be a password.
  public static RtspUrl parse(String text) throws BadInput {
    var url = text.strip();
    int scheme = url.indexOf("://");
    var kind = scheme < 0 ? "" : url.substring(0, scheme).toLowerCase(Locale.ROOT);
    boolean secure = kind.equals("rtsps");
    if (!secure && !kind.equals("rtsp")) {
      throw new BadInput("a camera's address should begin with rtsp:// or rtsps://");
    }
    if (url.length() > MOST_CHARACTERS || url.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new BadInput("a camera's address should be one line of at most 2048 characters");
    }
    var rest = url.substring(scheme + 3);
    // A password may hold '/', '?' or '@' unencoded; the host cannot. The last '@' before the
    // first '/' that follows it parts them.
    int path = firstOf(rest, "/?#", 0);
    int at = rest.lastIndexOf('@', path);
    if (at < 0 && !HOST.matcher(rest.substring(0, path)).matches()) {
      at = rest.indexOf('@');
      path = at < 0 ? path : firstOf(rest, "/?#", at);
    }
    Optional<Credentials> credentials =
        at < 0 ? Optional.empty() : Optional.of(credentials(rest.substring(0, at)));
    var host = HOST.matcher(rest.substring(at + 1, path));
    if (!host.matches()) {
      throw new BadInput("a camera's address should be rtsp://HOST[:PORT]/PATH; its host is not");
    }
    int usual = secure ? USUAL_SECURE_PORT : USUAL_PORT;
    int port = host.group(2) == null ? usual : Integer.parseInt(host.group(2));
    if (port < 1 || port > 65_535) {
      throw new BadInput("a camera's port should be from 1 to 65535");
    }
    var name = host.group(1);
    var plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    var address = kind + "://" + name + ":" + port + rest.substring(path).replace(" ", "%20");
    return new RtspUrl(address, plain, port, credentials, secure, new CameraTrust.Usual());
  }

  /// The same address with credentials that were given apart from it.
  public RtspUrl with(Credentials given) {
    return new RtspUrl(address, host, port, Optional.of(given), secure, trust);
  }

  /// The same address, its certificate judged by what was given apart from it.
  public RtspUrl with(CameraTrust given) {
    return new RtspUrl(address, host, port, credentials, secure, given);
  }

  /// Where a camera points instead (`Location`). Credentials go with it to the same host only, and
  /// those in the location itself are never used.
  ///
  /// @throws MediaException.Refused if it is no such address, or one without TLS instead of with
  RtspUrl redirected(String location) throws MediaException {
    RtspUrl next;
    try {
      boolean path = location.startsWith("/");
      int root = address.indexOf('/', address.indexOf("://") + 3);
      var here = root < 0 ? address : address.substring(0, root);
      next = parse(path ? here + location : location);
    } catch (BadInput e) {
      throw new MediaException.Refused("the camera points to an address that is none");
    }
    if (secure && !next.secure) {
      throw new MediaException.Refused(
          "the camera points from an encrypted address (rtsps) to one that is not, which is not"
              + " followed; configure that one if it is meant");
    }
    boolean same = next.host.equalsIgnoreCase(host);
    return new RtspUrl(
        next.address,
        next.host,
        next.port,
        same ? credentials : Optional.empty(),
        next.secure,
        trust);
  }

  @Override
  public String toString() {
    return (secure ? "rtsps://" : "rtsp://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  private static int firstOf(String text, String characters, int from) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static Credentials credentials(String userInfo) throws BadInput {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Credentials(decode(userInfo), "")
        : new Credentials(
            decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1)));
  }

  private static String decode(String text) throws BadInput {
    var bytes = new ByteArrayOutputStream();
    var raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      boolean escaped = raw[i] == '%' && i + 2 < raw.length;
      if (escaped && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
        bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    var decoded = bytes.toString(StandardCharsets.UTF_8);
    if (decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new BadInput("a camera's user name or password holds a control character");
    }
    return decoded;
  }
}
