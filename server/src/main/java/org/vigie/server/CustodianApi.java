package org.vigie.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.custody.BundleList;
import org.vigie.custody.Custodian;
import org.vigie.custody.CustodianCall;
import org.vigie.custody.CustodyRefused;
import org.vigie.governance.openings.OpeningState;

/// What custodians' programs ask, from machines of their own and without a session: each call is
/// signed with the custodian's key. It shows requests, never pictures.
final class CustodianApi {

  private static final int LONGEST_APPROVAL = 2_000_000;

  private final Town town;

  CustodianApi(Town town) {
    this.town = town;
  }

  ServerResponse set(ServerRequest request) {
    return town.governance()
        .custody()
        .custodians()
        .current()
        .map(set -> text(set.text()))
        .orElseThrow(() -> new Problem(ProblemCode.NO_CUSTODIANS));
  }

  /// What a program that knows an earlier set needs to follow to the present one.
  ServerResponse successions(ServerRequest request) {
    var lines = new StringBuilder();
    town.governance()
        .custody()
        .custodians()
        .successions()
        .forEach(one -> lines.append(one.line()).append('\n'));
    return text(lines.toString());
  }

  ServerResponse requests(ServerRequest request) {
    var custodian = caller(request, new byte[0]);
    return text(BundleList.text(town.governance().custody().openings().waitingFor(custodian)));
  }

  ServerResponse approve(ServerRequest request) throws IOException {
    var body = Texts.body(request, LONGEST_APPROVAL);
    var custodian = caller(request, body.getBytes(StandardCharsets.UTF_8));
    var state = OpeningApi.approve(town, body, custodian.person());
    return text(words(state, custodian, Problems.speaksFrench(request.servletRequest())));
  }

  /// One line for the person, without a time: the program shows the request's own, in their zone.
  private static String words(OpeningState state, Custodian custodian, boolean french) {
    var number = state.request().number();
    if (state.stage() == OpeningState.Stage.OPEN) {
      return (french ? "L'ouverture %s est en vigueur." : "Opening %s is in force.")
          .formatted(number);
    }
    return (french
            ? "%s a approuvé l'ouverture %s ; il faut encore un autre dépositaire."
            : "%s has approved opening %s; another custodian has to.")
        .formatted(custodian.person(), number);
  }

  private Custodian caller(ServerRequest request, byte[] body) {
    var headers = request.headers();
    var given = headers.firstHeader(CustodianCall.HEADER);
    var host = headers.firstHeader("Host");
    try {
      return new CustodianCall(
              request.method().name(), request.path(), host == null ? "" : host, body)
          .caller(
              given == null ? "" : given,
              town.governance().custody().custodians()::find,
              town.clocks().wall());
    } catch (CustodyRefused e) {
      throw new Problem(ProblemCode.NO_CUSTODIAN, "reason", e.getMessage() + "");
    }
  }

  private static ServerResponse text(String text) {
    return ServerResponse.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
