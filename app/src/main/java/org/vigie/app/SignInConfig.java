package org.vigie.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.server.door.DoorSettings;

/// Reads how people sign in: the town's `sign_in`.
final class SignInConfig {

  private static final Set<String> KEYS = Set.of("second_factor", "lock_after", "address", "oidc");
  private static final String DEMO = "demo";
  private static final Duration SHORTEST_LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofHours(12);

  /// Whether everybody must have a second factor.
  private enum SecondFactor {
    REQUIRED,
    OFFERED
  }

  private SignInConfig() {}

  /// A town requires a second factor unless it says otherwise; a demo is a click away.
  ///
  /// @param folder where relative paths start
  static DoorSettings read(Document document, Path folder) throws BadInput {
    boolean demo = document.get("profile").text().equals(DEMO);
    var section = document.find("sign_in");
    if (section.isEmpty()) {
      return new DoorSettings(!demo, DoorSettings.USUAL_LOCK, Optional.empty());
    }
    var says = section.get();
    says.fields(KEYS);
    var factor = says.find("second_factor");
    boolean required =
        factor.isEmpty() ? !demo : factor.get().word(SecondFactor.class) == SecondFactor.REQUIRED;
    var address = address(says);
    return new DoorSettings(
        required,
        lock(says),
        address,
        OidcConfig.read(document, says, folder, address.isPresent()));
  }

  private static Duration lock(Document says) throws BadInput {
    var value = says.find("lock_after");
    if (value.isEmpty()) {
      return DoorSettings.USUAL_LOCK;
    }
    var after = value.get().duration();
    if (after.compareTo(SHORTEST_LOCK) < 0 || after.compareTo(LONGEST_LOCK) > 0) {
      throw value.get().wrong("should be from 1 min to 12 h");
    }
    return after;
  }

  private static Optional<URI> address(Document says) throws BadInput {
    var value = says.find("address");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      var uri = URI.create(value.get().text());
      var path = uri.getPath();
      if ("https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && (path == null || path.isEmpty() || path.equals("/"))) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what would be right.
    }
    throw value.get().wrong("should be like https://vigie.saint-exemple.example, without a path");
  }
}
