package org.vigie.server;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Repeated;
import org.vigie.desk.AlarmBoard;
import org.vigie.desk.Desk;
import org.vigie.desk.Drawings;
import org.vigie.desk.Views;
import org.vigie.desk.steer.Steering;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;
import org.vigie.governance.time.TownClock;
import org.vigie.model.ClearPictures;
import org.vigie.model.LivePictures;
import org.vigie.model.MaskedCopies;
import org.vigie.recording.Recorder;
import org.vigie.recording.clips.ClipStore;
import org.vigie.server.door.Door;
import org.vigie.server.door.Visits;
import org.vigie.server.machine.CertificateWatch;
import org.vigie.server.machine.ReceiverView;

/// The running server of one town. Closed by whoever started it, before what it was given.
public final class VigieServer implements AutoCloseable {

  private static final String DEMO_OPERATOR = "operator";
  private static final String TRAINER = "trainer";
  private static final String TRAINEE = "trainee";

  /// Held, because the log manager forgets the level of a logger that nobody holds.
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("org.springframework"),
          Logger.getLogger("org.apache"),
          Logger.getLogger("org.flywaydb"));

  private final Closing closing;
  private final URI url;
  private final Optional<URI> oneTimeLink;
  private final Optional<URI> traineeLink;
  private final Town town;
  private final NoticeBoard notice;
  private final AccessRound access;
  private final Optional<CertificateWatch> certificate;

  private VigieServer(
      Closing closing,
      URI url,
      Optional<URI> oneTimeLink,
      Optional<URI> traineeLink,
      Town town,
      NoticeBoard notice,
      AccessRound access,
      Optional<CertificateWatch> certificate) {
    this.closing = closing;
    this.url = url;
    this.oneTimeLink = oneTimeLink;
    this.traineeLink = traineeLink;
    this.town = town;
    this.notice = notice;
    this.access = access;
    this.certificate = certificate;
  }

  /// Starts listening; returns once requests are answered.
  ///
  /// @throws BadInput if the settings cannot be used: names the key and what would be right
  /// @throws IOException with a plain message if users.db cannot be opened or the port is taken
  public static VigieServer start(
      ServerSettings settings,
      Governance governance,
      Recorder recorder,
      ClipStore clips,
      Desk desk,
      Drawings drawings,
      AlarmBoard alarms,
      Views views,
      Steering steering,
      TownClock clock,
      LivePictures live,
      ClearPictures clear,
      MaskedCopies copies,
      CameraDirectory cameras,
      Supplier<List<ReceiverView>> receivers,
      Clocks clocks)
      throws BadInput, IOException {
    settings.check();
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    var closing = new Closing();
    try {
      var door = closing.add(Door.open(settings.data(), settings.door(), governance, clocks));
      var town =
          new Town(
              settings,
              governance,
              recorder,
              clips,
              desk,
              drawings,
              alarms,
              views,
              steering,
              clock,
              live,
              clear,
              copies,
              cameras,
              receivers,
              door,
              clocks);
      var shelf = closing.add(new ExportShelf(settings.data().resolve("exports"), clocks));
      var feeds = new Feeds(town);
      var films = new MaskedFilms(town);
      var board = new NoticeBoard(town);
      var access = AccessStores.open(settings.data(), governance.accessKeys());
      var units = closing.add(new FieldUnits(clocks));
      var context = closing.add(context(town, films, shelf, feeds, board, access, units));
      // Before the context: open streams would keep it waiting.
      closing.add(feeds);
      refresh(context, settings);
      var server = context.getWebServer();
      var url = url(settings, server == null ? 0 : server.getPort());
      var keeper = new ClipKeeper(town, films);
      closing.add(Repeated.start("clips", ClipKeeper.BETWEEN_ROUNDS, keeper::round));
      // An exercise says nothing in public, not even that it is one.
      if (settings.demo() && settings.exercise().isEmpty()) {
        board.publishDemo();
      }
      closing.add(Repeated.start("notice", NoticeBoard.EVERY, board::round));
      closing.add(Repeated.start("visits", Visits.EVERY, door.visits()::round));
      var requests = new AccessRound(town, access);
      closing.add(Repeated.start("access", AccessRound.EVERY, requests::round));
      var certificate = certificate(settings, server, alarms, clocks);
      certificate.ifPresent(
          watch ->
              closing.add(Repeated.start("certificate", CertificateWatch.EVERY, watch::round)));
      return new VigieServer(
          closing,
          url,
          link(settings, door).map(url::resolve),
          traineeLink(settings, door).map(url::resolve),
          town,
          board,
          requests,
          certificate);
    } catch (IOException | RuntimeException e) {
      closeAfter(closing, e);
      throw e;
    }
  }

  /// Where the console is.
  public URI url() {
    return url;
  }

  /// The link to be printed once: it lets the first administrator choose name and password, or
  /// signs the demo's operator in. Empty where somebody can sign in already.
  public Optional<URI> oneTimeLink() {
    return oneTimeLink;
  }

  /// Accounts and how people prove who they are.
  public Door door() {
    return town.door();
  }

  /// The link that signs the trainee of an exercise in, once; empty in any other town.
  public Optional<URI> traineeLink() {
    return traineeLink;
  }

  /// What has come of the exercise by now, as JSON; empty in any other town.
  public Optional<byte[]> debrief() {
    return town.settings()
        .exercise()
        .map(exercise -> Json.bytes(TrainingApi.answer(town, exercise)));
  }

  /// Watches what browsers are shown; nothing on plain HTTP.
  Optional<CertificateWatch> certificate() {
    return certificate;
  }

  /// Publishes by now what the public page's next round would.
  void keepNoticeUp() {
    notice.round();
  }

  /// Does by now what the next round over the requests for access would.
  void keepAccess() {
    access.round();
  }

  @Override
  public void close() {
    closing.close();
  }

  private static AnnotationConfigServletWebServerApplicationContext context(
      Town town,
      MaskedFilms films,
      ExportShelf shelf,
      Feeds feeds,
      NoticeBoard board,
      AccessStores access,
      FieldUnits units) {
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.registerBean(Town.class, () -> town);
    context.registerBean(MaskedFilms.class, () -> films);
    context.registerBean(NoticeBoard.class, () -> board);
    context.registerBean(AccessStores.class, () -> access);
    context.registerBean(ServerSettings.class, town::settings);
    context.registerBean(
        SessionCookie.class, () -> new SessionCookie(town.settings().tls().isPresent()));
    // Closed here, not by Spring, in an order that is written down.
    context.registerBean(ExportShelf.class, () -> shelf, bean -> bean.setDestroyMethodName(""));
    context.registerBean(FieldUnits.class, () -> units, bean -> bean.setDestroyMethodName(""));
    context.registerBean(Feeds.class, () -> feeds, bean -> bean.setDestroyMethodName(""));
    context.register(ServerConfiguration.class);
    return context;
  }

  private static void refresh(
      AnnotationConfigServletWebServerApplicationContext context, ServerSettings settings)
      throws IOException {
    try {
      context.refresh();
    } catch (RuntimeException e) {
      throw new IOException(
          "The server cannot listen on %s port %d: %s"
              .formatted(settings.host(), settings.port(), innermost(e)),
          e);
    }
  }

  /// Watches what browsers are shown; nothing on plain HTTP.
  private static Optional<CertificateWatch> certificate(
      ServerSettings settings, @Nullable WebServer server, AlarmBoard alarms, Clocks clocks)
      throws IOException {
    if (settings.tls().isEmpty() || !(server instanceof TomcatWebServer tomcat)) {
      return Optional.empty();
    }
    var tls = settings.tls().get();
    return Optional.of(
        new CertificateWatch(
            tls.certificate(), tls.key(), () -> Tomcats.reload(tomcat, tls), alarms, clocks));
  }

  private static String innermost(Throwable error) {
    var cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static URI url(ServerSettings settings, int port) {
    var scheme = settings.tls().isPresent() ? "https" : "http";
    var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create(scheme + "://" + host + ":" + port + "/");
  }

  private static Optional<String> link(ServerSettings settings, Door door) throws IOException {
    if (!settings.demo()) {
      return door.firstRunPath();
    }
    try {
      return Optional.of(door.demoPath(settings.exercise().isPresent() ? TRAINER : DEMO_OPERATOR));
    } catch (Refused e) {
      throw new IOException("The demo's operator cannot be made: " + e.getMessage(), e);
    }
  }

  private static Optional<String> traineeLink(ServerSettings settings, Door door)
      throws IOException {
    if (settings.exercise().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(door.traineePath(TRAINEE));
    } catch (Refused e) {
      throw new IOException("The trainee cannot be made: " + e.getMessage(), e);
    }
  }

  private static void closeAfter(Closing closing, Exception cause) {
    try {
      closing.close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
