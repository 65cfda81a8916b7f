package org.vigie.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigie.base.BadInput;

/// The address of a stream that is not asked for by RTSP: a demuxer reads it.
///
/// @param address as it is told to the demuxer; may hold a password
/// @param shown scheme, host and port, or the file's name: what messages may say
/// @param file where it is one
record SourceAddress(String address, String shown, Optional<Path> file) {

  private static final List<String> NETWORK =
      List.of("http://", "https://", "srt://", "udp://", "rtmp://", "rtmps://");
  private static final String FILE = "file:";
  private static final Pattern LISTENER = Pattern.compile("[?&]mode=listener(&|$)");
  private static final Pattern PASSPHRASE = Pattern.compile("[?&]passphrase=[^&]{10,79}(&|$)");
  private static final int MOST_CHARACTERS = 2048;

  /// Scheme, any login, and the host with its port; IPv6 in brackets, multicast with a leading @.
  private static final Pattern HOST =
      Pattern.compile("([a-z]+://)(?:[^/?#]*@)?(\\[[0-9a-fA-F:.%]+]|[\\p{Alnum}._-]*)(:\\d{1,5})?");

  /// Whether an address is one of these, by its scheme.
  static boolean isOne(String text) {
    var lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith(FILE) || NETWORK.stream().anyMatch(lower::startsWith);
  }

  /// Reads an address for which [#isOne] holds. The error never repeats what might be a password.
  ///
  /// @param folder where relative files start
  static SourceAddress parse(String text, Path folder) throws BadInput {
    var address = text.strip();
    if (address.length() > MOST_CHARACTERS
        || address.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new BadInput("a source's address should be one line of at most 2048 characters");
    }
    return address.toLowerCase(Locale.ROOT).startsWith(FILE)
        ? file(address.substring(FILE.length()), folder)
        : network(address);
  }

  private static SourceAddress file(String name, Path folder) throws BadInput {
    var path = folder.resolve(name).normalize();
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new BadInput("there is no readable file " + path);
    }
    return new SourceAddress(FILE + path, "file " + path.getFileName(), Optional.of(path));
  }

  private static SourceAddress network(String address) throws BadInput {
    int colon = address.indexOf("://");
    var lower = address.substring(0, colon).toLowerCase(Locale.ROOT) + address.substring(colon);
    var host = HOST.matcher(lower);
    if (!host.lookingAt() || host.group(2).isEmpty() && host.group(3) == null) {
      throw new BadInput("a source's address should be SCHEME://HOST[:PORT]/PATH; its host is not");
    }
    boolean needsPort = lower.startsWith("udp") || lower.startsWith("srt");
    if (needsPort && host.group(3) == null) {
      throw new BadInput("a udp:// or srt:// address needs a port: udp://HOST:PORT");
    }
    checkListener(lower, host.group(2));
    var port = host.group(3) == null ? "" : host.group(3);
    return new SourceAddress(lower, host.group(1) + host.group(2) + port, Optional.empty());
  }

  /// Where senders call this machine, strangers may too: SRT keeps them out by a passphrase, RTMP
  /// by
  /// nothing.
  private static void checkListener(String address, String host) throws BadInput {
    boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    if (here || !LISTENER.matcher(address).find()) {
      return;
    }
    if (address.startsWith("rtmp")) {
      throw new BadInput(
          "an rtmp:// address with mode=listener is for this machine only (127.0.0.1), since RTMP"
              + " asks senders for nothing: have them send to a relay that does, and name that");
    }
    if (address.startsWith("srt") && !PASSPHRASE.matcher(address).find()) {
      throw new BadInput(
          "an srt:// address with mode=listener needs passphrase=..., 10 to 79 characters, since"
              + " anybody could send there");
    }
  }

  /// The same with user and password in it, for HTTP; an address that has some keeps them.
  SourceAddress with(CameraConfig.Login login) {
    int from = address.indexOf("://") + 3;
    int slash = address.indexOf('/', from);
    boolean has = address.substring(from, slash < 0 ? address.length() : slash).contains("@");
    if (!address.startsWith("http") || has) {
      return this;
    }
    var user = encoded(login.user()) + ":" + encoded(login.password()) + "@";
    return new SourceAddress(
        address.substring(0, from) + user + address.substring(from), shown, file);
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  @Override
  public String toString() {
    return shown;
  }
}
