package org.vigie.custody;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.vigie.verify.footage.Header;

/// A custodian's own keys, on the custodian's own machine. Whoever holds it overwrites it with
/// [#close] when it is no longer needed. Used by one thread.
public final class CustodianKeys implements AutoCloseable {

  private final Custodian custodian;
  private final byte[] sealing;
  private final byte[] signing;

  private CustodianKeys(String person, byte[] sealing, byte[] signing) {
    this.custodian =
        new Custodian(
            person,
            new X25519PrivateKeyParameters(sealing).generatePublicKey().getEncoded(),
            new Ed25519PrivateKeyParameters(signing).generatePublicKey().getEncoded());
    this.sealing = sealing;
    this.signing = signing;
  }

  /// Makes new keys.
  ///
  /// @param person pseudonymous staff id of whose they are
  /// @throws CustodyRefused if it is none
  public static CustodianKeys create(String person) throws CustodyRefused {
    if (!Texts.isPerson(person)) {
      throw new CustodyRefused(
          "A staff id has 1 to 40 lower-case letters, digits and hyphens: '" + person + "'.");
    }
    var random = new SecureRandom();
    return new CustodianKeys(
        person,
        new X25519PrivateKeyParameters(random).getEncoded(),
        new Ed25519PrivateKeyParameters(random).getEncoded());
  }

  static CustodianKeys of(String person, byte[] sealing, byte[] signing) {
    return new CustodianKeys(person, sealing, signing);
  }

  /// Both private keys, one after the other. Whoever gets them overwrites them.
  byte[] secrets() {
    var both = Arrays.copyOf(sealing, sealing.length + signing.length);
    System.arraycopy(signing, 0, both, sealing.length, signing.length);
    return both;
  }

  /// What everybody may know of them.
  public Custodian custodian() {
    return custodian;
  }

  /// Says yes to a request: opens the own share of each reel and encrypts it to the request's key.
  /// What the request says has been shown to the custodian, and they have agreed.
  ///
  /// @param envelopes of the request's reels, in its order
  /// @throws CustodyRefused if it is their own request, too late, or for a reel, a set or an
  ///     envelope that is not what the request says it is
  public Approval approve(OpeningRequest request, List<Envelope> envelopes, Instant now)
      throws CustodyRefused {
    if (request.person().equals(custodian.person())) {
      throw new CustodyRefused("You asked for this yourself: another custodian has to approve it.");
    }
    if (!now.isBefore(request.until())) {
      throw new CustodyRefused("This request ended at %s.".formatted(request.until()));
    }
    var reels = request.reels();
    if (envelopes.size() != reels.size()) {
      throw new CustodyRefused(
          "The request is for %d reels and came with %d envelopes."
              .formatted(reels.size(), envelopes.size()));
    }
    var shares = new ArrayList<byte[]>();
    for (int i = 0; i < envelopes.size(); i++) {
      shares.add(passOn(request, reels.get(i), envelopes.get(i)));
    }
    return Approval.sign(request.hash(), custodian.id(), shares, signing);
  }

  private byte[] passOn(OpeningRequest request, Header reel, Envelope envelope)
      throws CustodyRefused {
    if (!Arrays.equals(envelope.headerHash(), reel.hash())) {
      throw new CustodyRefused("An envelope is of another reel than the request says.");
    }
    if (!Arrays.equals(envelope.setHash(), request.set())) {
      throw new CustodyRefused("An envelope is for another set of custodians than is asked.");
    }
    for (int index = 1; index <= envelope.sealed().size(); index++) {
      var share = envelope.open(index, sealing);
      if (share.isPresent()) {
        var passed = Hpke.seal(request.key(), request.passingOn(reel.hash(), index), share.get());
        Arrays.fill(share.get(), (byte) 0);
        return passed;
      }
    }
    throw new CustodyRefused(
        "No share of the envelope of %s opens with your key: you are not of its custodians."
            .formatted(reel.reel()));
  }

  byte[] sign(byte[] message) {
    return Signatures.sign(signing, message);
  }

  /// Overwrites the private keys.
  @Override
  public void close() {
    Arrays.fill(sealing, (byte) 0);
    Arrays.fill(signing, (byte) 0);
  }
}
