package org.vigie.media.rtsp;

import java.util.Locale;
import java.util.Optional;

/// Finds the addresses that SETUP and PLAY go to (RFC 2326 section C.1.1), as cameras mean them.
///
/// Relative addresses are joined by appending, which is what live555 and the cameras do, not by
/// RFC 3986: base addresses with a query (Dahua, GW Security) would lose it.
final class ControlUrls {

  private final String base;

  /// @param described the answer to DESCRIBE
  /// @param requested the address that was described
  ControlUrls(RtspMessage described, String requested) {
    // Anjvision sends a base without its scheme: such are passed over.
    base =
        described
            .field("content-base")
            .filter(ControlUrls::isAbsolute)
            .or(() -> described.field("content-location").filter(ControlUrls::isAbsolute))
            .orElse(requested);
  }

  /// Where PLAY, keep-alive and TEARDOWN go.
  String aggregate(Optional<String> control) {
    return resolve(base, control);
  }

  /// Where SETUP goes.
  String track(Optional<String> control) {
    return resolve(base, control);
  }

  private static String resolve(String base, Optional<String> control) {
    var text = control.map(String::strip).orElse("");
    if (text.isEmpty() || text.equals("*")) {
      return base;
    }
    if (isAbsolute(text)) {
      return text;
    }
    if (text.startsWith("/") || text.startsWith("?")) {
      return text.startsWith("?") ? base + text : root(base) + text;
    }
    return base.endsWith("/") ? base + text : base + "/" + text;
  }

  private static String root(String base) {
    int path = base.indexOf('/', base.indexOf("://") + 3);
    return path < 0 ? base : base.substring(0, path);
  }

  private static boolean isAbsolute(String url) {
    var scheme = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
    return (scheme.startsWith("rtsp://") || scheme.equals("rtsps://"))
        && url.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
  }
}
