package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.vigie.base.NtpState;
import org.vigie.desk.Alert;
import org.vigie.desk.DismissReason;
import org.vigie.desk.DrawingPreview;
import org.vigie.desk.FieldStep;
import org.vigie.desk.Incident;
import org.vigie.desk.IncidentKind;
import org.vigie.desk.Light;
import org.vigie.desk.LineKind;
import org.vigie.desk.Missing;
import org.vigie.desk.RuleStanding;
import org.vigie.governance.LiftGround;
import org.vigie.governance.Norm;
import org.vigie.governance.Right;
import org.vigie.governance.Role;
import org.vigie.governance.access.AccessHow;
import org.vigie.governance.access.ExtensionGround;
import org.vigie.governance.access.Finding;
import org.vigie.governance.access.RefusalGround;
import org.vigie.governance.time.ClockStep;
import org.vigie.governance.viewing.ViewingAnswer;
import org.vigie.governance.viewing.ViewingKind;
import org.vigie.model.AlarmKind;
import org.vigie.model.EventType;
import org.vigie.model.GapReason;
import org.vigie.model.LivePace;
import org.vigie.server.door.Account;
import org.vigie.server.door.Door;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.door.Stage;
import org.vigie.server.door.Visit;
import org.vigie.server.door.WallShape;

/// The document and the server say the same.
class OpenApiTest {

  private static final Pattern ROUTE =
      Pattern.compile("\\(?(GET|POST|DELETE) && (/(?:api/|public)\\S*?)\\)?");

  private final ApiDocument document = ApiDocument.get();

  @Test
  void every_documented_operation_has_a_route_and_every_route_is_documented(@TempDir Path folder)
      throws Exception {
    try (var town = new TestTown(folder);
        var door =
            Door.open(
                Files.createDirectories(folder.resolve("others")),
                DoorSettings.OFFERED,
                town.governance,
                town.clocks);
        var units = new FieldUnits(town.clocks);
        var shelf = new ExportShelf(folder.resolve("shelf"), town.clocks)) {
      var settings = ServerSettings.local("T", "1", false, 0, folder, folder);
      var parts =
          new Town(
              settings,
              town.governance,
              town.recorder,
              town.clips,
              town.desk,
              town.drawings,
              town.alarms,
              town.views,
              town.steering,
              town.clock,
              town.live,
              town.clear,
              town.masks,
              List::of,
              List::of,
              door,
              town.clocks);
      var routes =
          Routes.of(
              parts,
              new MaskedFilms(parts),
              new SessionCookie(false),
              new Feeds(parts),
              shelf,
              new NoticeBoard(parts),
              AccessStores.open(folder.resolve("other"), town.governance.accessKeys()),
              units);
      assertThat(listed(routes)).isEqualTo(document.operations().keySet());
    }
  }

  @Test
  void what_needs_no_session_is_the_same_in_both() {
    var open = new TreeSet<String>();
    for (var operation : document.operations().entrySet()) {
      if (operation.getValue().has("security")) {
        open.add(operation.getKey().substring(operation.getKey().indexOf('/')));
      }
    }
    assertThat(open).containsExactlyInAnyOrder(Routes.OPEN);
  }

