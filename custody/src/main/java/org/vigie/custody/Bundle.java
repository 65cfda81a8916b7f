package org.vigie.custody;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a custodian is given: a request, and the envelopes of the reels that it asks for.
///
/// @param request what is asked for
/// @param envelopes of the request's reels, in its order, each for the request's set of custodians
public record Bundle(OpeningRequest request, List<Envelope> envelopes) {

  private static final String MAGIC = "vigie-asked-1";

  /// @throws IllegalArgumentException if the envelopes are not those of the request
  public Bundle {
    envelopes = List.copyOf(envelopes);
    try {
      problem(request, envelopes)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    } catch (CustodyRefused e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Optional<String> problem(OpeningRequest request, List<Envelope> envelopes)
      throws CustodyRefused {
    var reels = request.reels();
    if (envelopes.size() != reels.size()) {
      return Optional.of(
          "The request is for %d reels and came with %d envelopes."
              .formatted(reels.size(), envelopes.size()));
    }
    for (int i = 0; i < envelopes.size(); i++) {
      if (!Arrays.equals(envelopes.get(i).headerHash(), reels.get(i).hash())) {
        return Optional.of("An envelope is of another reel than the request says.");
      }
      if (!Arrays.equals(envelopes.get(i).setHash(), request.set())) {
        return Optional.of("An envelope is for another set of custodians than is asked.");
      }
    }
    return Optional.empty();
  }

  /// As text, to be sent or kept in a file.
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(MAGIC);
    lines.add("request " + Texts.base64(Texts.utf8(request.text())));
    envelopes.forEach(envelope -> lines.add("envelope " + Texts.base64(envelope.encode())));
    return String.join("\n", lines) + "\n";
  }

  /// Reads what [#text] wrote, and checks that request, reels and envelopes agree.
  ///
  /// @throws CustodyRefused if they do not, or it is not written as Vigie writes it
  public static Bundle read(String text) throws CustodyRefused {
    var lines = new Lines(text, MAGIC, "what a custodian is asked");
    var request = OpeningRequest.read(lines.text("request"));
    var envelopes = new ArrayList<Envelope>();
    while (lines.isNext("envelope")) {
      envelopes.add(Envelope.decode(Texts.base64(lines.value("envelope"), "An envelope")));
    }
    lines.end();
    var problem = problem(request, envelopes);
    if (problem.isPresent()) {
      throw new CustodyRefused(problem.get());
    }
    return new Bundle(request, envelopes);
  }
}
