package org.vigie.custody;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.verify.footage.Header;

/// A request under way on the server: gathers approvals, and gives reel keys from the second on
/// until its end. Everything secret is in memory only and is overwritten by [#close].
///
/// Safe for any thread.
public final class Opening implements AutoCloseable {

  private final OpeningRequest request;
  private final CustodianSet set;
  private final List<Header> reels;
  private final Clocks clocks;
  private final byte[] privateKey;

  /// Shares by custodian, from 1; each list in the order of the request's reels.
  private final Map<Integer, List<byte[]>> approved = new TreeMap<>();

  private @Nullable Map<String, byte[]> keys;
  private boolean closed;

  private Opening(
      OpeningRequest request,
      CustodianSet set,
      List<Header> reels,
      byte[] privateKey,
      Clocks clocks) {
    this.request = request;
    this.set = set;
    this.reels = reels;
    this.privateKey = privateKey;
    this.clocks = clocks;
  }

  /// Begins an opening with a key pair of its own.
  ///
  /// @param ask makes the request, given the public key
  /// @param set the custodians to whom the request's reels are sealed
  /// @throws CustodyRefused if the request asks for something else than it says
  public static Opening begin(Function<byte[], OpeningRequest> ask, CustodianSet set, Clocks clocks)
      throws CustodyRefused {
    var pair = new X25519PrivateKeyParameters(new SecureRandom());
    var request = ask.apply(pair.generatePublicKey().getEncoded());
    if (!Arrays.equals(request.set(), set.hash())) {
      throw new CustodyRefused("The request is for another set of custodians.");
    }
    return new Opening(request, set, request.reels(), pair.getEncoded(), clocks);
  }

  public OpeningRequest request() {
    return request;
  }

  /// Takes an approval.
  ///
  /// @return who gave it
  /// @throws CustodyRefused with the reason, if it counts for nothing: another request's, not
  ///     signed by one of the set, the same custodian again, the person who asks, a share that does
  ///     not open, too late
  public synchronized Custodian accept(Approval approval) throws CustodyRefused {
    requireOpen();
    if (!Arrays.equals(approval.request(), request.hash())) {
      throw new CustodyRefused("This approval is of another request.");
    }
    int index =
        set.indexOf(approval.custodian())
            .orElseThrow(
                () -> new CustodyRefused("This approval is by nobody of the set of custodians."));
    var custodian = set.member(index);
    if (!approval.isSignedBy(custodian)) {
      throw new CustodyRefused("The signature of %s does not hold.".formatted(custodian));
    }
    if (custodian.person().equals(request.person())) {
      throw new CustodyRefused(
          "%s asked for this and cannot approve it.".formatted(custodian.person()));
    }
    if (approved.containsKey(index)) {
      throw new CustodyRefused("%s has approved already.".formatted(custodian));
    }
    approved.put(index, shares(approval, index, custodian));
    joinWith(index);
    return custodian;
  }

  private List<byte[]> shares(Approval approval, int index, Custodian custodian)
      throws CustodyRefused {
    if (approval.shares().size() != reels.size()) {
      throw new CustodyRefused(
          "%s approved with %d shares for %d reels."
              .formatted(custodian, approval.shares().size(), reels.size()));
    }
    var shares = new byte[reels.size()][];
    for (int i = 0; i < shares.length; i++) {
      var info = request.passingOn(reels.get(i).hash(), index);
      shares[i] =
          Hpke.open(privateKey, info, approval.shares().get(i))
              .filter(share -> share.length == Hpke.KEY_BYTES)
              .orElseThrow(
                  () ->
                      new CustodyRefused(
                          "A share of %s does not open with this request's key."
                              .formatted(custodian)));
    }
    return List.of(shares);
  }

  /// Joins the newest shares with each other custodian's, until a pair fits all commitments: one
  /// wrong share spoils only the pairs that it is in.
  private void joinWith(int newest) {
    for (int other : List.copyOf(approved.keySet())) {
      if (keys == null && other != newest) {
        keys = join(other, newest).orElse(null);
      }
    }
  }

  private Optional<Map<String, byte[]>> join(int first, int second) {
    var joined = new HashMap<String, byte[]>();
    for (int i = 0; i < reels.size(); i++) {
      var one = approved.getOrDefault(first, List.of()).get(i);
      var other = approved.getOrDefault(second, List.of()).get(i);
      var key = Shares.join(first, one, second, other);
      joined.put(reels.get(i).reel(), key);
      if (!reels.get(i).commitsTo(key)) {
        wipe(joined);
        return Optional.empty();
      }
    }
    return Optional.of(joined);
  }

  /// Who has approved, in the set's order.
  public synchronized List<Custodian> approvers() {
    return approved.keySet().stream().map(set::member).toList();
  }

  /// Whether keys can be had now.
  public synchronized boolean isOpen() {
    return !closed && keys != null && clocks.wall().isBefore(request.until());
  }

  /// Whether enough have approved and the keys still do not fit: then a share was wrong, or the
  /// envelopes are not what was sealed, and another custodian is needed.
  public synchronized boolean isSpoiled() {
    return keys == null && approved.size() >= Shares.THRESHOLD;
  }

  /// The key of one of the request's reels, while it is open. Whoever gets it overwrites it after
  /// use.
  public synchronized Optional<byte[]> key(String reel) {
    var open = keys;
    if (open == null || !isOpen()) {
      return Optional.empty();
    }
    return Optional.ofNullable(open.get(reel)).map(byte[]::clone);
  }

  public Instant until() {
    return request.until();
  }

  private void requireOpen() throws CustodyRefused {
    if (closed || !clocks.wall().isBefore(request.until())) {
      throw new CustodyRefused("This request has ended; ask again.");
    }
  }

  /// Overwrites everything that was secret. The second call does nothing.
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(privateKey, (byte) 0);
    approved.values().forEach(shares -> shares.forEach(share -> Arrays.fill(share, (byte) 0)));
    if (keys != null) {
      wipe(keys);
    }
  }

  private static void wipe(Map<String, byte[]> secrets) {
    secrets.values().forEach(secret -> Arrays.fill(secret, (byte) 0));
  }
}
