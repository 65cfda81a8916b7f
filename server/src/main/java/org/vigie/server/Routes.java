package org.vigie.server;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.training.ExerciseMark;

/// Every address of the server, in one place and in order. Those under /api and /public are those
/// of
/// openapi.yaml, which a test holds against this list.
final class Routes {

  /// The addresses that need no session; the same that openapi.yaml marks `security: []`.
  static final String[] OPEN = {
    "/api/health",
    "/api/welcome",
    "/api/openapi.yaml",
    "/api/sign-in",
    "/api/sign-in/code",
    "/api/sign-in/passkey",
    "/api/sign-in/passkey/begin",
    "/api/sign-in/provider",
    "/api/sign-in/provider/begin",
    "/api/links",
    "/api/links/spend",
    "/api/ledger/cosignatures",
    "/api/signals/from/{source}",
    "/api/custodian/set",
    "/api/custodian/successions",
    "/api/custodian/requests",
    "/api/custodian/approvals",
    "/public",
    "/public/vigie.json",
    "/public/declaration.json",
    "/public/cameras.geojson",
    "/public/sign/{camera}.pdf"
  };

  private Routes() {}

  static RouterFunction<ServerResponse> of(
      Town town,
      MaskedFilms films,
      SessionCookie cookie,
      Feeds feeds,
      ExportShelf shelf,
      NoticeBoard board,
      AccessStores access,
      FieldUnits units) {
    var door = new DoorApi(town, cookie);
    var passkeys = new PasskeyApi(town, door);
    var all =
        RouterFunctions.route()
            .add(door(door, passkeys, new ProviderApi(town, door, cookie)))
            .add(account(new AccountApi(town, cookie), passkeys))
            .add(
                town(
                    new TownApi(town),
                    new AlarmApi(town),
                    new ClockApi(town),
                    new MachineApi(town)))
            .add(acts(new ActApi(town)))
            .add(cameras(new CameraApi(town), new LiveApi(town)))
            .add(map(new MapApi(town)))
            .add(field(new FieldApi(town, films, units)))
            .add(drawing(new DrawingApi(town)))
            .add(steering(new SteerApi(town)))
            .add(lifts(new LiftApi(town)))
            .add(relays(new RelayApi(town)))
            .add(signals(new SignalApi(town)))
            .add(sources(new SourceApi(town)))
            .add(wall(new WallApi(town)))
            .add(alerts(new AlertApi(town, films, feeds)))
            .add(snoozes(new SnoozeApi(town)))
            .add(log(new IncidentApi(town), new ShiftApi(town)))
            .add(commissioning(new CommissioningApi(town)))
            .add(review(new ReviewApi(town, films), new SearchApi(town)))
            .add(exports(new ExportApi(town, shelf), new CaseApi(town, films, shelf)))
            .add(days(new DayApi(town)))
            .add(counts(new CountApi(town)))
            .add(ledger(new LedgerApi(town), new RegisterApi(town), new WitnessApi(town)))
            .add(inspections(new InspectionApi(town, shelf, board)))
            .add(people(new PeopleApi(town), new SessionApi(town)))
            .add(programs(new ProgramKeyApi(town)))
            .add(visits(new VisitApi(town)))
            .add(holds(new HoldApi(town)))
            .add(custody(new CustodyApi(town), new OpeningApi(town), new CustodianApi(town)))
            .add(access(new AccessApi(town, access), new AccessFilmApi(town, films, access)))
            .add(viewing(new ViewingApi(town)))
            .add(
                RouterFunctions.route()
                    .GET("/api/training", new TrainingApi(town)::debrief)
                    .build())
            .add(notice(new NoticeApi(town, board)))
            .add(dossier(new DossierApi(town, board)))
            .add(pages(new PagesApi(town), new MetricsApi(town)))
            .filter(new GuestGate())
            .filter(new Gate(town))
            .build();
    var routes = town.settings().exercise().isPresent() ? all.filter(new ExerciseMark()) : all;
    // Outside the gate, whose refusals are answers too.
    return RouterFunctions.route().add(routes).onError(error -> true, Problems::answer).build();
  }

