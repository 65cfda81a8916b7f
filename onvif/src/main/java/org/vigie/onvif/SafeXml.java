package org.vigie.onvif;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/// XML as strangers send it: without a document type, so without entities of its own and nothing
/// fetched from elsewhere; neither deep nor endless.
final class SafeXml extends StreamReaderDelegate {

  private static final int MOST_DEPTH = 60;
  private static final int MOST_ELEMENTS = 100_000;
  private static final int MOST_ATTRIBUTES = 200;

  private static final Pattern ENCODING =
      Pattern.compile("<\\?xml[^>]*encoding=[\"']([\\w-]+)[\"']");
  private static final Pattern UNBOUND = Pattern.compile("PrefixUnbound\\?([^&]*)&");

  private static final XMLInputFactory FACTORY = factory();

  private int depth;
  private int elements;

  private SafeXml(XMLStreamReader reader) {
    super(reader);
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    // With support for document types one is still passed over; [#next] refuses it.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched from elsewhere");
        });
    return factory;
  }

  /// A reader before the first element.
  ///
  /// @throws XMLStreamException for what is no XML, and for what is refused; its message is for
  ///     people
  static XMLStreamReader over(byte[] bytes) throws XMLStreamException {
    try {
      return new SafeXml(FACTORY.createXMLStreamReader(new StringReader(text(bytes))));
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /// The document's characters, by its own word: what the head of an answer says of them is often
  /// wrong. Some Hikvision encoders declare UTF-16 and send UTF-8, which is what is tried then.
  private static String text(byte[] bytes) throws XMLStreamException {
    boolean wide =
        bytes.length > 1
            && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff
                || bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
    var charset = wide ? StandardCharsets.UTF_16 : declared(bytes);
    try {
      var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new XMLStreamException("its bytes are not " + charset, e);
    }
  }

  private static Charset declared(byte[] bytes) {
    var start = new String(bytes, 0, Math.min(bytes.length, 100), StandardCharsets.ISO_8859_1);
    var named = ENCODING.matcher(start);
    if (!named.lookingAt() || named.group(1).toUpperCase(Locale.ROOT).startsWith("UTF-")) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(named.group(1));
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  @Override
  public int next() throws XMLStreamException {
    int event;
    try {
      event = super.next();
    } catch (RuntimeException e) {
      throw unreadable(e);
    } catch (XMLStreamException e) {
      throw spoken(e);
    }
    switch (event) {
      case XMLStreamConstants.DTD ->
          throw new XMLStreamException("it declares a document type, which is refused");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new XMLStreamException("it refers to an entity of its own, which is refused");
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> depth--;
      default -> {}
    }
    return event;
  }

  private void start() throws XMLStreamException {
    if (++depth > MOST_DEPTH) {
      throw new XMLStreamException("it nests more than " + MOST_DEPTH + " levels deep");
    }
    if (++elements > MOST_ELEMENTS) {
      throw new XMLStreamException("it has more than " + MOST_ELEMENTS + " elements");
    }
    if (getAttributeCount() > MOST_ATTRIBUTES) {
      throw new XMLStreamException("an element has more than " + MOST_ATTRIBUTES + " attributes");
    }
  }

  /// The JDK's reader names some mistakes by the address of a standard.
  private static XMLStreamException spoken(XMLStreamException e) {
    var unbound = UNBOUND.matcher(String.valueOf(e.getMessage()));
    return unbound.find()
        ? new XMLStreamException(
            "it uses the prefix " + unbound.group(1) + ", which nothing in it declares", e)
        : e;
  }

  /// The JDK's reader throws unchecked at some documents that are broken.
  private static XMLStreamException unreadable(RuntimeException e) {
    return new XMLStreamException(String.valueOf(e.getMessage()), e);
  }
}
