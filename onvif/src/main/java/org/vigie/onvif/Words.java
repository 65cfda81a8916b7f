package org.vigie.onvif;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.xml.namespace.QName;

/// The generated words of the standard as XML, each request and answer with what it holds. For use
/// by any thread.
final class Words {

  private static final ConcurrentMap<Class<?>, JAXBContext> CONTEXTS = new ConcurrentHashMap<>();

  private Words() {}

  /// What reads and writes one request or answer: a context of all words takes seconds to make.
  static JAXBContext of(Class<?> type) {
    return CONTEXTS.computeIfAbsent(
        type,
        wanted -> {
          try {
            return JAXBContext.newInstance(wanted);
          } catch (JAXBException e) {
            throw new IllegalStateException(wanted + " is generated, so it can be written", e);
          }
        });
  }

  /// The element that a request or an answer is.
  static QName nameOf(Class<?> type) {
    try {
      var introspector = of(type).createJAXBIntrospector();
      return introspector.getElementName(type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is generated, so it can be made", e);
    }
  }
}