  @Test
  void every_reference_leads_somewhere() {
    var references = document.root().findValuesAsString("$ref");
    assertThat(references).isNotEmpty();
    for (var reference : references) {
      assertThat(document.root().at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    }
  }

  @Test
  void closed_lists_are_those_of_the_program() {
    assertThat(document.words("Right")).isEqualTo(names(Right.values()));
    assertThat(document.words("Role")).isEqualTo(names(Role.values()));
    assertThat(document.words("Stage")).isEqualTo(names(Stage.values()));
    assertThat(document.words("EventType")).isEqualTo(names(EventType.values()));
    assertThat(document.words("AlarmKind")).isEqualTo(names(AlarmKind.values()));
    assertThat(document.words("Norm"))
        .isEqualTo(names(Norm.values()).stream().filter(n -> !n.equals("NONE")).toList());
    assertThat(document.words("GapReason")).isEqualTo(names(GapReason.values()));
    assertThat(document.words("FieldStep")).isEqualTo(names(FieldStep.values()));
    assertThat(document.words("DismissReason")).isEqualTo(names(DismissReason.values()));
    assertThat(document.words("AlertState")).isEqualTo(names(Alert.State.values()));
    assertThat(document.words("ProblemCode")).isEqualTo(names(ProblemCode.values()));
    assertThat(document.words("ClockKept")).isEqualTo(names(NtpState.Kept.values()));
    assertThat(document.words("ClockStepKind")).isEqualTo(names(ClockStep.Kind.values()));
    assertThat(document.words("Light")).isEqualTo(names(Light.values()));
    assertThat(document.words("MissingKind")).isEqualTo(names(Missing.Kind.values()));
    assertThat(document.words("RuleStanding"))
        .containsAll(names(RuleStanding.Mode.values()))
        .hasSize(RuleStanding.Mode.values().length + 1);
    assertThat(document.words("AccessHow")).isEqualTo(names(AccessHow.values()));
    assertThat(document.words("AccessExtensionGround")).isEqualTo(names(ExtensionGround.values()));
    assertThat(document.words("AccessFinding")).isEqualTo(names(Finding.values()));
    assertThat(document.words("AccessRefusal")).isEqualTo(names(RefusalGround.values()));
    assertThat(document.words("AccessOutcome")).isEqualTo(names(AccessApi.Outcome.values()));
    assertThat(document.words("AccessEditKind")).isEqualTo(names(AccessFilmApi.Kind.values()));
    assertThat(document.words("ViewingKind")).isEqualTo(names(ViewingKind.values()));
    assertThat(document.words("ViewingAnswer")).isEqualTo(names(ViewingAnswer.values()));
    assertThat(document.words("LivePace")).isEqualTo(names(LivePace.values()));
    assertThat(document.words("Way")).isEqualTo(names(Account.Way.values()));
    assertThat(document.words("WallShape")).isEqualTo(names(WallShape.values()));
    assertThat(document.words("LiftGround")).isEqualTo(names(LiftGround.values()));
    assertThat(document.words("IncidentKind")).isEqualTo(names(IncidentKind.values()));
    assertThat(document.words("IncidentStatus")).isEqualTo(names(Incident.Status.values()));
    assertThat(document.words("LineKind")).isEqualTo(names(LineKind.values()));
    assertThat(document.words("DrawingChange")).isEqualTo(names(DrawingPreview.Change.values()));
    assertThat(document.words("VisitState")).isEqualTo(names(Visit.State.values()));
    assertThat(document.words("VisitWhy")).isEqualTo(names(Visit.Why.values()));
    assertThat(document.words("StopScope")).isEqualTo(names(TownApi.Scope.values()));
  }

  @Test
  void every_problem_has_both_languages_and_no_parameter_left() {
    var params = new HashMap<String, String>();
    for (var name :
        "least reason reason_fr name camera alert incident shift person what missing needed free most minutes years layer"
            .split(" ")) {
      params.put(name, "9");
    }
    params.put("seconds", "3600");
    for (var code : ProblemCode.values()) {
      for (boolean french : new boolean[] {true, false}) {
        var body = code.body(params, french);
        assertThat(body.title() + body.detail()).doesNotContain("{").doesNotContain("}");
      }
      assertThat(code.body(params, true).title()).isNotEqualTo(code.body(params, false).title());
    }
  }

  @Test
  void how_long_at_most_is_said_as_people_say_it() {
    var said =
        Map.of(
            "1830 days", 5 * 366 * 86_400,
            "24 hours", 86_400,
            "10 minutes", 600,
            "1 hour", 3_600,
            "90 seconds", 90);
    said.forEach(
        (length, seconds) ->
            assertThat(
                    ProblemCode.SPAN_TOO_LONG
                        .body(Map.of("seconds", String.valueOf(seconds)), false)
                        .detail())
                .isEqualTo("Ask for at most " + length + "."));
    assertThat(ProblemCode.SPAN_TOO_LONG.body(Map.of("seconds", "86400"), true).detail())
        .isEqualTo("Demandez au plus 24 heures.");
  }

  private static List<String> names(Enum<?>[] constants) {
    return Stream.of(constants).map(Enum::name).toList();
  }

  private static Set<String> listed(RouterFunction<?> routes) {
    var found = new TreeSet<String>();
    routes.accept(
        new RouterFunctions.Visitor() {
          @Override
          public void startNested(RequestPredicate predicate) {}

          @Override
          public void endNested(RequestPredicate predicate) {}

          @Override
          public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            var match = ROUTE.matcher(predicate.toString());
            if (match.matches()) {
              found.add(match.group(1) + " " + match.group(2));
            }
          }

          @Override
          public void resources(Function<ServerRequest, java.util.Optional<Resource>> lookup) {}

          @Override
          public void attributes(java.util.Map<String, Object> attributes) {}

          @Override
          public void unknown(RouterFunction<?> function) {}
        });
    return found;
  }
}
