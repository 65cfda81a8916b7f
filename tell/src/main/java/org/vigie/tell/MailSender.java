package org.vigie.tell;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;

/// Sends e-mail through the town's own server: what happens within ten seconds is one message, and
/// there is at most one a minute.
final class MailSender implements Sender {

  private static final int MOST = 200;
  private static final Duration GATHER = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int LONGEST_REPLY = 200;

  private final Way.Mail way;
  private final MailText text;
  private final Clocks clocks;
  private final Session session;

  /// @param patience how long each step may take
  /// @throws BadInput if the file of authorities cannot be used
  MailSender(Way.Mail way, MailText text, Clocks clocks, Duration patience) throws BadInput {
    this.way = way;
    this.text = text;
    this.clocks = clocks;
    this.session = Session.getInstance(properties(way, patience));
  }

  private static Properties properties(Way.Mail way, Duration patience) throws BadInput {
    var all = new Properties();
    all.put("mail.smtp.host", way.server());
    all.put("mail.smtp.port", Integer.toString(way.port()));
    for (var step : List.of("connectiontimeout", "timeout", "writetimeout")) {
      all.put("mail.smtp." + step, Long.toString(patience.toMillis()));
    }
    all.put("mail.smtp.auth", Boolean.toString(way.login().isPresent()));
    all.put("mail.smtp.from", way.from());
    switch (way.tls()) {
      case STARTTLS -> {
        all.put("mail.smtp.starttls.enable", "true");
        // Without it a server, or whoever is in between, that does not offer TLS gets all in clear.
        all.put("mail.smtp.starttls.required", "true");
      }
      case DIRECT -> all.put("mail.smtp.ssl.enable", "true");
      case NONE -> {
        // To this machine only.
      }
    }
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.ssl.socketFactory", Trust.context(way.authorities()).getSocketFactory());
    return all;
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public Duration gather() {
    return GATHER;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public void send(List<News> news, long lost) throws NotTold {
    try {
      var message = message(news, lost);
      try (var transport = session.getTransport("smtp")) {
        transport.connect(
            way.server(),
            way.port(),
            way.login().map(Login::user).orElse(null),
            way.login().map(Login::password).orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException e) {
      throw new NotTold(words(e), e);
    }
  }

  private MimeMessage message(List<News> news, long lost) throws MessagingException {
    // The same news have the same id, so that a server that got them twice can tell.
    var id = "<" + news.getFirst().id() + "@" + way.from().replaceFirst(".*@", "") + ">";
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(new InternetAddress(way.from()));
    for (var to : way.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    }
    message.setSubject(text.subject(news), "UTF-8");
    message.setText(text.body(news, lost), "UTF-8");
    message.setSentDate(Date.from(clocks.wall()));
    // RFC 3834: no holiday answers.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  /// What a person can act on; what the server replied, on one line.
  private String words(MessagingException e) {
    return switch (e) {
      case AuthenticationFailedException refused ->
          way.login().isEmpty()
              ? "the server wants user and password" + reply(refused)
              : "the server does not take the user "
                  + way.login().get().user()
                  + " with that password"
                  + reply(refused);
      case SendFailedException refused ->
          "the server refuses the message" + reply(deepest(refused));
      default -> {
        var tls = tls(e);
        yield tls == null
            ? "the server cannot be used" + reply(e)
            : "its certificate is not trusted, or TLS fails (" + tls.getMessage() + ")";
      }
    };
  }

  private static @Nullable SSLException tls(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return tls;
      }
    }
    return null;
  }

  /// Which recipient, and why, stands in the last of a chain of exceptions.
  private static Exception deepest(MessagingException e) {
    Exception last = e;
    while (last instanceof MessagingException one && one.getNextException() != null) {
      last = one.getNextException();
    }
    return last;
  }

  private static String reply(Exception e) {
    var said = Objects.requireNonNullElse(e.getMessage(), "").replaceAll("[\\s\\p{Cntrl}]+", " ");
    var line = said.strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > LONGEST_REPLY ? line.substring(0, LONGEST_REPLY) + "..." : line);
  }

  @Override
  public void close() {
    // A connection lasts for one message; one under way ends by its time limits.
  }
}
