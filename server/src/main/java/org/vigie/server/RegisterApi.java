package org.vigie.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;

/// Registers as tables for spreadsheets. Written while the ledger is read, so that a month of a
/// large town costs no memory.
final class RegisterApi {

  private static final Duration LONGEST = Duration.ofDays(366);

  private final Town town;

  RegisterApi(Town town) {
    this.town = town;
  }

  ServerResponse csv(ServerRequest request) throws Refused {
    var register =
        Register.of(request.pathVariable("register"))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    var span = Query.span(request, LONGEST);
    var person = Asker.of(request).person();
    // The register of who looked at registers is the ledger itself.
    town.governance()
        .permit(
            person,
            Right.INSPECT,
            Set.of(),
            Optional.empty(),
            "register %s from %s to %s".formatted(register.word(), span.from(), span.to()))
        .use(Right.INSPECT);
    var name =
        "%s-%s-%s.csv"
            .formatted(
                register.word(),
                span.from().toString().substring(0, 10),
                span.to().toString().substring(0, 10));
    return ServerResponse.ok()
        .header(HttpHeaders.CONTENT_TYPE, new MediaType("text", "csv", StandardCharsets.UTF_8) + "")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build(
            (in, out) -> {
              var table = new RegisterTable(span, out.getWriter());
              town.governance().ledger().replay(register::takes, table::take);
              table.flush();
              return null;
            });
  }
}
