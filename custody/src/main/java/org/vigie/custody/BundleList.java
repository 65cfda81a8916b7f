package org.vigie.custody;

import java.util.ArrayList;
import java.util.List;

/// What waits for one custodian, as the server answers it: a line `bundle BASE64` for each. The
/// bundles come apart unread, so that one which cannot be read does not hide the others.
public final class BundleList {

  /// More requests that wait at once are nobody's honest work.
  public static final int MOST_BUNDLES = 100;

  /// More than a month of four cameras with sixteen custodians, ten times.
  public static final int MOST_CHARACTERS = 32 * 1024 * 1024;

  private BundleList() {}

  /// As text, to be sent.
  ///
  /// @throws IllegalArgumentException if there are more than [#MOST_BUNDLES], or it gets longer
  ///     than a custodian's program reads
  public static String text(List<Bundle> bundles) {
    var text = new StringBuilder();
    bundles.forEach(
        bundle ->
            text.append("bundle ").append(Texts.base64(Texts.utf8(bundle.text()))).append('\n'));
    if (bundles.size() > MOST_BUNDLES || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("more than one custodian can be asked at once");
    }
    return text.toString();
  }

  /// The bundles' texts, for [Bundle#read].
  ///
  /// @throws CustodyRefused if the list is none, or longer than any town's
  public static List<String> read(String text) throws CustodyRefused {
    if (text.length() > MOST_CHARACTERS) {
      throw new CustodyRefused("The server's list of requests is longer than any town's.");
    }
    var bundles = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0 || !text.startsWith("bundle ", at)) {
        throw new CustodyRefused("The server's list of requests has a line that is none.");
      }
      if (bundles.size() == MOST_BUNDLES) {
        throw new CustodyRefused(
            "The server's list has more than %d requests.".formatted(MOST_BUNDLES));
      }
      var base64 = text.substring(at + "bundle ".length(), end);
      bundles.add(Texts.text(base64, "A request of the server's list"));
      at = end + 1;
    }
    return bundles;
  }
}
