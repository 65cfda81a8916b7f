package org.vigie.onvif;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;
import org.vigie.base.login.CertificateJudge;
import org.vigie.base.login.Challenge;
import org.vigie.base.login.Credentials;

/// Asks one camera, over HTTP or HTTPS, and takes its answers with care: bounded in bytes and time,
/// never led elsewhere, one wrong login and no second.
///
/// Owns its connections: whoever makes it closes it. For one thread at a time.
final class SoapClient implements AutoCloseable {

  private static final String TYPE = "application/soap+xml; charset=utf-8";

  private final OnvifAddress address;
  private final Optional<Credentials> credentials;
  private final CertificateJudge judge;
  private final Clocks clocks;
  private final Limits limits;
  private final HttpClient http;
  private Duration ahead = Duration.ZERO;
  private @Nullable Challenge challenge;

  SoapClient(
      OnvifAddress address,
      Optional<Credentials> credentials,
      CertificateJudge judge,
      Clocks clocks,
      Limits limits) {
    this.address = address;
    this.credentials = credentials;
    this.judge = judge;
    this.clocks = clocks;
    this.limits = limits;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(limits.connect())
            .sslContext(judge.context())
            .build();
  }

  /// By how much the camera's clock is ahead of ours: proofs of the password bear its time.
  void cameraIsAheadBy(Duration offset) {
    ahead = offset;
  }

  /// Asks without saying who asks.
  <T> T askAnonymously(URI service, Object request, Class<T> type) throws OnvifException {
    return read(send(service, request, Optional.empty(), false), request, type);
  }

  /// Asks with name and proof, where there are some.
  <T> T ask(URI service, Object request, Class<T> type) throws OnvifException {
    return read(answer(service, request, Optional.empty()), request, type);
  }

  /// The same for the services that want to read in the message what it wants (WS-Addressing).
  <T> T ask(URI service, Object request, Class<T> type, String action) throws OnvifException {
    return read(answer(service, request, Optional.of(action)), request, type);
  }

  /// Has the camera do something that it only acknowledges.
  void tell(URI service, Object request) throws OnvifException {
    acknowledged(answer(service, request, Optional.empty()), request);
  }

  /// The same, with [#ask(URI, Object, Class, String)]'s action.
  void tell(URI service, Object request, String action) throws OnvifException {
    acknowledged(answer(service, request, Optional.of(action)), request);
  }

  private HttpResponse<byte[]> answer(URI service, Object request, Optional<String> action)
      throws OnvifException {
    var answer = send(service, request, action, true);
    if (answer.statusCode() == 401 && accepts(answer)) {
      answer = send(service, request, action, true);
    }
    if (answer.statusCode() == 401) {
      // Not tried again: cameras lock accounts after few wrong logins.
      throw new OnvifException.Refused(address.shown() + ": " + loginRefused());
    }
    return answer;
  }

  private String loginRefused() {
    return credentials
        .map(
            who ->
                "refuses the user "
                    + Said.line(who.user())
                    + " or the password; ONVIF often has users of its own, which are made in the"
                    + " camera's web page, and its clock may be asked for too")
        .orElse("asks for a user and a password; give --user and --password-file");
  }

  /// Takes over what a camera asks for with status 401; false if nothing is left to try.
  private boolean accepts(HttpResponse<byte[]> answer) throws OnvifException {
    var offered = answer.headers().allValues("www-authenticate");
    if (credentials.isEmpty() || offered.isEmpty()) {
      return false;
    }
    var strongest = Challenge.strongest(offered);
    if (strongest.isEmpty()) {
      throw new OnvifException.Refused(
          address.shown() + ": asks for a kind of login that is not known (HTTP 401)");
    }
    boolean again = challenge == null || strongest.get().isStale();
    if (strongest.get() instanceof Challenge.Basic && !address.secure()) {
      throw new OnvifException.Refused(
          address.shown()
              + ": wants the password readable over the network (HTTP Basic), which it does not"
              + " get; switch the camera to Digest, or ask it with https://");
    }
    challenge = strongest.get();
    return again;
  }

  private HttpResponse<byte[]> send(
      URI service, Object request, Optional<String> action, boolean named) throws OnvifException {
    var proof =
        named
            ? credentials.map(who -> new Envelope.Proof(who, clocks.wall().plus(ahead)))
            : Optional.<Envelope.Proof>empty();
    var route =
        action.map(
            what -> new Envelope.Route(service.toString(), what, "urn:uuid:" + RandomIds.uuid()));
    var builder =
        HttpRequest.newBuilder(service)
            .header("Content-Type", action.map(a -> TYPE + "; action=\"" + a + "\"").orElse(TYPE))
            .POST(HttpRequest.BodyPublishers.ofByteArray(Envelope.write(request, proof, route)));
    if (named && challenge != null && credentials.isPresent()) {
      builder.header("Authorization", challenge.answer(credentials.get(), "POST", pathOf(service)));
    }
    return await(builder.build());
  }

