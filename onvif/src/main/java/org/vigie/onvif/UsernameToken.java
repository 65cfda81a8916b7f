package org.vigie.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.base.RandomIds;
import org.vigie.base.login.Credentials;

/// The proof in a request's header that its sender knows the password (WS-Security UsernameToken,
/// digest). The standard has it made with SHA-1; the password itself never leaves.
final class UsernameToken {

  private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  static final String SECURITY = OASIS + "wssecurity-secext-1.0.xsd";
  static final String UTILITY = OASIS + "wssecurity-utility-1.0.xsd";
  private static final String DIGEST = OASIS + "username-token-profile-1.0#PasswordDigest";
  private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
  private static final int NONCE_BYTES = 20;

  private UsernameToken() {}

  /// Writes the header.
  ///
  /// @param cameraTime what the camera's own clock says: it refuses tokens that look old
  static void write(XMLStreamWriter out, Credentials credentials, Instant cameraTime)
      throws XMLStreamException {
    var nonce = HexFormat.of().parseHex(RandomIds.hex(NONCE_BYTES));
    var created = cameraTime.truncatedTo(ChronoUnit.MILLIS).toString();
    out.writeStartElement("wsse", "Security", SECURITY);
    out.writeAttribute("s", Envelope.SOAP, "mustUnderstand", "1");
    out.writeStartElement("wsse", "UsernameToken", SECURITY);
    text(out, "wsse", SECURITY, "Username", "", credentials.user());
    text(
        out,
        "wsse",
        SECURITY,
        "Password",
        DIGEST,
        Base64.getEncoder().encodeToString(digest(nonce, created, credentials.password())));
    // Some cameras insist on the attribute.
    out.writeStartElement("wsse", "Nonce", SECURITY);
    out.writeAttribute("EncodingType", BASE64);
    out.writeCharacters(Base64.getEncoder().encodeToString(nonce));
    out.writeEndElement();
    text(out, "wsu", UTILITY, "Created", "", created);
    out.writeEndElement();
    out.writeEndElement();
  }

  private static void text(
      XMLStreamWriter out, String prefix, String namespace, String name, String type, String text)
      throws XMLStreamException {
    out.writeStartElement(prefix, name, namespace);
    if (!type.isEmpty()) {
      out.writeAttribute("Type", type);
    }
    out.writeCharacters(text);
    out.writeEndElement();
  }

  static byte[] digest(byte[] nonce, String created, String password) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(nonce);
      sha1.update(created.getBytes(StandardCharsets.UTF_8));
      sha1.update(password.getBytes(StandardCharsets.UTF_8));
      return sha1.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