  private static RouterFunction<ServerResponse> door(
      DoorApi door, PasskeyApi passkeys, ProviderApi provider) {
    return RouterFunctions.route()
        .GET("/api/health", door::health)
        .GET("/api/welcome", door::welcome)
        .GET("/api/openapi.yaml", door::document)
        .POST("/api/sign-in", door::signIn)
        .POST("/api/sign-in/code", door::secondFactor)
        .POST("/api/sign-in/passkey/begin", passkeys::begin)
        .POST("/api/sign-in/passkey", passkeys::signIn)
        .POST("/api/sign-in/provider/begin", provider::begin)
        .POST("/api/sign-in/provider", provider::finish)
        .POST("/api/sign-out", door::signOut)
        .POST("/api/links", door::describeLink)
        .POST("/api/links/spend", door::spendLink)
        .build();
  }

  private static RouterFunction<ServerResponse> account(AccountApi account, PasskeyApi passkeys) {
    return RouterFunctions.route()
        .GET("/api/me", account::me)
        .POST("/api/me/password", account::changePassword)
        .GET("/api/me/sessions", account::sessions)
        .POST("/api/me/sessions/end-others", account::endOtherSessions)
        .POST("/api/me/sessions/{session}/end", account::endSession)
        .GET("/api/me/lock", account::lockFacts)
        .POST("/api/me/lock", account::lock)
        .POST(AccountApi.PRESENCE, account::presence)
        .POST("/api/me/prove", account::prove)
        .GET("/api/me/factors", account::factors)
        .POST("/api/me/factors/app", account::offerApp)
        .POST("/api/me/factors/app/confirm", account::confirmApp)
        .POST("/api/me/factors/app/remove", account::removeApp)
        .POST("/api/me/factors/passkeys", passkeys::offer)
        .POST("/api/me/factors/passkeys/confirm", passkeys::confirm)
        .POST("/api/me/factors/passkeys/{passkey}/remove", passkeys::remove)
        .POST("/api/me/factors/recovery-codes", account::newRecoveryCodes)
        .build();
  }

  private static RouterFunction<ServerResponse> town(
      TownApi town, AlarmApi alarms, ClockApi clock, MachineApi machine) {
    return RouterFunctions.route()
        .GET("/api/town", town::status)
        .GET("/api/alarms", alarms::list)
        .GET("/api/clock", clock::get)
        .GET("/api/machine", machine::get)
        .POST("/api/clock/confirm", clock::confirm)
        .GET("/api/stops", town::stops)
        .POST("/api/stops", town::stop)
        .POST("/api/stops/resume", town::resume)
        .build();
  }

  private static RouterFunction<ServerResponse> acts(ActApi acts) {
    return RouterFunctions.route()
        .GET("/api/acts", acts::list)
        .POST("/api/acts/suspend", acts::suspend)
        .POST("/api/acts/resume", acts::resume)
        .POST("/api/acts/revoke", acts::revoke)
        .build();
  }

  private static RouterFunction<ServerResponse> cameras(CameraApi cameras, LiveApi live) {
    return RouterFunctions.route()
        .GET("/api/cameras", cameras::list)
        .GET("/api/cameras/{camera}", cameras::get)
        .POST("/api/cameras/{camera}/view", cameras::confirmView)
        .GET("/api/live/{camera}", live::live)
        .build();
  }

  private static RouterFunction<ServerResponse> map(MapApi map) {
    return RouterFunctions.route()
        .GET("/api/map", map::get)
        .GET("/api/map/layers/{layer}", map::layer)
        .GET("/api/map/tiles", map::tiles)
        .build();
  }

  private static RouterFunction<ServerResponse> field(FieldApi field) {
    return RouterFunctions.route()
        .GET("/api/field", field::get)
        .GET("/api/field/alerts/{alert}/still", field::still)
        .POST("/api/field/alerts/{alert}/steps", field::step)
        .POST("/api/field/position", field::position)
        .POST("/api/field/off-duty", field::offDuty)
        .build();
  }

  private static RouterFunction<ServerResponse> drawing(DrawingApi drawing) {
    return RouterFunctions.route()
        .GET("/api/cameras/{camera}/drawing", drawing::get)
        .POST("/api/cameras/{camera}/drawing", drawing::save)
        .POST("/api/cameras/{camera}/drawing/preview", drawing::preview)
        .GET("/api/cameras/{camera}/masks", drawing::masks)
        .POST("/api/cameras/{camera}/masks", drawing::saveMasks)
        .GET("/api/cameras/{camera}/drawing/versions", drawing::versions)
        .GET("/api/cameras/{camera}/drawing/versions/{version}", drawing::version)
        .build();
  }

