package org.vigie.server.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;

/// Second factors: setting them up, asking for them, taking them away. Each change is in the ledger
/// before it holds.
///
/// Safe for any thread.
public final class SecondFactors {

  private static final Logger LOG = System.getLogger(SecondFactors.class.getName());

  private final SqlFactors stored;
  private final Passkeys passkeys;
  private final FactorKey key;
  private final Tries tries;
  private final Governance governance;
  private final Clocks clocks;
  private final HalfIn<SetUp> settingUp;

  SecondFactors(SqlStore store, FactorKey key, Tries tries, Governance governance, Clocks clocks) {
    this.stored = new SqlFactors(store);
    this.passkeys = new Passkeys(store, governance, clocks);
    this.key = key;
    this.tries = tries;
    this.governance = governance;
    this.clocks = clocks;
    this.settingUp = new HalfIn<>(clocks);
  }

  private record SetUp(String person, byte[] secret) {}

  /// A secret for an authenticator app, until a code shows that it has arrived there.
  ///
  /// @param token stands for it, for five minutes
  /// @param key to be typed
  /// @param address to be shown as a QR code
  public record AppOffer(String token, String key, String address) {}

  /// What a person has.
  public Factors of(String person) {
    return new Factors(
        stored.findApp(person).map(SqlFactors.App::added),
        passkeys.list(person),
        stored.codesLeft(person));
  }

  /// Offers a secret; nothing is stored.
  ///
  /// @param issuer whose console it is, as the app shows it
  /// @param name of the person, as the app shows it
  AppOffer offerApp(String person, String issuer, String name) {
    var secret = Totp.freshSecret();
    var token = settingUp.begin(new SetUp(person, secret));
    return new AppOffer(token, Base32.encode(secret), Totp.address(secret, issuer, name));
  }

  /// Sets the app up, in place of any earlier one.
  ///
  /// @return recovery codes, where the person has none that are left; they are told once
  /// @throws DoorRefused if the code is not the app's, or the offer is too old
  List<String> setUpApp(String person, String token, String code) throws DoorRefused {
    var offer =
        settingUp
            .find(token)
            .filter(one -> one.person().equals(person))
            .orElseThrow(DoorRefused.SignInOver::new);
    var step = Totp.match(offer.secret(), plain(code), clocks.wall(), Long.MIN_VALUE);
    if (step.isEmpty()) {
      throw new DoorRefused.WrongCode();
    }
    if (settingUp.end(token).isEmpty()) {
      throw new DoorRefused.SignInOver();
    }
    governance.note("account.factor-set-up", person, Map.of("factor", "APP"));
    stored.putApp(person, key.seal(person, offer.secret()), clocks.wall(), step.getAsLong());
    return codesForTheFirst(person);
  }

  Passkeys passkeys() {
    return passkeys;
  }

  /// Recovery codes for whoever has none that are left.
  List<String> codesForTheFirst(String person) {
    return stored.codesLeft(person) > 0 ? List.of() : newCodes(person);
  }

  void removeApp(String person) {
    governance.note("account.factor-removed", person, Map.of("factor", "APP"));
    stored.removeApp(person);
  }

  /// Fresh recovery codes, which take the place of all earlier ones; they are told once.
  List<String> newCodes(String person) {
    var codes = RecoveryCodes.fresh();
    governance.note("account.recovery-codes-made", person, Map.of("codes", codes.size()));
    stored.putCodes(
        person, codes.stream().map(c -> key.mark(person, RecoveryCodes.normal(c))).toList());
    return codes;
  }

  /// Takes a code of the person's app, or one of their recovery codes.
  ///
  /// @return which it was, as the ledger writes it
  String check(String person, String typed) throws DoorRefused {
    var wait = tries.begin(person);
    if (wait.isPresent()) {
      throw new DoorRefused.TooManyTries(wait.get());
    }
    var code = plain(typed);
    boolean right = Totp.isCode(code) ? takeAppCode(person, code) : spend(person, code);
    if (!right) {
      governance.note("session.refused", person, Map.of("why", "second factor"));
      throw new DoorRefused.WrongCode();
    }
    tries.succeeded(person);
    return Totp.isCode(code) ? "app" : "recovery-code";
  }

  private boolean takeAppCode(String person, String code) {
    var app = stored.findApp(person);
    if (app.isEmpty()) {
      return false;
    }
    var secret = key.unseal(person, app.get().secret());
    if (secret.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "keys/sign-in.key does not open what users.db holds of {0}: their authenticator app is"
              + " refused. Bring that file back from the backup that users.db came from, or have"
              + " an administrator reset their second factors",
          person);
      return false;
    }
    var step = Totp.match(secret.get(), code, clocks.wall(), app.get().step());
    return step.isPresent() && stored.take(person, step.getAsLong());
  }

  private boolean spend(String person, String code) {
    var mark = key.mark(person, RecoveryCodes.normal(code));
    if (!stored.hasCode(person, mark)) {
      return false;
    }
    governance.note(
        "account.recovery-code-used", person, Map.of("left", stored.codesLeft(person) - 1));
    return stored.spend(person, mark, clocks.wall());
  }

  /// Takes all that a person has away; governance has asked whether `actor` may.
  void reset(String actor, String person, String reason) {
    governance.note("account.factors-reset", actor, Map.of("person", person, "reason", reason));
    stored.reset(person, actor, clocks.wall());
  }

  /// The resets of a person from an instant on, newest first.
  List<FactorReset> resets(String person, Instant since) {
    return stored.resets(person, since);
  }

  private static String plain(String typed) {
    return typed.replaceAll("\\s", "");
  }
}
