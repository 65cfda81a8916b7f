package org.vigie.custody;

/// Something that custodians, or the server, were asked to do is not done. The message is one plain
/// sentence for whoever asked, and holds no secret.
public final class CustodyRefused extends Exception {

  private static final long serialVersionUID = 1L;

  public CustodyRefused(String sentence) {
    super(sentence);
  }

  /// Never null, unlike its parent's.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