  private static RouterFunction<ServerResponse> lifts(LiftApi lifts) {
    return RouterFunctions.route()
        .GET("/api/lifts", lifts::list)
        .POST("/api/lifts", lifts::begin)
        .POST("/api/lifts/{lift}/extend", lifts::extend)
        .POST("/api/lifts/{lift}/end", lifts::end)
        .build();
  }

  private static RouterFunction<ServerResponse> relays(RelayApi relays) {
    return RouterFunctions.route()
        .GET("/api/relays", relays::list)
        .POST("/api/relays/{relay}/open", relays::open)
        .POST("/api/relays/openings/{opening}/end", relays::end)
        .build();
  }

  private static RouterFunction<ServerResponse> sources(SourceApi sources) {
    return RouterFunctions.route()
        .GET("/api/sources", sources::list)
        .POST("/api/sources/{camera}/open", sources::open)
        .POST("/api/sources/{camera}/end", sources::end)
        .build();
  }

  private static RouterFunction<ServerResponse> signals(SignalApi signals) {
    return RouterFunctions.route()
        .GET("/api/signals", signals::list)
        .GET("/api/signals/sources", signals::sources)
        .POST("/api/signals/from/{source}", signals::take)
        .POST("/api/signals/{signal}/acknowledge", signals::acknowledge)
        .build();
  }

  private static RouterFunction<ServerResponse> wall(WallApi wall) {
    return RouterFunctions.route()
        .GET("/api/wall/layouts", wall::list)
        .POST("/api/wall/layouts", wall::save)
        .DELETE("/api/wall/layouts/{layout}", wall::remove)
        .build();
  }

  private static RouterFunction<ServerResponse> alerts(AlertApi alerts) {
    return RouterFunctions.route()
        .GET("/api/alerts", alerts::list)
        .GET("/api/alerts/stream", alerts::stream)
        .GET("/api/alerts/reminder", alerts::reminder)
        .GET("/api/alerts/{alert}", alerts::get)
        .GET("/api/alerts/{alert}/clip", alerts::clip)
        .GET("/api/alerts/{alert}/still", alerts::still)
        .POST("/api/alerts/{alert}/confirm", alerts::confirm)
        .POST("/api/alerts/{alert}/dismiss", alerts::dismiss)
        .build();
  }

  private static RouterFunction<ServerResponse> snoozes(SnoozeApi snoozes) {
    return RouterFunctions.route()
        .GET("/api/snoozes", snoozes::list)
        .POST("/api/cameras/{camera}/rules/{rule}/snooze", snoozes::begin)
        .POST("/api/cameras/{camera}/rules/{rule}/snooze/end", snoozes::end)
        .build();
  }

  private static RouterFunction<ServerResponse> log(IncidentApi incidents, ShiftApi shifts) {
    return RouterFunctions.route()
        .GET("/api/incidents", incidents::list)
        .POST("/api/incidents", incidents::open)
        .GET("/api/incidents/{incident}", incidents::get)
        .POST("/api/incidents/{incident}/lines", incidents::write)
        .POST("/api/bookmarks", incidents::bookmark)
        .GET("/api/shifts", shifts::list)
        .POST("/api/shifts/hand-over", shifts::handOver)
        .GET("/api/shifts/{shift}", shifts::get)
        .POST("/api/shifts/{shift}/acknowledge", shifts::acknowledge)
        .GET("/api/shifts/{shift}/paper", shifts::paper)
        .build();
  }

  private static RouterFunction<ServerResponse> commissioning(CommissioningApi commissioning) {
    return RouterFunctions.route()
        .GET("/api/commissioning", commissioning::list)
        .POST("/api/cameras/{camera}/rules/{rule}/scenes", commissioning::stage)
        .POST("/api/cameras/{camera}/rules/{rule}/arm", commissioning::arm)
        .POST("/api/cameras/{camera}/rules/{rule}/shadow", commissioning::shadow)
        .build();
  }

  private static RouterFunction<ServerResponse> review(ReviewApi review, SearchApi search) {
    return RouterFunctions.route()
        .GET("/api/search", search::search)
        .GET("/api/cameras/{camera}/timeline", review::timeline)
        .GET("/api/cameras/{camera}/playback", review::playback)
        .GET("/api/cameras/{camera}/glimpses", review::glimpses)
        .GET("/api/cameras/{camera}/movement", review::movement)
        .build();
  }

