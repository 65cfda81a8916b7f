package org.vigie.server;

import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.Sign;
import org.vigie.server.notice.Tongue;

/// The signs of what is declared now, printed once each: whoever asks again and again costs
/// nothing. At most two for each camera. Safe for any thread.
final class SignShelf {

  private final ZoneId zone;
  private final Map<String, byte[]> printed = new HashMap<>();
  private String declared = "";

  SignShelf(ZoneId zone) {
    this.zone = zone;
  }

  synchronized byte[] of(NoticeBoard.Drawn drawn, Declaration.Camera camera, Tongue tongue)
      throws IOException {
    if (!drawn.sha256().equals(declared)) {
      printed.clear();
      declared = drawn.sha256();
    }
    var key = camera.id() + " " + tongue;
    var sign = printed.get(key);
    if (sign == null) {
      sign = Sign.of(drawn.declaration(), camera, tongue, zone);
      printed.put(key, sign);
    }
    return sign;
  }
}
