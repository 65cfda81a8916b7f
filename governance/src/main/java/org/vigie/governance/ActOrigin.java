package org.vigie.governance;

/// The file that an act was read from.
///
/// @param file its name, without a folder
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param signedBy the fingerprint of its authority's key that signed those bytes; empty for an
///     authority whose key the town does not know: the act is *unsigned*
/// @param draft whether it says that it is not decided yet: read and checked, never in force
public record ActOrigin(String file, String sha256, String signedBy, boolean draft) {

  /// Of an act that was read from no file.
  public static final ActOrigin NONE = new ActOrigin("", "", "", false);

  public boolean isSigned() {
    return !signedBy.isEmpty();
  }
}