  private static RouterFunction<ServerResponse> exports(ExportApi exports, CaseApi cases) {
    return RouterFunctions.route()
        .POST("/api/cases", cases::create)
        .POST("/api/exports", exports::create)
        .GET("/api/exports/{export}", exports::fetch)
        .DELETE("/api/exports/{export}", exports::giveUp)
        .build();
  }

  private static RouterFunction<ServerResponse> days(DayApi days) {
    return RouterFunctions.route()
        .GET("/api/days/{date}", days::days)
        .GET("/api/cameras/{camera}/days/{date}", days::day)
        .GET("/api/cameras/{camera}/months/{month}", days::month)
        .GET("/api/cameras/{camera}/months/{month}/csv", days::csv)
        .build();
  }

  private static RouterFunction<ServerResponse> counts(CountApi counts) {
    return RouterFunctions.route()
        .GET("/api/cameras/{camera}/counts", counts::counts)
        .GET("/api/cameras/{camera}/counts/csv", counts::csv)
        .build();
  }

  private static RouterFunction<ServerResponse> ledger(
      LedgerApi ledger, RegisterApi registers, WitnessApi witnesses) {
    return RouterFunctions.route()
        .GET("/api/ledger", ledger::list)
        .GET("/api/ledger/checkpoint", ledger::checkpoint)
        .GET("/api/ledger/witnesses", witnesses::list)
        .POST("/api/ledger/cosignatures", witnesses::take)
        .GET("/api/ledger/{index}/proof", ledger::proof)
        .POST("/api/ledger/{index}/words/erase", ledger::eraseWords)
        .GET("/api/registers/{register}/csv", registers::csv)
        .build();
  }

  private static RouterFunction<ServerResponse> inspections(InspectionApi inspections) {
    return RouterFunctions.route().POST("/api/inspections", inspections::create).build();
  }

  private static RouterFunction<ServerResponse> people(PeopleApi people, SessionApi sessions) {
    return RouterFunctions.route()
        .GET("/api/people", people::list)
        .POST("/api/people", people::add)
        .POST("/api/people/{person}/link", people::renewLink)
        .POST("/api/people/{person}/end", people::end)
        .POST("/api/people/{person}/readmit", people::readmit)
        .POST("/api/people/{person}/factors/reset", people::resetFactors)
        .GET("/api/sessions", sessions::list)
        .POST("/api/sessions/{session}/end", sessions::end)
        .build();
  }

  private static RouterFunction<ServerResponse> holds(HoldApi holds) {
    return RouterFunctions.route()
        .GET("/api/holds", holds::list)
        .POST("/api/holds", holds::place)
        .POST("/api/holds/{hold}/review", holds::review)
        .POST("/api/holds/{hold}/release", holds::release)
        .build();
  }

  private static RouterFunction<ServerResponse> custody(
      CustodyApi custody, OpeningApi openings, CustodianApi custodians) {
    return RouterFunctions.route()
        .GET("/api/custody", custody::get)
        .POST("/api/custody/sets", custody::name)
        .GET("/api/openings", openings::list)
        .POST("/api/openings", openings::ask)
        .POST("/api/openings/approvals", openings::approve)
        .GET("/api/openings/{number}/bundle", openings::bundle)
        .POST("/api/openings/{number}/end", openings::end)
        .GET("/api/custodian/set", custodians::set)
        .GET("/api/custodian/successions", custodians::successions)
        .GET("/api/custodian/requests", custodians::requests)
        .POST("/api/custodian/approvals", custodians::approve)
        .build();
  }

  private static RouterFunction<ServerResponse> access(AccessApi access, AccessFilmApi films) {
    return RouterFunctions.route()
        .GET("/api/access-cases", access::list)
        .POST("/api/access-cases", access::receive)
        .GET("/api/access-cases/csv", access::csv)
        .GET("/api/access-cases/{case}", access::get)
        .POST("/api/access-cases/{case}/places", access::place)
        .POST("/api/access-cases/{case}/identity", access::identity)
        .POST("/api/access-cases/{case}/search", access::search)
        .POST("/api/access-cases/{case}/extend", access::extend)
        .POST("/api/access-cases/{case}/answer", access::answer)
        .GET("/api/access-cases/{case}/receipt", access::receipt)
        .GET("/api/access-cases/{case}/letter", access::letter)
        .POST("/api/access-cases/{case}/films", films::add)
        .GET("/api/access-cases/{case}/films/{film}/view", films::view)
        .POST("/api/access-cases/{case}/films/{film}/edits", films::edit)
        .POST("/api/access-cases/{case}/films/{film}/copy", films::copy)
        .GET("/api/access-cases/{case}/films/{film}/copy", films::fetch)
        .GET("/api/access-cases/{case}/films/{film}/look", films::look)
        .POST("/api/access-cases/{case}/films/{film}/approve", films::approve)
        .build();
  }

