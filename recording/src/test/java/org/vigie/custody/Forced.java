package org.vigie.custody;

import java.util.ArrayList;
import java.util.Arrays;

/// A custodian's program from which every check was taken out: what a server must refuse by itself.
public final class Forced {

  private Forced() {}

  /// Says yes to whatever is asked, whoever asked it.
  public static Approval approval(CustodianKeys keys, Bundle bundle) {
    var secrets = keys.secrets();
    var sealing = Arrays.copyOf(secrets, Hpke.KEY_BYTES);
    var signing = Arrays.copyOfRange(secrets, Hpke.KEY_BYTES, secrets.length);
    var request = bundle.request();
    var shares = new ArrayList<byte[]>();
    for (var envelope : bundle.envelopes()) {
      for (int index = 1; index <= envelope.sealed().size(); index++) {
        var share = envelope.open(index, sealing);
        if (share.isPresent()) {
          var info = request.passingOn(envelope.headerHash(), index);
          shares.add(Hpke.seal(request.key(), info, share.get()));
        }
      }
    }
    return Approval.sign(request.hash(), keys.custodian().id(), shares, signing);
  }
}
