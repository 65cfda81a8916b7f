package org.vigie.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.map.MapSettings;
import org.vigie.server.notice.NoticeSettings;
import org.vigie.server.training.Exercise;

/// Where the server listens and what it is told about the town.
///
/// @param town the town's name, for people
/// @param version of Vigie
/// @param demo the town is a demo: the printed link signs in at once as its operator
/// @param host the address to listen on; anything but loopback needs `tls`
/// @param port 0 for any free one
/// @param tls the certificate; empty for plain HTTP on loopback
/// @param data the data folder; holds `users.db` and, for some minutes, exported files
/// @param console the built console (`console/dist`); may be missing
/// @param zone in which the town's days begin and end
/// @param notice what the configuration says for the public
/// @param map what lies on the map besides cameras
/// @param door how people sign in
/// @param law where the files of acts and profile lie
/// @param metricsToken what a Prometheus server must show; without it there are no metrics
/// @param exercise what is played, where the town is an exercise; its link signs the trainer in,
///     and another one the trainee
public record ServerSettings(
    String town,
    String version,
    boolean demo,
    String host,
    int port,
    Optional<Tls> tls,
    Path data,
    Path console,
    ZoneId zone,
    NoticeSettings notice,
    MapSettings map,
    DoorSettings door,
    LawFiles law,
    Optional<String> metricsToken,
    Optional<Exercise> exercise) {

  /// Of a town that is no exercise.
  public ServerSettings(
      String town,
      String version,
      boolean demo,
      String host,
      int port,
      Optional<Tls> tls,
      Path data,
      Path console,
      ZoneId zone,
      NoticeSettings notice,
      MapSettings map,
      DoorSettings door,
      LawFiles law,
      Optional<String> metricsToken) {
    this(
        town,
        version,
        demo,
        host,
        port,
        tls,
        data,
        console,
        zone,
        notice,
        map,
        door,
        law,
        metricsToken,
        Optional.empty());
  }

  /// The same town as an exercise: a demo whose people train.
  public ServerSettings training(Exercise played) {
    return new ServerSettings(
        town,
        version,
        true,
        host,
        port,
        tls,
        data,
        console,
        zone,
        notice,
        map,
        door,
        law,
        metricsToken,
        Optional.of(played));
  }

  /// PEM files: the certificate chain, server first, and its private key (PKCS#8, unencrypted).
  public record Tls(Path certificate, Path key) {}

  /// What the town decides by.
  ///
  /// @param acts the folder of its acts; may be missing
  /// @param profile the file of its own legal profile; empty where it has one of Vigie's
  public record LawFiles(Path acts, Optional<Path> profile) {}

  /// The usual settings: plain HTTP on loopback.
  public static ServerSettings local(
      String town, String version, boolean demo, int port, Path data, Path console) {
    return new ServerSettings(
        town,
        version,
        demo,
        "127.0.0.1",
        port,
        Optional.empty(),
        data,
        console,
        ZoneId.systemDefault(),
        NoticeSettings.NONE,
        MapSettings.NONE,
        DoorSettings.OFFERED,
        new LawFiles(data.resolve("acts"), Optional.empty()),
        Optional.empty());
  }

  /// Refuses settings that would put passwords on the network in clear, or that name missing files.
  void check() throws BadInput {
    if (port < 0 || port > 65_535) {
      throw new BadInput("server.port: should be from 0 to 65535, is " + port);
    }
    if (tls.isEmpty() && !isLoopback()) {
      throw new BadInput(
          "server.host: "
              + host
              + " can be reached from other machines, and there is no TLS certificate: passwords"
              + " would travel in clear. Give server.tls.certificate and server.tls.key (PEM"
              + " files), or listen on 127.0.0.1");
    }
    if (tls.isPresent()) {
      requireFile("server.tls.certificate", tls.get().certificate());
      requireFile("server.tls.key", tls.get().key());
    }
  }

  private boolean isLoopback() throws BadInput {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new BadInput("server.host: there is no address called " + host);
    }
  }

  private static void requireFile(String key, Path file) throws BadInput {
    if (!Files.isReadable(file)) {
      throw new BadInput(key + ": there is no readable file " + file);
    }
  }
}
