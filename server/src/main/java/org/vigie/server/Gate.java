package org.vigie.server;

import static org.vigie.governance.Right.ADMINISTER;
import static org.vigie.governance.Right.ANSWER_ACCESS;
import static org.vigie.governance.Right.ATTEND;
import static org.vigie.governance.Right.CONFIGURE;
import static org.vigie.governance.Right.EXPORT;
import static org.vigie.governance.Right.INSPECT;
import static org.vigie.governance.Right.JUDGE;
import static org.vigie.governance.Right.OVERSEE;
import static org.vigie.governance.Right.PLAY_BACK;
import static org.vigie.governance.Right.RELAY_CLEAR;
import static org.vigie.governance.Right.SEE_CLEAR;
import static org.vigie.governance.Right.STEER;
import static org.vigie.governance.Right.STOP;
import static org.vigie.governance.Right.VIEW_LIVE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;

/// Turns away who holds none of the rights that an address takes, before its body is read. Whoever
/// passes still needs a permit for what they then ask for, such as this camera and that hour.
///
/// The same table, for people, with the addresses that take no right: design/roles.md, which a test
/// holds against the server.
final class Gate implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  private static final String DRAWING_SAVE = "POST /api/cameras/{camera}/drawing";
  private static final String DRAWING_VERSIONS = "GET /api/cameras/{camera}/drawing/versions";

  /// By method and pattern; any one of the rights lets pass. `/api/live` is not among them: it is
  /// refused by its permit, after the page that asks was found to be our own.
  private static final Map<String, List<Right>> TAKES = takes();

  private static Map<String, List<Right>> takes() {
    var takes = new TreeMap<String, List<Right>>();
    put(takes, List.of(ADMINISTER), "POST /api/clock/confirm", "POST /api/acts/suspend");
    put(takes, List.of(ADMINISTER), "POST /api/acts/resume", "POST /api/acts/revoke");
    put(takes, List.of(CONFIGURE), "POST /api/cameras/{camera}/view");
    put(takes, List.of(CONFIGURE), DRAWING_SAVE, DRAWING_SAVE + "/preview");
    put(takes, List.of(CONFIGURE, ADMINISTER), "POST /api/cameras/{camera}/masks");
    put(takes, List.of(CONFIGURE, INSPECT), DRAWING_VERSIONS, DRAWING_VERSIONS + "/{version}");
    put(takes, List.of(ADMINISTER), "GET /api/people", "POST /api/people");
    put(takes, List.of(ADMINISTER), "POST /api/people/{person}/link");
    put(takes, List.of(ADMINISTER), "POST /api/people/{person}/end");
    put(takes, List.of(ADMINISTER), "POST /api/people/{person}/factors/reset");
    put(takes, List.of(ADMINISTER), "POST /api/people/{person}/readmit");
    put(takes, List.of(ADMINISTER), "GET /api/program-keys", "POST /api/program-keys");
    put(takes, List.of(ADMINISTER), "POST /api/program-keys/{key}/end");
    put(takes, List.of(ADMINISTER, INSPECT), "GET /api/visits");
    put(takes, List.of(ADMINISTER, INSPECT), "GET /api/visits/{visit}/protocol");
    put(takes, List.of(ADMINISTER, INSPECT), "GET /api/visits/{visit}/record");
    put(takes, List.of(ADMINISTER), "POST /api/visits");
    put(takes, List.of(ADMINISTER, STOP), "POST /api/visits/{visit}/end");
    put(takes, List.of(ADMINISTER), "GET /api/sessions", "POST /api/sessions/{session}/end");
    put(takes, List.of(ADMINISTER), "GET /api/notice/preview", "POST /api/notice/publish");
    put(takes, List.of(ADMINISTER), "POST /api/notice/exemption");
    put(takes, List.of(INSPECT), "GET /api/training");
    put(takes, List.of(OVERSEE), "GET /api/viewing", "POST /api/viewing/{entry}/answer");
    put(takes, List.of(OVERSEE), "POST /api/ledger/{index}/words/erase");
    put(takes, List.of(STOP), "POST /api/stops", "POST /api/stops/resume");
    put(takes, List.of(SEE_CLEAR), "POST /api/lifts", "POST /api/lifts/{lift}/extend");
    put(takes, List.of(SEE_CLEAR, STOP), "POST /api/lifts/{lift}/end");
    put(takes, List.of(JUDGE), "GET /api/signals", "POST /api/signals/{signal}/acknowledge");
    put(takes, List.of(STEER), "POST /api/sources/{camera}/open");
    put(takes, List.of(STEER, STOP), "POST /api/sources/{camera}/end");
    put(takes, List.of(RELAY_CLEAR), "POST /api/relays/{relay}/open");
    put(takes, List.of(RELAY_CLEAR, STOP), "POST /api/relays/openings/{opening}/end");
    put(takes, List.of(VIEW_LIVE), "POST /api/wall/layouts");
    put(takes, List.of(VIEW_LIVE), "DELETE /api/wall/layouts/{layout}");
    put(takes, List.of(ATTEND, JUDGE), "GET /api/field");
    put(takes, List.of(ATTEND), "GET /api/field/alerts/{alert}/still");
    put(takes, List.of(ATTEND), "POST /api/field/alerts/{alert}/steps");
    put(takes, List.of(ATTEND), "POST /api/field/position", "POST /api/field/off-duty");
    put(takes, List.of(PLAY_BACK), "GET /api/cameras/{camera}/playback");
    put(takes, List.of(PLAY_BACK), "GET /api/cameras/{camera}/glimpses");
    put(takes, List.of(PLAY_BACK), "GET /api/cameras/{camera}/movement");
    put(takes, List.of(PLAY_BACK), "GET /api/alerts/{alert}/clip", "GET /api/alerts/{alert}/still");
    put(takes, List.of(STEER, CONFIGURE, ADMINISTER), "GET /api/cameras/{camera}/steering/presets");
    for (var order : List.of("move", "stop", "preset", "home", "release", "patrol", "auxiliary")) {
      put(takes, List.of(STEER), "POST /api/cameras/{camera}/steering/" + order);
    }
    put(takes, List.of(CONFIGURE), "POST /api/cameras/{camera}/steering/remember");
    put(takes, List.of(JUDGE), "POST /api/alerts/{alert}/confirm");
    put(takes, List.of(JUDGE), "POST /api/alerts/{alert}/dismiss");
    put(takes, List.of(JUDGE), "POST /api/cameras/{camera}/rules/{rule}/snooze");
    put(takes, List.of(JUDGE), "POST /api/cameras/{camera}/rules/{rule}/snooze/end");
    put(takes, List.of(JUDGE, INSPECT), "GET /api/incidents", "GET /api/incidents/{incident}");
    put(takes, List.of(JUDGE, INSPECT), "GET /api/shifts", "GET /api/shifts/{shift}");
    put(takes, List.of(JUDGE, INSPECT), "GET /api/shifts/{shift}/paper");
    put(takes, List.of(JUDGE), "POST /api/incidents", "POST /api/incidents/{incident}/lines");
    put(takes, List.of(JUDGE), "POST /api/bookmarks", "POST /api/shifts/hand-over");
    put(takes, List.of(JUDGE), "POST /api/shifts/{shift}/acknowledge");
    put(takes, List.of(CONFIGURE), "POST /api/cameras/{camera}/rules/{rule}/scenes");
    put(takes, List.of(CONFIGURE), "POST /api/cameras/{camera}/rules/{rule}/arm");
    put(takes, List.of(CONFIGURE), "POST /api/cameras/{camera}/rules/{rule}/shadow");
    put(takes, List.of(EXPORT), "POST /api/cases", "POST /api/exports", "POST /api/holds");
    put(takes, List.of(EXPORT), "POST /api/holds/{hold}/review", "POST /api/holds/{hold}/release");
    put(takes, List.of(PLAY_BACK, EXPORT, ANSWER_ACCESS), "POST /api/openings");
    put(takes, List.of(INSPECT), "GET /api/registers/{register}/csv", "GET /api/access-cases/csv");
    put(takes, List.of(INSPECT), "POST /api/inspections");
    put(takes, List.of(INSPECT, ADMINISTER), "GET /api/dossier");
    put(takes, List.of(ANSWER_ACCESS, INSPECT), "GET /api/access-cases");
    put(takes, List.of(ANSWER_ACCESS, INSPECT), "GET /api/access-cases/{case}");
    put(takes, List.of(ANSWER_ACCESS), "POST /api/access-cases");
    for (var step : List.of("places", "identity", "search", "extend", "answer", "films")) {
      put(takes, List.of(ANSWER_ACCESS), "POST /api/access-cases/{case}/" + step);
    }
    for (var letter : List.of("receipt", "letter")) {
      put(takes, List.of(ANSWER_ACCESS), "GET /api/access-cases/{case}/" + letter);
    }
    for (var step : List.of("edits", "copy", "approve")) {
      put(takes, List.of(ANSWER_ACCESS), "POST /api/access-cases/{case}/films/{film}/" + step);
    }
    for (var film : List.of("view", "copy", "look")) {
      put(takes, List.of(ANSWER_ACCESS), "GET /api/access-cases/{case}/films/{film}/" + film);
    }
    return Map.copyOf(takes);
  }

  private static void put(Map<String, List<Right>> takes, List<Right> anyOf, String... addresses) {
    for (var address : addresses) {
      takes.put(address, anyOf);
    }
  }

  private final Governance governance;

  Gate(Town town) {
    this.governance = town.governance();
  }

  @Override
  public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    var pattern = request.attribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE).orElse("");
    var anyOf = TAKES.get(request.method().name() + " " + pattern);
    if (anyOf != null) {
      require(governance, request, anyOf);
    }
    return next.handle(request);
  }

  /// For what only the body tells.
  static void require(Governance governance, ServerRequest request, List<Right> anyOf)
      throws Refused {
    var camera = request.pathVariables().get("camera");
    var about =
        camera != null && CameraId.isValid(camera)
            ? Set.of(new CameraId(camera))
            : Set.<CameraId>of();
    var path = request.path();
    governance.require(
        Asker.of(request).person(),
        anyOf,
        about,
        request.method() + " " + path.substring(0, Math.min(path.length(), 200)));
  }
}
