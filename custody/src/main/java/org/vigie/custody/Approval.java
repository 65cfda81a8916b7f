package org.vigie.custody;

import java.util.ArrayList;
import java.util.List;

/// One custodian's yes: their shares of a request's reels, encrypted to that opening's own key, and
/// their signature under all of it.
///
/// @param request hash of the request
/// @param custodian id of who approves
/// @param shares by reel, in the request's order
/// @param signature Ed25519
public record Approval(byte[] request, String custodian, List<byte[]> shares, byte[] signature) {

  private static final String MAGIC = "vigie-approval-1";

  public Approval {
    shares = List.copyOf(shares);
  }

  static Approval sign(byte[] request, String custodian, List<byte[]> shares, byte[] signingKey) {
    var signature = Signatures.sign(signingKey, Texts.utf8(body(request, custodian, shares)));
    return new Approval(request, custodian, shares, signature);
  }

  boolean isSignedBy(Custodian by) {
    return Signatures.verifies(
        by.signing(), Texts.utf8(body(request, custodian, shares)), signature);
  }

  private static String body(byte[] request, String custodian, List<byte[]> shares) {
    var lines = new ArrayList<String>();
    lines.add(MAGIC);
    lines.add("request " + Texts.base64(request));
    lines.add("custodian " + custodian);
    shares.forEach(share -> lines.add("share " + Texts.base64(share)));
    return String.join("\n", lines) + "\n";
  }

  /// As text, to be sent.
  public String text() {
    return body(request, custodian, shares) + "signature " + Texts.base64(signature) + "\n";
  }

  /// Reads what [#text] wrote. Whether it is worth anything, [Opening#accept] says.
  public static Approval read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "an approval");
    var request = lines.bytes("request", Envelope.HASH_BYTES);
    var custodian = lines.line("custodian");
    var shares = new ArrayList<byte[]>();
    while (lines.isNext("share")) {
      shares.add(Texts.base64(lines.value("share"), "A share"));
    }
    var signature = lines.bytes("signature", Signatures.SIGNATURE_BYTES);
    lines.end();
    return new Approval(request, custodian, shares, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Approval o && o.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
