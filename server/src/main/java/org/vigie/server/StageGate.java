package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.vigie.server.door.Stage;

/// What is left open on a workstation that is locked, or to somebody who has yet to set up the
/// second factor that the town requires. Everything else is shut, whatever the habilitation.
final class StageGate {

  private static final Set<String> OPEN = Set.of(Routes.OPEN);

  private static final Set<String> ALWAYS =
      Set.of("GET /api/me", "POST /api/me/prove", "POST /api/me/presence", "POST /api/sign-out");

  /// What a wall of masked pictures goes on asking.
  private static final Set<String> LOCKED =
      Set.of("GET /api/me/lock", "GET /api/cameras", "GET /api/town", "GET /api/wall/layouts");

  private static final String LIVE = "GET /api/live/";

  private static final Set<String> SETTING_UP =
      Set.of(
          "GET /api/me/factors",
          "POST /api/me/factors/app",
          "POST /api/me/factors/app/confirm",
          "POST /api/me/factors/passkeys",
          "POST /api/me/factors/passkeys/confirm",
          "POST /api/me/factors/recovery-codes");

  private StageGate() {}

  /// What a request is answered with instead, if anything.
  static Optional<ProblemCode> objection(Stage stage, HttpServletRequest request) {
    var path = request.getRequestURI();
    var address = request.getMethod() + " " + path;
    if (OPEN.contains(path) || ALWAYS.contains(address)) {
      return Optional.empty();
    }
    return switch (stage) {
      case OPEN -> Optional.empty();
      case SET_UP ->
          SETTING_UP.contains(address)
              ? Optional.empty()
              : Optional.of(ProblemCode.SECOND_FACTOR_NEEDED);
      case LOCKED ->
          LOCKED.contains(address) || isMaskedPicture(address, request)
              ? Optional.empty()
              : Optional.of(ProblemCode.LOCKED);
    };
  }

  private static boolean isMaskedPicture(String address, HttpServletRequest request) {
    return address.startsWith(LIVE) && request.getParameter("lift") == null;
  }
}
