package org.vigie.custody.program;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.vigie.custody.CustodyRefused;

/// Where the town's server is.
///
/// @param base scheme, host and port, without a slash at the end
/// @param host as the `Host` header names it
record Address(String base, String host) {

  /// @param unencrypted whether `http` to another machine is allowed
  static Address of(String url, boolean unencrypted) throws CustodyRefused {
    var uri = uri(url);
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    var name = uri.getHost();
    var path = uri.getRawPath();
    boolean plain = scheme.equals("http");
    boolean whole =
        name != null
            && (plain || scheme.equals("https"))
            && (path == null || path.isEmpty() || path.equals("/"))
            && uri.getRawQuery() == null
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null;
    if (!whole || name == null) {
      throw new CustodyRefused(
          "'%s' is not a server's address; it would be https://HOST or https://HOST:PORT."
              .formatted(Plain.text(url)));
    }
    if (plain && !isLoopback(name) && !unencrypted) {
      throw new CustodyRefused(
          ("%s is not encrypted: whoever is on the way reads which footage is asked for and why, and"
                  + " can hold requests back. Use https://; where a VPN protects the way,"
                  + " --unencrypted allows it.")
              .formatted(Plain.text(url)));
    }
    int usual = plain ? 80 : 443;
    var host = uri.getPort() == -1 || uri.getPort() == usual ? name : name + ":" + uri.getPort();
    return new Address(scheme + "://" + host, host);
  }

  private static URI uri(String url) throws CustodyRefused {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new CustodyRefused("'%s' is not an address.".formatted(Plain.text(url)));
    }
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.matches("127(\\.[0-9]{1,3}){3}")
        || name.equals("[::1]");
  }
}