  private static RouterFunction<ServerResponse> viewing(ViewingApi viewing) {
    return RouterFunctions.route()
        .GET("/api/viewing", viewing::list)
        .POST("/api/viewing/{entry}/answer", viewing::answer)
        .build();
  }

  private static RouterFunction<ServerResponse> programs(ProgramKeyApi keys) {
    return RouterFunctions.route()
        .GET("/api/program-keys", keys::list)
        .POST("/api/program-keys", keys::make)
        .POST("/api/program-keys/{key}/end", keys::end)
        .build();
  }

  private static RouterFunction<ServerResponse> visits(VisitApi visits) {
    return RouterFunctions.route()
        .GET("/api/visits", visits::list)
        .POST("/api/visits", visits::open)
        .GET("/api/visits/now", visits::now)
        .POST("/api/visits/{visit}/confirm", visits::confirm)
        .POST("/api/visits/{visit}/end", visits::end)
        .GET("/api/visits/{visit}/protocol", visits::protocol)
        .GET("/api/visits/{visit}/record", visits::record)
        .build();
  }

  private static RouterFunction<ServerResponse> steering(SteerApi steering) {
    return RouterFunctions.route()
        .GET("/api/cameras/{camera}/steering", steering::state)
        .GET("/api/cameras/{camera}/steering/presets", steering::presets)
        .POST("/api/cameras/{camera}/steering/move", steering::move)
        .POST("/api/cameras/{camera}/steering/stop", steering::stop)
        .POST("/api/cameras/{camera}/steering/preset", steering::goTo)
        .POST("/api/cameras/{camera}/steering/home", steering::home)
        .POST("/api/cameras/{camera}/steering/release", steering::release)
        .POST("/api/cameras/{camera}/steering/remember", steering::remember)
        .POST("/api/cameras/{camera}/steering/patrol", steering::patrol)
        .POST("/api/cameras/{camera}/steering/auxiliary", steering::use)
        .build();
  }

  private static RouterFunction<ServerResponse> dossier(DossierApi dossier) {
    return RouterFunctions.route().GET("/api/dossier", dossier::paper).build();
  }

  private static RouterFunction<ServerResponse> notice(NoticeApi notice) {
    return RouterFunctions.route()
        .GET("/api/notice", notice::state)
        .GET("/api/notice/preview", notice::preview)
        .POST("/api/notice/publish", notice::publish)
        .POST("/api/notice/exemption", notice::exempt)
        .GET("/public", notice::page)
        .GET("/public/vigie.json", notice::json)
        .GET("/public/declaration.json", notice::declaration)
        .GET("/public/cameras.geojson", notice::geoJson)
        .GET("/public/sign/{camera}.pdf", notice::sign)
        // What the page itself fetches: no part of the API.
        .path(
            "/public",
            files ->
                files
                    .GET("/", notice::page)
                    .GET("/notice.css", notice::style)
                    .GET("/plex-{weight}.woff2", notice::type)
                    .route(request -> true, Routes::nothing))
        .build();
  }

  private static RouterFunction<ServerResponse> pages(PagesApi pages, MetricsApi metrics) {
    return RouterFunctions.route()
        .GET("/metrics", metrics::metrics)
        .GET("/ledger/checkpoint", pages::checkpoint)
        .GET("/ledger/{*file}", pages::ledger)
        .path("/api", api -> api.route(request -> true, Routes::nothing))
        .GET("/manual", pages::manual)
        .GET("/manual/**", pages::manual)
        .GET("/**", pages::console)
        .route(request -> true, Routes::nothing)
        .build();
  }

  private static ServerResponse nothing(ServerRequest request) {
    throw new Problem(ProblemCode.NOT_FOUND);
  }
}
