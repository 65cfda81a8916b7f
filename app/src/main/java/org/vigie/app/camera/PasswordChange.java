package org.vigie.app.camera;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigie.app.FleetBook;
import org.vigie.app.FleetFact;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.base.login.Credentials;
import org.vigie.onvif.OnvifException;

/// Gives one account of one device a new random password, and leaves a camera that opens whatever
/// breaks: the new password is on disk before the camera is told, and takes the old one's place
/// only
/// after the camera has taken it.
final class PasswordChange {

  /// What became of it.
  ///
  /// @param said a sentence part for people; never a password
  record Fate(Kind kind, String said) {
    enum Kind {
      CHANGED,
      /// The old one holds.
      KEPT,
      /// Neither is known to open it: both are on disk.
      UNSURE
    }
  }

  /// Without what people mistake for each other. Cameras take at least so much, and no signs.
  private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final int LENGTH = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TownConfig town;
  private final SharedLogin login;
  private final FleetBook book;
  private final String old;

  PasswordChange(TownConfig town, SharedLogin login) {
    this.town = town;
    this.login = login;
    this.book = new FleetBook(town);
    this.old = login.first().login().orElseThrow().password();
  }

  /// 16 letters and digits, some of each kind: 93 bits.
  static String random() {
    while (true) {
      var made =
          RANDOM
              .ints(LENGTH, 0, (UPPER + LOWER + DIGITS).length())
              .mapToObj(at -> String.valueOf((UPPER + LOWER + DIGITS).charAt(at)))
              .collect(Collectors.joining());
      if (made.chars().anyMatch(c -> UPPER.indexOf(c) >= 0)
          && made.chars().anyMatch(c -> LOWER.indexOf(c) >= 0)
          && made.chars().anyMatch(c -> DIGITS.indexOf(c) >= 0)) {
        return made;
      }
    }
  }

  /// @throws BadInput if nothing was done: the ledger, the files or the configuration do not allow
  /// it
  Fate run() throws BadInput, IOException {
    book.requireRunning();
    var secret = login.secret(town);
    var broken = secret.next();
    if (broken.isPresent()) {
      return finish(secret, broken.get());
    }
    try (var onvif = AskedCamera.open(login.first())) {
      var account = onvif.account().orElseThrow();
      account.prove();
      if (account.isOpenToAnybody()) {
        return kept(
            "it tells its users to anybody, so that no password can be proven; see to its"
                + " settings");
      }
      var stream = KeyPicture.opens(login.first(), credentials(old));
      var fresh = random();
      note(FleetFact.PASSWORD_ORDERED, "");
      secret.prepare(fresh);
      account.change(fresh);
      return prove(secret, fresh, stream);
    } catch (OnvifException e) {
      return afterFailure(secret, e);
    }
  }

  private Credentials credentials(String password) {
    return new Credentials(login.first().login().orElseThrow().user(), password);
  }

  /// The camera said that it took it.
  private Fate prove(SecretFile secret, String fresh, KeyPicture.Opens streamBefore)
      throws BadInput, IOException {
    var refused = opens(fresh);
    if (refused.isPresent()) {
      return settle(
          secret, fresh, "it said that it took the new one and then did not: " + refused.get());
    }
    var stream = KeyPicture.opens(login.first(), credentials(fresh));
    if (streamBefore == KeyPicture.Opens.YES && stream == KeyPicture.Opens.NO) {
      return putBack(secret, fresh);
    }
    return changed(
        secret,
        "",
        switch (stream) {
          case YES -> "proven over ONVIF and by its stream";
          case NO -> "proven over ONVIF; its stream took neither the old one nor this";
          case UNKNOWN -> "proven over ONVIF; its stream could not be asked";
        });
  }

  /// The new one opens it, and takes the old one's place. From here on it is changed, whatever else
  /// fails: the town that runs is told of each camera even where the ledger cannot be written.
  ///
  /// @param why for the ledger, may be empty
  private Fate changed(SecretFile secret, String why, String said) throws IOException {
    secret.adopt();
    var also = new ArrayList<String>();
    for (var camera : login.cameras()) {
      try {
        book.note(FleetFact.PASSWORD_CHANGED, camera.id(), facts(why));
      } catch (BadInput | IOException e) {
        also.add("not in the ledger for %s: %s".formatted(camera.id(), e.getMessage()));
      }
    }
    for (var camera : login.cameras()) {
      try {
        book.renewPassword(camera.id());
      } catch (BadInput | IOException e) {
        also.add(
            "the Vigie that runs takes it for %s at its next start only: %s"
                .formatted(camera.id(), e.getMessage()));
      }
    }
    also.addFirst(said);
    return new Fate(Fate.Kind.CHANGED, String.join("; ", also));
  }

  /// Some cameras have users of ONVIF apart from those of their streams: a new password for one of
  /// the two would stop the recording.
  private Fate putBack(SecretFile secret, String fresh) throws BadInput, IOException {
    try (var onvif = AskedCamera.open(login.first(), Optional.of(credentials(fresh)))) {
      onvif.account().orElseThrow().change(old);
    } catch (OnvifException e) {
      return settle(secret, fresh, e.getMessage());
    }
    return settle(
        secret,
        fresh,
        "its stream does not take what ONVIF took, so the old one was put back: it has users of"
            + " ONVIF apart from others");
  }

  private Fate afterFailure(SecretFile secret, OnvifException e) throws BadInput, IOException {
    var fresh = secret.next();
    return fresh.isEmpty() ? kept(e.getMessage()) : settle(secret, fresh.get(), e.getMessage());
  }

  /// Finds out which of the two opens the camera. Each is tried once: cameras lock accounts.
  private Fate settle(SecretFile secret, String fresh, String why) throws BadInput, IOException {
    if (opens(old).isEmpty()) {
      secret.drop();
      note(FleetFact.PASSWORD_KEPT, why);
      return kept(why);
    }
    if (opens(fresh).isEmpty()) {
      return changed(secret, why, "the new one opens it, although: " + why);
    }
    return new Fate(
        Fate.Kind.UNSURE,
        "%s. Neither password opens it now; the new one is in %s.next, and the next call goes on from there"
            .formatted(why, secret.file()));
  }

  private Fate finish(SecretFile secret, String fresh) throws BadInput, IOException {
    if (opens(fresh).isEmpty()) {
      return changed(
          secret,
          "a change that broke off was finished",
          "a change that had broken off is finished");
    }
    if (opens(old).isEmpty()) {
      secret.drop();
      note(FleetFact.PASSWORD_KEPT, "a change that broke off was undone");
      return kept("a change that had broken off is undone; ask again for a new one");
    }
    return new Fate(
        Fate.Kind.UNSURE,
        "a change had broken off, and neither %s nor %s.next opens it now"
            .formatted(secret.file(), secret.file()));
  }

  private static Fate kept(String why) {
    return new Fate(Fate.Kind.KEPT, why);
  }

  /// Why the camera does not open; nothing if it does.
  private Optional<String> opens(String password) throws BadInput {
    try (var onvif = AskedCamera.open(login.first(), Optional.of(credentials(password)))) {
      onvif.account().orElseThrow().prove();
      return Optional.empty();
    } catch (OnvifException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void note(FleetFact what, String why) throws BadInput, IOException {
    for (var camera : login.cameras()) {
      book.note(what, camera.id(), facts(why));
    }
  }

  private Map<String, String> facts(String why) {
    var user = login.first().login().orElseThrow().user();
    return why.isEmpty() ? Map.of("user", user) : Map.of("user", user, "why", why);
  }
}
