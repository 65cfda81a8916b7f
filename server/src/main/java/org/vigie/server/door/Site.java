package org.vigie.server.door;

import java.net.URI;
import java.util.regex.Pattern;

/// The console as a browser names it when it asks a passkey: passkeys are made for a name, and are
/// good for nothing elsewhere.
///
/// @param origin scheme, name and port, as a browser writes them
/// @param name of the server, for which passkeys are made
public record Site(String origin, String name) {

  private static final String LOCALHOST = "localhost";

  /// A number, with or without dots, is no name; nor is an IPv6 address.
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*|\\[.*");

  /// @param address such as `https://vigie.saint-exemple.example`
  /// @throws DoorRefused if browsers make no passkeys there: over plain HTTP but to `localhost`, or
  ///     where the server has an address and no name
  public static Site of(URI address) throws DoorRefused {
    var host = address.getHost();
    boolean secure = "https".equals(address.getScheme()) || LOCALHOST.equals(host);
    if (host == null || !secure || ADDRESS.matcher(host).matches()) {
      throw new DoorRefused.NoPasskeysHere();
    }
    var port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return new Site(address.getScheme() + "://" + host + port, host);
  }
}
