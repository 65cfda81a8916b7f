package org.vigie.server.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.vigie.base.Clocks;
import org.vigie.base.Sha256;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Shows browsers a certificate that was renewed, without a restart, and says in time that one was
/// not. Whoever renews it, an ACME client or a person, writes the two files and is done.
///
/// One that cannot be used changes nothing: the former is shown on, and an alarm says why. Not for
/// several threads.
public final class CertificateWatch {

  public static final Duration EVERY = Duration.ofSeconds(30);

  /// Certificates that renew themselves do so 30 days before their end.
  static final Duration TELL_BEFORE = Duration.ofDays(21);

  private static final String SUBJECT = "certificate";
  private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

  private final Path certificate;
  private final Path key;
  private final Runnable load;
  private final Alarms alarms;
  private final Clocks clocks;
  private byte[] seen;
  private Certificate shown;
  private boolean unusable;

  /// @param load has the server read both files again; throws if it cannot use them
  /// @throws IOException if the certificate that the server is shown with cannot be read
  public CertificateWatch(Path certificate, Path key, Runnable load, Alarms alarms, Clocks clocks)
      throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.load = load;
    this.alarms = alarms;
    this.clocks = clocks;
    this.shown = Certificate.read(certificate);
    this.seen = hash();
  }

  /// Looks once.
  public void round() {
    try {
      var now = hash();
      if (!Arrays.equals(now, seen)) {
        seen = now;
        take();
      }
    } catch (IOException e) {
      // Whatever can be read next is looked at, the same files as before too.
      seen = new byte[0];
      refuse("it cannot be read: " + e.getMessage());
    }
    if (!unusable) {
      judge();
    }
  }

  private void take() throws IOException {
    var next = Certificate.read(certificate);
    try {
      load.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the new certificate was refused", e);
      refuse("certificate and key do not belong together, or one of them is no PEM file");
      return;
    }
    unusable = false;
    shown = next;
    LOG.log(
        System.Logger.Level.INFO,
        "browsers are shown another certificate from now on, until {0}",
        next.until());
  }

  private void refuse(String why) {
    unusable = true;
    alarms.raise(
        AlarmKind.CERTIFICATE,
        SUBJECT,
        "The certificate in %s was changed, and %s. The former one is shown on, until %s."
            .formatted(certificate, why, shown.until()));
  }

  private void judge() {
    var left = Duration.between(clocks.wall(), shown.until());
    if (left.compareTo(TELL_BEFORE) >= 0) {
      alarms.end(AlarmKind.CERTIFICATE, SUBJECT);
      return;
    }
    alarms.raise(
        AlarmKind.CERTIFICATE,
        SUBJECT,
        left.isNegative()
            ? "The certificate in %s has ended: browsers refuse the console. Renew it; it is taken within half a minute."
                .formatted(certificate)
            : "The certificate in %s ends on %s. Renew it; it is taken within half a minute."
                .formatted(certificate, shown.until()));
  }

  /// Both files as they are: a key that comes second is a change too.
  private byte[] hash() throws IOException {
    var digest = Sha256.digest();
    digest.update(Files.readAllBytes(certificate));
    return digest.digest(Files.readAllBytes(key));
  }
}
