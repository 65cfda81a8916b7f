package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.vigie.governance.Permit;
import org.vigie.governance.Refused;
import org.vigie.model.CameraId;
import org.vigie.model.LivePace;
import org.vigie.server.door.SignedIn;

/// Live pictures: checks, asks governance for leave, then hands the connection to a [LiveView].
/// Masked ones take a permit; clear ones a lift, which is asked again before each picture.
final class LiveApi {

  private static final Duration CHECK = Duration.ofSeconds(2);

  /// A camera that sends nothing must not keep the end of a lift from being said.
  private static final Duration CLEAR_CHECK = Duration.ofMillis(200);

  private final Town town;
  private final Sights sights;
  private final LiveLeaves leaves;
  private final HandshakeHandler handshake = new DefaultHandshakeHandler();

  LiveApi(Town town) {
    this.town = town;
    this.sights = new Sights(town);
    this.leaves = new LiveLeaves(town.governance(), town.clocks());
  }

  ServerResponse live(ServerRequest request) throws Refused {
    var signedIn = Asker.of(request);
    var camera = sights.get(signedIn.person(), Query.camera(request)).id();
    requireWebSocket(request);
    var lift = request.param("lift");
    var pace = Query.word(request, "pictures", LivePace.class).orElse(LivePace.ALL);
    boolean timing = request.param("timing").map(Boolean::parseBoolean).orElse(false);
    var view =
        lift.isPresent()
            ? clear(signedIn, camera, lift.get(), timing)
            : masked(signedIn, camera, pace, timing);
    return ServerResponse.status(101)
        .build(
            (in, out) -> {
              upgrade(in, out, view);
              return null;
            });
  }

  private LiveView masked(SignedIn viewer, CameraId camera, LivePace pace, boolean timing)
      throws Refused {
    var permit = leaves.get(viewer, camera);
    var allowed =
        new Checks(
            town.clocks(), CHECK, () -> town.door().isStillIn(viewer) && holds(permit, camera));
    return new LiveView(
        camera,
        (of, queue) -> town.live().watch(of, queue, pace),
        true,
        timing,
        town.clocks(),
        CHECK,
        allowed::stillYes);
  }

  private LiveView clear(SignedIn viewer, CameraId camera, String lift, boolean timing)
      throws Refused {
    var permit =
        town.governance()
            .lifts()
            .permit(viewer.person(), lift, camera, true)
            .orElseThrow(() -> new Problem(ProblemCode.LIFT_OVER));
    var session = new Checks(town.clocks(), CHECK, () -> town.door().isOpen(viewer));
    return new LiveView(
        camera,
        town.clear()::watch,
        false,
        timing,
        town.clocks(),
        CLEAR_CHECK,
        () -> holds(permit, camera) && session.stillYes());
  }

  /// Time, habilitation and act: whatever ends first ends the view, and is in the ledger.
  private static boolean holds(Permit permit, CameraId camera) {
    try {
      permit.check(permit.right(), camera);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  private void upgrade(HttpServletRequest in, HttpServletResponse out, LiveView view) {
    handshake.doHandshake(
        new ServletServerHttpRequest(new WithoutOffers(in)),
        new ServletServerHttpResponse(out),
        view,
        Map.of());
  }

  /// Refuses what is no WebSocket of our own page, before anything is written into the ledger: a
  /// browser sends the page's origin, and another site's page must not watch with our cookie.
  private static void requireWebSocket(ServerRequest request) {
    var headers = request.headers();
    if (!"websocket".equalsIgnoreCase(headers.firstHeader("Upgrade"))) {
      throw Problem.badRequest("this address is a WebSocket");
    }
    var origin = headers.firstHeader("Origin");
    if (origin != null && !isOf(origin, headers.firstHeader("Host"))) {
      throw new Problem(ProblemCode.CSRF);
    }
  }

  private static boolean isOf(String origin, @Nullable String host) {
    try {
      return host != null && host.equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Browsers offer to compress messages; pictures are compressed already, and trying costs more
  /// than all the rest of a live view. Tomcat takes every offer that it sees.
  private static final class WithoutOffers extends HttpServletRequestWrapper {

    private static final String OFFERS = "Sec-WebSocket-Extensions";

    WithoutOffers(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(OFFERS) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(OFFERS)
          ? Collections.emptyEnumeration()
          : super.getHeaders(name);
    }
  }
}