  private static String pathOf(URI service) {
    var query = service.getRawQuery() == null ? "" : "?" + service.getRawQuery();
    return service.getRawPath() + query;
  }

  private HttpResponse<byte[]> await(HttpRequest request) throws OnvifException {
    var coming = http.sendAsync(request, info -> new BoundedBody(limits.mostBytes()));
    try {
      return coming.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new OnvifException.Unreachable(
          "%s: does not answer within %d s; is it a camera, and is its ONVIF switched on?"
              .formatted(address.shown(), Math.max(1, limits.answer().toSeconds())));
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new OnvifException.Unreachable(address.shown() + ": was not waited for");
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private OnvifException failed(Throwable cause) {
    var camera = address.shown() + ": ";
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof BoundedBody.TooLong) {
        return new OnvifException.Broken(
            camera
                + "its answer is longer than %d bytes, and was not read further; is it a camera?"
                    .formatted(limits.mostBytes()));
      }
      if (at instanceof SSLException tls) {
        return judge.seen().isEmpty()
            ? new OnvifException.Broken(
                camera
                    + "does not speak TLS at this port, or none that is still safe ("
                    + tls.getMessage()
                    + "); with http:// it is asked without")
            : new OnvifException.Refused(camera + judge.refusal(tls.getMessage()));
      }
      if (at instanceof UnresolvedAddressException) {
        return new OnvifException.Unreachable(camera + "no machine has this name");
      }
      if (at instanceof HttpConnectTimeoutException) {
        return new OnvifException.Unreachable(
            camera
                + "nobody answers there; is the camera switched on, and in this network?"
                + (address.secure() ? " Does it speak TLS (https) at this port?" : ""));
      }
      if (at instanceof ConnectException) {
        return new OnvifException.Unreachable(
            camera + "takes no connection at this port; which one has ONVIF (80, 8000, 8080)?");
      }
    }
    return cause instanceof IOException
        ? new OnvifException.Broken(camera + "its answer breaks off (" + cause.getMessage() + ")")
        : new OnvifException.Broken(camera + "could not be asked (" + cause + ")");
  }

  /// Makes something of the bytes of an answer.
  private interface Reader<T> {
    Envelope.Content<T> read(byte[] bytes) throws XMLStreamException;
  }

  private <T> T read(HttpResponse<byte[]> answer, Object request, Class<T> type)
      throws OnvifException {
    return read(answer, request, Words.nameOf(type), bytes -> Envelope.read(bytes, type));
  }

  private void acknowledged(HttpResponse<byte[]> answer, Object request) throws OnvifException {
    var asked = Words.nameOf(request.getClass());
    var name = new QName(asked.getNamespaceURI(), asked.getLocalPart() + "Response");
    var unused = read(answer, request, name, bytes -> Envelope.acknowledgement(bytes, name));
  }

  private <T> T read(HttpResponse<byte[]> answer, Object request, QName name, Reader<T> reader)
      throws OnvifException {
    var camera = address.shown() + ": ";
    int status = answer.statusCode();
    if (status >= 300 && status < 400) {
      throw new OnvifException.Refused(
          camera
              + "sends us on to "
              + Said.line(answer.headers().firstValue("location").orElse("nowhere"))
              + ", which is not followed; give that address if it is right");
    }
    var asked = Words.nameOf(request.getClass()).getLocalPart();
    try {
      return switch (reader.read(answer.body())) {
        case Envelope.Content.Answer<T>(var value) -> value;
        case Envelope.Content.Fault<T>(var fault) -> throw refused(asked, fault);
        case Envelope.Content.Other<T>(var what) ->
            throw new OnvifException.Broken(
                camera
                    + "answers %s with %s, where ONVIF has %s of %s"
                        .formatted(asked, what, name.getLocalPart(), name.getNamespaceURI()));
      };
    } catch (XMLStreamException e) {
      throw new OnvifException.Broken(
          status == 200
              ? camera
                  + "its answer to %s is not XML that can be read: %s"
                      .formatted(asked, Said.line(String.valueOf(e.getMessage())))
              : camera
                  + "answers %s with HTTP %d; is %s the address of its ONVIF service?"
                      .formatted(asked, status, address));
    }
  }

  private OnvifException refused(String asked, SoapFault fault) {
    var camera = address.shown() + ": ";
    if (fault.isLogin()) {
      return new OnvifException.Refused(camera + loginRefused() + "; it says " + fault.said());
    }
    var message = camera + "refuses " + asked + ": " + fault.said();
    return fault.isAbsent()
        ? new OnvifException.Unsupported(message)
        : new OnvifException.Refused(message);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
