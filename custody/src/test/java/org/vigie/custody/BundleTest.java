package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a custodian is given to read: one request with its envelopes, and the list of all that
/// wait.
class BundleTest {

  @Test
  void goes_through_text_unchanged_and_can_be_approved_from_it() throws Exception {
    var town = new Rehearsal(3, 2, 21);
    try (var opening = town.begin()) {
      var bundle = new Bundle(opening.request(), town.envelopes);
      var read = Bundle.read(bundle.text());
      assertThat(read).isEqualTo(bundle);
      assertThat(read.text()).isEqualTo(bundle.text());
      for (int custodian : List.of(0, 2)) {
        opening.accept(
            town.custodians
                .get(custodian)
                .approve(read.request(), read.envelopes(), town.clocks.wall()));
      }
      assertThat(opening.isOpen()).isTrue();
    }
  }

  @Test
  void whose_request_and_envelopes_disagree_is_refused() throws Exception {
    var town = new Rehearsal(3, 2, 22);
    var other = new Rehearsal(3, 2, 23);
    var request = town.request(new byte[32]);
    var otherSet = Envelope.seal(town.keys.get(1), Rehearsal.hash(town.headers.get(1)), other.set);
    for (var bad :
        List.of(
            town.envelopes.subList(0, 1),
            town.envelopes.reversed(),
            List.of(town.envelopes.get(0), otherSet),
            List.<Envelope>of())) {
      assertThatThrownBy(() -> new Bundle(request, bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Bundle.read(text(request.text(), bad)))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("envelope");
    }
    var liar =
        town.request(
            new byte[32], "park", Rehearsal.NOON, Rehearsal.NOON.plusSeconds(60), town.headers);
    assertThatThrownBy(() -> Bundle.read(text(liar.text(), town.envelopes)))
        .isInstanceOf(CustodyRefused.class)
        .hasMessageContaining("says cameras park");
  }

  @Test
  void of_which_one_character_changed_is_refused_or_another() throws Exception {
    var town = new Rehearsal(3, 1, 24);
    var bundle = new Bundle(town.request(new byte[32]), town.envelopes);
    var text = bundle.text();
    var random = new Random(25);
    for (int i = 0; i < 500; i++) {
      var bad = new StringBuilder(text);
      bad.setCharAt(random.nextInt(text.length()), (char) (10 + random.nextInt(120)));
      if (!bad.toString().equals(text)) {
        try {
          assertThat(Bundle.read(bad.toString())).isNotEqualTo(bundle);
        } catch (CustodyRefused e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
    for (int length = 0; length < text.length(); length += 11) {
      var cut = text.substring(0, length);
      assertThatThrownBy(() -> Bundle.read(cut)).isInstanceOf(CustodyRefused.class);
    }
    assertThatThrownBy(() -> Bundle.read(text + "more\n")).isInstanceOf(CustodyRefused.class);
  }

  @Test
  void one_that_cannot_be_read_does_not_hide_the_others_of_a_list() throws Exception {
    var town = new Rehearsal(3, 1, 26);
    var bundle = new Bundle(town.request(new byte[32]), town.envelopes);
    assertThat(BundleList.read(BundleList.text(List.of()))).isEmpty();
    assertThat(BundleList.read(BundleList.text(List.of(bundle, bundle))))
        .containsExactly(bundle.text(), bundle.text());
    var broken = "bundle " + Texts.base64(Texts.utf8("nonsense")) + "\n";
    assertThat(BundleList.read(broken + BundleList.text(List.of(bundle))))
        .containsExactly("nonsense", bundle.text());
  }

  @Test
  void a_list_without_end_is_refused() throws Exception {
    var line = "bundle " + Texts.base64(Texts.utf8("x")) + "\n";
    assertThat(BundleList.read(line.repeat(BundleList.MOST_BUNDLES))).hasSize(100);
    var many = line.repeat(BundleList.MOST_BUNDLES + 1);
    assertThatThrownBy(() -> BundleList.read(many)).hasMessageContaining("more than 100");
    for (var bad : List.of("x\n", "bundle", "bundle ", "bundle !!\n", "bundle eA==", "\n")) {
      assertThatThrownBy(() -> BundleList.read(bad)).isInstanceOf(CustodyRefused.class);
    }
    var huge = "x".repeat(BundleList.MOST_CHARACTERS + 1);
    assertThatThrownBy(() -> BundleList.read(huge)).hasMessageContaining("longer");
    var bundle = new Rehearsal(3, 1, 27);
    var one = new Bundle(bundle.request(new byte[32]), bundle.envelopes);
    var tooMany = new ArrayList<Bundle>();
    for (int i = 0; i <= BundleList.MOST_BUNDLES; i++) {
      tooMany.add(one);
    }
    assertThatThrownBy(() -> BundleList.text(tooMany)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(String request, List<Envelope> envelopes) {
    var text = new StringBuilder("vigie-asked-1\nrequest ");
    text.append(Texts.base64(Texts.utf8(request))).append('\n');
    envelopes.forEach(
        envelope -> text.append("envelope " + Texts.base64(envelope.encode()) + "\n"));
    return text.toString();
  }
}
