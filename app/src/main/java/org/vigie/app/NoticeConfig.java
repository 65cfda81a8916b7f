package org.vigie.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.Purpose;
import org.vigie.server.notice.CameraSite;
import org.vigie.server.notice.FieldOfView;
import org.vigie.server.notice.NoticeSettings;
import org.vigie.server.notice.Position;

/// Reads what the public is told: the town's `public`, and of each camera `place`, `position`,
/// `field_of_view` and `purpose`.
final class NoticeConfig {

  private static final Set<String> KEYS =
      Set.of("address", "responsible", "ask", "data_protection", "complain", "answer_within");
  private static final Set<String> VIEW_KEYS = Set.of("direction", "angle", "reach");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_TEXT = 300;
  private static final int LONGEST_ADDRESS = 200;
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_MONTH = Duration.ofDays(31);

  private NoticeConfig() {}

  static NoticeSettings read(Document document) throws BadInput {
    var section = document.find("public");
    if (section.isEmpty()) {
      return NoticeSettings.NONE;
    }
    var says = section.get();
    says.fields(KEYS);
    var address = says.find("address");
    return new NoticeSettings(
        address.isEmpty() ? Optional.empty() : Optional.of(address(address.get())),
        text(says, "responsible"),
        text(says, "ask"),
        text(says, "data_protection"),
        text(says, "complain").orElse(NoticeSettings.USUAL_COMPLAINTS),
        days(says));
  }

  /// What people type or scan: short enough for a QR code that is read from two metres.
  private static URI address(Document value) throws BadInput {
    var text = value.text();
    try {
      var uri = URI.create(text);
      boolean complete = uri.getHost() != null && uri.getUserInfo() == null;
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && complete && LOOPBACK.contains(uri.getHost()));
      if (complete && safe && text.length() <= LONGEST_ADDRESS) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what would be right.
    }
    throw value.wrong(
        "should be the address at which the public finds the page, such as"
            + " https://cameras.town.example/public");
  }

  private static int days(Document says) throws BadInput {
    var value = says.find("answer_within");
    if (value.isEmpty()) {
      return NoticeSettings.USUAL_DAYS;
    }
    var within = value.get().duration();
    if (within.compareTo(A_DAY) < 0 || within.compareTo(A_MONTH) > 0) {
      throw value.get().wrong("should be from 1 d to 31 d: people are answered within a month");
    }
    return (int) within.toDays();
  }

  private static Optional<String> text(Document section, String key) throws BadInput {
    var value = section.find(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var text = value.get().text().strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw value.get().wrong("should be a text of 1 to " + LONGEST_TEXT + " characters");
    }
    return Optional.of(text);
  }

  /// What the public may know of a camera.
  static CameraSite site(Document camera) throws BadInput {
    var place = camera.find("place");
    var position = camera.find("position");
    var view = camera.find("field_of_view");
    var purpose = camera.find("purpose");
    return new CameraSite(
        place.isEmpty() ? "" : place.get().text().strip(),
        position.isEmpty() ? Optional.empty() : Optional.of(position(position.get())),
        view.isEmpty() ? Optional.empty() : Optional.of(view(view.get())),
        purpose.isEmpty() ? Optional.empty() : Optional.of(purpose.get().word(Purpose.class)));
  }

  private static Position position(Document value) throws BadInput {
    var degrees = value.isList() ? value.list() : List.<Document>of();
    if (degrees.size() != 2) {
      throw value.wrong("should be [latitude, longitude] in degrees, such as [43.30571, 5.36952]");
    }
    return new Position(degrees.getFirst().number(-90, 90), degrees.getLast().number(-180, 180));
  }

  private static FieldOfView view(Document value) throws BadInput {
    value.fields(VIEW_KEYS);
    return new FieldOfView(
        value.get("direction").number(0, 360),
        value.get("angle").number(1, 360),
        value.get("reach").number(1, 2_000));
  }
}
