package org.vigie.onvif;

import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.base.login.Credentials;

/// SOAP: what goes around a request, and what comes around an answer.
final class Envelope {

  /// SOAP 1.2, which ONVIF asks for; 1.1 is read too, some old cameras answer with it.
  static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";

  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

  /// The prefix under which requests may name topics of events.
  static final String TOPICS_PREFIX = "tns1";

  static final String TOPICS = "http://www.onvif.org/ver10/topics";

  private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

  private Envelope() {}

  /// Who asks, and by which clock.
  record Proof(Credentials credentials, Instant cameraTime) {}

  /// Where a message goes, for the services that want it said in the message (WS-Addressing).
  record Route(String to, String action, String id) {}

  /// What an answer holds.
  sealed interface Content<T> {
    record Answer<T>(T value) implements Content<T> {}

    record Fault<T>(SoapFault fault) implements Content<T> {}

    /// Well-formed, but not the answer.
    record Other<T>(String what) implements Content<T> {}
  }

  static byte[] write(Object request, Optional<Proof> proof, Optional<Route> route) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = OUT.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      out.writeStartElement("s", "Envelope", SOAP);
      out.writeNamespace("s", SOAP);
      out.writeNamespace("wsse", UsernameToken.SECURITY);
      out.writeNamespace("wsu", UsernameToken.UTILITY);
      out.writeNamespace("wsa", ADDRESSING);
      out.writeNamespace(TOPICS_PREFIX, TOPICS);
      out.writeStartElement("s", "Header", SOAP);
      if (route.isPresent()) {
        write(out, route.get());
      }
      if (proof.isPresent()) {
        UsernameToken.write(out, proof.get().credentials(), proof.get().cameraTime());
      }
      out.writeEndElement();
      out.writeStartElement("s", "Body", SOAP);
      var writer = Words.of(request.getClass()).createMarshaller();
      writer.setProperty(Marshaller.JAXB_FRAGMENT, true);
      writer.marshal(request, out);
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
      return bytes.toByteArray();
    } catch (XMLStreamException | JAXBException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
  }

  private static void write(XMLStreamWriter out, Route route) throws XMLStreamException {
    element(out, "Action", route.action());
    element(out, "MessageID", route.id());
    out.writeStartElement("wsa", "ReplyTo", ADDRESSING);
    element(out, "Address", ADDRESSING + "/anonymous");
    out.writeEndElement();
    element(out, "To", route.to());
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement("wsa", name, ADDRESSING);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  /// Reads what an answer holds.
  private interface Reader<T> {
    T read(XMLStreamReader in) throws XMLStreamException;
  }

  /// Reads an answer.
  ///
  /// @throws XMLStreamException if it is no XML that may be read; its message is for people
  static <T> Content<T> read(byte[] bytes, Class<T> type) throws XMLStreamException {
    return read(bytes, Words.nameOf(type), in -> value(in, type));
  }

  /// Reads an answer of which only counts that it came.
  ///
  /// @throws XMLStreamException as [#read(byte[], Class)]
  static Content<QName> acknowledgement(byte[] bytes, QName name) throws XMLStreamException {
    return read(
        bytes,
        name,
        in -> {
          skip(in);
          return name;
        });
  }

  private static <T> Content<T> read(byte[] bytes, QName name, Reader<T> reader)
      throws XMLStreamException {
    var in = SafeXml.over(bytes);
    var root = nextElement(in);
    if (root.isEmpty() || !isSoap(root.get(), "Envelope")) {
      return new Content.Other<>(root.map(Envelope::said).orElse("an empty document"));
    }
    var next = nextElement(in);
    while (next.isPresent() && !isSoap(next.get(), "Body")) {
      skip(in);
      next = nextElement(in);
    }
    var content = next.isEmpty() ? Optional.<QName>empty() : nextElement(in);
    if (content.isEmpty()) {
      return new Content.Other<>("an envelope without content");
    }
    if (isSoap(content.get(), "Fault")) {
      return new Content.Fault<>(fault(in));
    }
    if (!content.get().equals(name)) {
      return new Content.Other<>(said(content.get()));
    }
    var value = reader.read(in);
    readToTheEnd(in);
    return new Content.Answer<>(value);
  }

  private static <T> T value(XMLStreamReader in, Class<T> type) throws XMLStreamException {
    try {
      return Words.of(type).createUnmarshaller().unmarshal(in, type).getValue();
    } catch (JAXBException e) {
      throw e.getLinkedException() instanceof XMLStreamException broken
          ? broken
          : new XMLStreamException(Said.line(String.valueOf(e.getMessage())), e);
    }
  }

  /// An answer that breaks off after what was looked for is still half an answer.
  private static void readToTheEnd(XMLStreamReader in) throws XMLStreamException {
    while (in.getEventType() != XMLStreamConstants.END_DOCUMENT && in.hasNext()) {
      in.next();
    }
  }

  private static boolean isSoap(QName name, String wanted) {
    return name.getLocalPart().equals(wanted)
        && (name.getNamespaceURI().equals(SOAP) || name.getNamespaceURI().equals(SOAP_11));
  }

  private static String said(QName name) {
    var namespace = name.getNamespaceURI();
    return Said.line(name.getLocalPart() + (namespace.isEmpty() ? "" : " of " + namespace));
  }

  /// The next element that starts; nothing when the one around it, or the document, ends.
  private static Optional<QName> nextElement(XMLStreamReader in) throws XMLStreamException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return Optional.of(in.getName());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /// Passes over the rest of the element that has just started.
  private static void skip(XMLStreamReader in) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  /// SOAP 1.2 nests codes as `Code/Value` and `Subcode/Value`; 1.1 has `faultcode`, `faultstring`.
  private static SoapFault fault(XMLStreamReader in) throws XMLStreamException {
    List<String> codes = new ArrayList<>();
    var reason = "";
    var text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          var said = Said.line(text.toString());
          switch (in.getLocalName()) {
            case "Value", "faultcode" -> codes.add(said.substring(said.indexOf(':') + 1));
            case "Text", "faultstring" -> reason = reason.isEmpty() ? said : reason;
            default -> {}
          }
          text.setLength(0);
        }
        default -> {}
      }
    }
    return new SoapFault(codes, reason);
  }
}
