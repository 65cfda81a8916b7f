package org.vigie.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.door.AtProvider;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.oidc.Answer;

/// Sign-in through the town's directory: sends the browser there, and takes what it brings back.
///
/// The provider sends the browser to a page of the console, and that page asks here: so every
/// cookie
/// stays with this site, and whoever comes back is held by the same means as any other request.
final class ProviderApi {

  /// The page of the console to which the provider sends the browser back.
  static final String RETURN = "/sign-in/return";

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int AT_ONCE = 30;
  private static final int LONGEST_CODE = 4_000;
  private static final int LONGEST = 1_000;

  private final Town town;
  private final Door door;
  private final DoorApi doorApi;
  private final DoorCookie cookie;
  private final Allowance beginnings;

  ProviderApi(Town town, DoorApi doorApi, SessionCookie session) {
    this.town = town;
    this.door = town.door();
    this.doorApi = doorApi;
    this.cookie = new DoorCookie(DoorCookie.Kind.PROVIDER, session.secure());
    this.beginnings = new Allowance(town.clocks(), AT_ONCE, EVERY);
  }

  /// What somebody comes back for.
  private enum Purpose {
    SIGN_IN,
    /// To unlock this workstation, or to show again who sits there.
    PROVE
  }

  ServerResponse begin(ServerRequest request) throws IOException, DoorRefused {
    var given = Json.read(request, ProviderBegin.class).purpose();
    var purpose = Query.word(DoorApi.required(given, "purpose", 20), "purpose", Purpose.class);
    var wait = beginnings.take(Asker.caller(request).address());
    if (wait.isPresent()) {
      throw new Problem(
          ProblemCode.TOO_MANY_TRIES,
          "seconds",
          String.valueOf(wait.get().plusMillis(999).toSeconds()));
    }
    var begun = begin(request, purpose);
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.SET_COOKIE, cookie.of(begun.step()))
        .body(Json.bytes(new ProviderAddress(begun.address())));
  }

  private AtProvider begin(ServerRequest request, Purpose purpose) throws DoorRefused {
    return door.beginAtProvider(
        back(request),
        switch (purpose) {
          case SIGN_IN -> Optional.empty();
          case PROVE -> Optional.of(Asker.of(request));
        });
  }

  ServerResponse finish(ServerRequest request) throws IOException, DoorRefused {
    var answer = Json.read(request, ProviderReturn.class).answer();
    var step =
        DoorCookie.Kind.PROVIDER
            .token(request.servletRequest())
            .orElseThrow(() -> new Problem(ProblemCode.SIGN_IN_OVER));
    return doorApi.admitted(
        door.finishAtProvider(step, answer, Asker.caller(request)), cookie.cleared());
  }

  /// The one that the town names. Without one only this machine's own browser is let begin: what
  /// else a request calls this server is its sender's choice.
  private URI back(ServerRequest request) {
    var named = door.settings().address();
    if (named.isPresent()) {
      return named.get().resolve(RETURN);
    }
    var scheme = town.settings().tls().isPresent() ? "https" : "http";
    try {
      var here = URI.create(scheme + "://" + request.headers().firstHeader(HttpHeaders.HOST));
      if (List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(here.getHost()))) {
        return here.resolve(RETURN);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problem.badRequest(
        "sign_in.address should stand in vigie.yaml, for people who come from other machines");
  }

  record ProviderBegin(@Nullable String purpose) {}

  record ProviderAddress(URI address) {}

  record ProviderReturn(
      @Nullable String code,
      @Nullable String state,
      @Nullable String iss,
      @Nullable String error,
      @Nullable String errorDescription) {

    Answer answer() {
      return new Answer(
          bounded(code, "code", LONGEST_CODE),
          bounded(state, "state", LONGEST),
          bounded(iss, "iss", LONGEST),
          bounded(error, "error", LONGEST),
          bounded(errorDescription, "error_description", LONGEST_CODE));
    }

    private static String bounded(@Nullable String text, String field, int longest) {
      if (text != null && text.length() > longest) {
        throw Problem.badRequest(field + " has at most " + longest + " characters");
      }
      return text == null ? "" : text;
    }
  }
}
