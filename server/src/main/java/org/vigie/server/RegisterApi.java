package org.vigie.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.governance.ledger.Recorded;

/// Registers as tables for spreadsheets, a line for each entry, or for each reel where an entry is
/// about many. Written while the ledger is read, so that a month of a large town costs no memory.
final class RegisterApi {

  private static final Duration LONGEST = Duration.ofDays(366);

  /// What has a column of its own; all else stands in the last one.
  private static final List<String> COLUMNS =
      List.of("camera", "cameras", "from", "to", "reel", "act", "reference", "reason", "why");

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
              var writer = out.getWriter();
              writer.write("entry,at,kind,actor," + String.join(",", COLUMNS) + ",more\r\n");
              town.governance()
                  .ledger()
                  .replay(
                      register::takes,
                      recorded -> {
                        if (!recorded.at().isBefore(span.from())
                            && recorded.at().isBefore(span.to())) {
                          lines(recorded, writer);
                        }
                      });
              writer.flush();
              return null;
            });
  }

  private static void lines(Recorded recorded, Writer writer) {
    try {
      var facts = recorded.entry().facts();
      if (facts.get("reels") instanceof List<?> reels) {
        for (var one : reels) {
          if (one instanceof Map<?, ?> reel) {
            var all = new HashMap<Object, Object>(facts);
            all.remove("reels");
            all.putAll(reel);
            line(recorded, all, writer);
          }
        }
      } else {
        line(recorded, facts, writer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void line(Recorded recorded, Map<?, ?> facts, Writer writer) throws IOException {
    var line = new StringBuilder();
    line.append(recorded.index()).append(',').append(recorded.at());
    line.append(',').append(recorded.entry().kind());
    line.append(',').append(Csv.cell(recorded.entry().actor()));
    COLUMNS.forEach(name -> line.append(',').append(Csv.cell(words(facts.get(name)))));
    var more = new TreeMap<String, String>();
    facts.forEach(
        (name, value) -> {
          if (!COLUMNS.contains(String.valueOf(name))) {
            more.put(String.valueOf(name), words(value));
          }
        });
    line.append(',').append(Csv.cell(words(more)));
    writer.write(line.append("\r\n").toString());
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list -> String.join("; ", list.stream().map(RegisterApi::words).toList());
      case Map<?, ?> map ->
          String.join(
              ", ",
              map.entrySet().stream().map(e -> e.getKey() + "=" + words(e.getValue())).toList());
      default -> value.toString();
    };
  }
}
