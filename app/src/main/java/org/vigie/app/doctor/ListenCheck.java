package org.vigie.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether the console can answer where it should, and who reaches it there.
final class ListenCheck {

  private static final String SUBJECT = "network";

  private ListenCheck() {}

  /// @param port 0 for any
  /// @param encrypted whether it has a certificate
  /// @param running whether a Vigie runs on the folder, and so has it
  static List<Finding> look(
      Machine machine, String host, int port, boolean encrypted, boolean running) {
    var found = new ArrayList<Finding>();
    var at = host + ":" + port;
    if (running) {
      found.add(Finding.ok(SUBJECT, at + " is this Vigie's"));
    } else {
      machine
          .tries()
          .listen(host, port)
          .ifPresentOrElse(
              why -> found.add(taken(at, why)),
              () -> found.add(Finding.ok(SUBJECT, at + " is free")));
    }
    if (!isLoopback(host)) {
      found.add(
          encrypted
              ? Finding.note(
                  SUBJECT,
                  at + " is reached from other machines, over HTTPS",
                  "Whoever is on that network can try to sign in.",
                  "Let a firewall name who may: the control room, witnesses, custodians.")
              : Finding.wrong(
                  SUBJECT,
                  at + " is reached from other machines, without encryption",
                  "`serve` refuses that: passwords and pictures would be read on the way.",
                  "tls: {certificate: FILE, key: FILE}, or listen on 127.0.0.1."));
    }
    return found;
  }

  private static Finding taken(String at, String why) {
    var low = why.toLowerCase(Locale.ROOT);
    if (low.contains("in use")) {
      return Finding.wrong(
          SUBJECT,
          at + " is taken by another program",
          "The console cannot answer there.",
          "ss -ltnp shows whose it is; or another port in `listen`.");
    }
    if (low.contains("denied")) {
      return Finding.wrong(
          SUBJECT,
          at + " is not for this account",
          "Ports below 1024 belong to root.",
          "A port above 1023; or AmbientCapabilities=CAP_NET_BIND_SERVICE in the service.");
    }
    return Finding.wrong(
        SUBJECT,
        at + " cannot be used: " + why,
        "This machine has no such address.",
        "`listen` should name an address of this machine: ip -brief address lists them.");
  }

  private static boolean isLoopback(String host) {
    return host.startsWith("127.")
        || host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]");
  }
}
