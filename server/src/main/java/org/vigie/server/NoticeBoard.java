package org.vigie.server;

import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Actors;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.Figures;
import org.vigie.server.notice.Notice;

/// The public page as the running town makes it (R51, R52). Drawn anew every few seconds at most,
/// however many people ask; counts every minute. Safe for any thread.
final class NoticeBoard {

  /// How often it is seen whether what is declared has changed.
  static final Duration EVERY = Duration.ofSeconds(10);

  private static final Duration DRAW_EVERY = Duration.ofSeconds(5);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(60);
  private static final System.Logger LOG = System.getLogger(NoticeBoard.class.getName());

  private final Town town;
  private final NoticeFacts facts;
  private final NoticeTally tally;
  private @Nullable Drawn drawn;
  private @Nullable Counted counted;

  NoticeBoard(Town town) {
    this.town = town;
    this.facts = new NoticeFacts(town);
    this.tally = new NoticeTally(town.governance().ledger());
  }

  /// What is declared now.
  ///
  /// @param bytes of `declaration.json`
  /// @param sha256 of them
  /// @param at by the elapsed clock
  record Drawn(Declaration declaration, byte[] bytes, String sha256, Duration at) {}

  private record Counted(Figures figures, Duration at) {}

  /// What is missing of what a public page must say.
  enum Gap {
    ADDRESS,
    RESPONSIBLE,
    ASK,
    POSITION,
    FIELD_OF_VIEW,
    PURPOSE,
    PURPOSE_OUTSIDE_ACT;

    /// Whether the page cannot be published without it.
    boolean isVital() {
      return this == RESPONSIBLE || this == ASK;
    }
  }

  /// @param camera whose it is; absent where it is the town's
  record Missing(Gap gap, Optional<String> camera) {}

  synchronized Drawn now() {
    var now = town.clocks().elapsed();
    var last = drawn;
    if (last == null || now.minus(last.at()).compareTo(DRAW_EVERY) >= 0) {
      var declaration = facts.declaration();
      var bytes = Json.bytes(declaration);
      last = new Drawn(declaration, bytes, sha256(bytes), now);
      drawn = last;
    }
    return last;
  }

  private synchronized Figures figures() {
    var now = town.clocks().elapsed();
    var last = counted;
    if (last == null || now.minus(last.at()).compareTo(COUNT_EVERY) >= 0) {
      last = new Counted(facts.figures(tally.lastYear(town.clocks().wall())), now);
      counted = last;
    }
    return last.figures();
  }

  /// The page as data.
  Notice notice() {
    var publication = town.governance().notices().publication();
    return new Notice(
        now().declaration(),
        figures(),
        publication.map(made -> new Notice.Publication(made.sha256(), made.at(), made.entry())));
  }

  /// The page, once it is published.
  ///
  /// @throws Problem until then
  Notice published() {
    requirePublished();
    return notice();
  }

  void requirePublished() {
    if (town.governance().notices().publication().isEmpty()) {
      throw new Problem(ProblemCode.NOTICE_NOT_PUBLISHED);
    }
  }

  /// Publishes what is declared now; the ledger has its hash first.
  ///
  /// @param reason a sentence; empty where none was given
  void publish(String person, String reason) throws Refused {
    synchronized (this) {
      drawn = null;
    }
    var vital =
        missing().stream().map(Missing::gap).filter(Gap::isVital).map(NoticeBoard::key).toList();
    if (!vital.isEmpty()) {
      throw new Problem(ProblemCode.NOTICE_INCOMPLETE, "missing", String.join(", ", vital));
    }
    var unused = town.governance().notices().publish(person, now().sha256(), reason);
  }

  private static String key(Gap gap) {
    return "public." + gap.name().toLowerCase(Locale.ROOT);
  }

  /// A demo publishes its own page, unless it was made before there were such pages.
  void publishDemo() {
    if (town.governance().notices().publication().isEmpty()
        && missing().stream().noneMatch(missing -> missing.gap().isVital())) {
      try {
        publish(Actors.LOCAL_ADMINISTRATOR, "");
      } catch (Refused e) {
        LOG.log(Level.WARNING, "The demo's public page is not published: " + e.getMessage());
      }
    }
  }

  /// Publishes what has changed, and reads on in the ledger. Call it every [#EVERY].
  void round() {
    try {
      town.governance().notices().keepUp(now().sha256());
      tally.readOn(town.clocks().wall());
    } catch (LedgerUnavailable e) {
      LOG.log(
          Level.WARNING, "The public page's change is not in the ledger yet: " + e.getMessage());
    }
  }

  /// What should be added to the configuration.
  List<Missing> missing() {
    var declared = now().declaration();
    var missing = new ArrayList<Missing>();
    if (declared.address().isEmpty()) {
      missing.add(new Missing(Gap.ADDRESS, Optional.empty()));
    }
    if (declared.whom().responsible().isEmpty()) {
      missing.add(new Missing(Gap.RESPONSIBLE, Optional.empty()));
    }
    if (declared.whom().ask().isEmpty()) {
      missing.add(new Missing(Gap.ASK, Optional.empty()));
    }
    for (var camera : declared.cameras()) {
      var id = Optional.of(camera.id());
      if (camera.position().isEmpty()) {
        missing.add(new Missing(Gap.POSITION, id));
      }
      if (camera.fieldOfView().isEmpty()) {
        missing.add(new Missing(Gap.FIELD_OF_VIEW, id));
      }
      if (camera.purpose().isEmpty()) {
        missing.add(new Missing(Gap.PURPOSE, id));
      } else if (!isCovered(declared, camera)) {
        missing.add(new Missing(Gap.PURPOSE_OUTSIDE_ACT, id));
      }
    }
    return missing;
  }

  /// A camera that does not record serves nothing that an act should name.
  private static boolean isCovered(Declaration declared, Declaration.Camera camera) {
    var act = camera.act().flatMap(declared::recordingAct);
    return act.isEmpty() || act.get().purposes().contains(camera.purpose().orElseThrow());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
