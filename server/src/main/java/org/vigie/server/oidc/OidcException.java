package org.vigie.server.oidc;

/// The provider, or what it said, is not to be believed. Holds no secret, token or code.
public final class OidcException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 160;

  private final OidcFault fault;
  private final String detail;

  OidcException(OidcFault fault, String detail) {
    super(fault.en(clean(detail)), null, false, false);
    this.fault = fault;
    this.detail = clean(detail);
  }

  OidcException(OidcFault fault) {
    this(fault, "");
  }

  public OidcFault fault() {
    return fault;
  }

  /// What a sentence needs besides the kind; one short line.
  public String detail() {
    return detail;
  }

  /// Somebody else's words as one short line without control signs.
  static String clean(String said) {
    var line = said.replaceAll("[\\p{C}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
