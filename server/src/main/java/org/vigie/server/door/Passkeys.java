package org.vigie.server.door;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.governance.Governance;

/// Passkeys, WebAuthn level 3. One is taken only where its owner was verified by their own device,
/// by
/// what they know or are: so it counts as both factors. Which make of authenticator it is is not
/// asked, because nothing here depends on it.
///
/// Safe for any thread.
final class Passkeys {

  /// So many of one person nobody needs.
  static final int MOST = 20;

  private static final int CHALLENGE_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SqlPasskeys stored;
  private final Governance governance;
  private final Clocks clocks;
  private final HalfIn<Asked> asked;
  private final ObjectConverter objects = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);
  private final AttestedCredentialDataConverter data = new AttestedCredentialDataConverter(objects);

  /// A challenge, the site that it is good for, and whose new passkey it is for; of a sign-in
  /// nobody's.
  private record Asked(byte[] challenge, Site site, String person) {}

  Passkeys(SqlStore store, Governance governance, Clocks clocks) {
    this.stored = new SqlPasskeys(store);
    this.governance = governance;
    this.clocks = clocks;
    this.asked = new HalfIn<>(clocks);
  }

  List<Passkey> list(String person) {
    return stored.list(person).stream().map(SqlPasskeys.Row::passkey).toList();
  }

  /// A challenge for a new passkey of a person, or for any that is there.
  ///
  /// @param person nobody's is `""`
  PasskeyChallenge ask(Site site, String person) {
    var challenge = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(challenge);
    var token = asked.begin(new Asked(challenge, site, person));
    var known = person.isEmpty() ? List.<SqlPasskeys.Row>of() : stored.list(person);
    return new PasskeyChallenge(
        token,
        challenge,
        site.name(),
        handle(person),
        known.stream().map(SqlPasskeys.Row::credential).toList());
  }

  /// Adds the passkey that a browser made for a challenge.
  ///
  /// @param name that its person gives it
  /// @throws DoorRefused if it is not what was asked for
  void add(String person, String token, String name, byte[] clientData, byte[] attestation)
      throws DoorRefused {
    var challenge = spend(token, person);
    if (stored.list(person).size() >= MOST) {
      throw new DoorRefused.PasskeyRefused("no more than " + MOST);
    }
    var row = verify(challenge, person, name, clientData, attestation);
    if (stored.find(row.credential()).isPresent()) {
      throw new DoorRefused.PasskeyRefused("it is there already");
    }
    governance.note("account.factor-set-up", person, Map.of("factor", "PASSKEY"));
    stored.add(row);
  }

  private SqlPasskeys.Row verify(
      Asked challenge, String person, String name, byte[] clientData, byte[] attestation)
      throws DoorRefused {
    var parameters =
        PasskeyChallenge.ALGORITHMS.stream()
            .map(COSEAlgorithmIdentifier::create)
            .map(a -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, a))
            .toList();
    try {
      var made =
          manager.verify(
              new RegistrationRequest(attestation, clientData),
              new RegistrationParameters(property(challenge), parameters, true, true));
      var authenticator =
          Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
      var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
      return new SqlPasskeys.Row(
          new Passkey(
              RandomIds.hex(8), name, challenge.site().name(), clocks.wall(), Optional.empty()),
          person,
          credential.getCredentialId(),
          data.convert(credential),
          authenticator.getSignCount());
    } catch (DataConversionException | VerificationException e) {
      throw new DoorRefused.PasskeyRefused(String.valueOf(e.getMessage()));
    }
  }

  /// Whose passkey has said yes.
  ///
  /// @throws DoorRefused if none has, or not to this challenge, on this site, by its owner
  String check(Assertion assertion) throws DoorRefused {
    var challenge = spend(assertion.token(), "");
    var row =
        stored
            .find(assertion.credential())
            .orElseThrow(() -> new DoorRefused.PasskeyRefused("it is not known here"));
    try {
      var said =
          manager.verify(
              new AuthenticationRequest(
                  assertion.credential(),
                  assertion.userHandle(),
                  assertion.authenticatorData(),
                  assertion.clientData(),
                  assertion.signature()),
              new AuthenticationParameters(property(challenge), record(row), null, true, true));
      if (assertion.userHandle().length > 0
          && !Arrays.equals(assertion.userHandle(), handle(row.person()))) {
        throw new DoorRefused.PasskeyRefused("it is somebody else's");
      }
      long counter = Objects.requireNonNull(said.getAuthenticatorData()).getSignCount();
      stored.used(row.credential(), counter, clocks.wall());
      return row.person();
    } catch (DataConversionException | VerificationException e) {
      governance.note("session.refused", row.person(), Map.of("why", "passkey"));
      throw new DoorRefused.PasskeyRefused(String.valueOf(e.getMessage()));
    }
  }

  void remove(String person, String id) {
    governance.note("account.factor-removed", person, Map.of("factor", "PASSKEY"));
    stored.remove(person, id);
  }

  /// A challenge is good once, for what it was made for.
  private Asked spend(String token, String person) throws DoorRefused {
    return asked
        .end(token)
        .filter(one -> one.person().equals(person))
        .orElseThrow(DoorRefused.SignInOver::new);
  }

  private static ServerProperty property(Asked challenge) {
    return ServerProperty.builder()
        .origin(new Origin(challenge.site().origin()))
        .rpId(challenge.site().name())
        .challenge(new DefaultChallenge(challenge.challenge()))
        .build();
  }

  private CredentialRecordImpl record(SqlPasskeys.Row row) {
    return new CredentialRecordImpl(
        null, null, null, null, row.counter(), data.convert(row.data()), null, null, null, null);
  }

  /// How a passkey names its person: by the pseudonymous id, which says nothing to others.
  private static byte[] handle(String person) {
    return person.getBytes(StandardCharsets.UTF_8);
  }
}
