package org.vigie.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What custodians and server hand to each other, as bytes and as text; and the file of a
/// custodian's keys.
class FormsTest {

  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  @Test
  void one_share_of_two_says_nothing_and_any_two_say_all() {
    var random = new Random(1);
    for (int round = 0; round < 200; round++) {
      var key = new byte[32];
      random.nextBytes(key);
      int custodians = 3 + random.nextInt(14);
      var shares = Shares.split(key, custodians);
      int a = 1 + random.nextInt(custodians);
      int b = 1 + (a + random.nextInt(custodians - 1)) % custodians;
      assertThat(Shares.join(a, shares.get(a - 1), b, shares.get(b - 1))).isEqualTo(key);
      // With the other's share unknown every key is still possible: any value of it gives one.
      assertThat(Shares.join(a, shares.get(a - 1), b, new byte[32])).isNotEqualTo(key);
      assertThat(shares).doesNotContain(key);
    }
  }

  @Test
  void a_byte_of_a_share_takes_every_value_equally_often() {
    var key = new byte[32];
    var seen = new int[256];
    for (int round = 0; round < 2_000; round++) {
      for (byte value : Shares.split(key, 3).getFirst()) {
        seen[value & 0xff]++;
      }
    }
    // 64 000 draws, 250 of each on average: six standard deviations are 95.
    assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(155);
    assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(345);
  }

  @Test
  void an_envelope_of_which_one_bit_changed_is_refused() throws Exception {
    var town = new Rehearsal(4, 1, 2);
    var bytes = town.envelopes.getFirst().encode();
    assertThat(Envelope.decode(bytes)).isEqualTo(town.envelopes.getFirst());
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      var changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Envelope.decode(changed)).isInstanceOf(CustodyRefused.class);
    }
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Envelope.decode(cut)).isInstanceOf(CustodyRefused.class);
    }
  }

  @Test
  void an_envelope_holds_nothing_of_the_key() throws Exception {
    var town = new Rehearsal(3, 1, 3);
    var hex = Texts.hex(town.envelopes.getFirst().encode());
    for (int i = 0; i + 4 <= 32; i++) {
      var piece = Texts.hex(Arrays.copyOfRange(town.keys.getFirst(), i, i + 4));
      assertThat(hex).doesNotContain(piece);
    }
  }

  @Test
  void a_set_goes_through_text_and_every_change_of_it_changes_its_hash() throws Exception {
    var set = new Rehearsal(3, 0, 4).set;
    assertThat(CustodianSet.read(set.text())).isEqualTo(set);
    assertThat(CustodianSet.read(set.text()).hash()).isEqualTo(set.hash());
    var random = new Random(5);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(set.text().length());
      var bad = new StringBuilder(set.text());
      bad.setCharAt(at, (char) (32 + random.nextInt(95)));
      if (!bad.toString().equals(set.text())) {
        try {
          assertThat(CustodianSet.read(bad.toString()).hash()).isNotEqualTo(set.hash());
        } catch (CustodyRefused e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  @Test
  void a_set_has_three_custodians_and_nobody_twice() throws Exception {
    var members = new Rehearsal(3, 0, 6).set.members();
    var twice = new ArrayList<>(members);
    twice.add(new Custodian("custodian-9", members.get(0).sealing(), members.get(1).signing()));
    for (var bad : List.of(members.subList(0, 2), List.<Custodian>of(), twice)) {
      var text = new StringBuilder("vigie-custodians-1\ntown Testville\nset 1\n");
      bad.forEach(member -> text.append(member.card()).append('\n'));
      assertThatThrownBy(() -> CustodianSet.read(text.toString()))
          .isInstanceOf(CustodyRefused.class);
    }
  }

  @Test
  void a_request_of_which_one_character_changed_is_refused_or_another() throws Exception {
    var town = new Rehearsal(3, 2, 7);
    try (var opening = town.begin()) {
      var text = opening.request().text();
      var random = new Random(8);
      for (int i = 0; i < 500; i++) {
        var bad = new StringBuilder(text);
        bad.setCharAt(random.nextInt(text.length()), (char) (10 + random.nextInt(120)));
        if (!bad.toString().equals(text)) {
          try {
            assertThat(OpeningRequest.read(bad.toString()).hash())
                .isNotEqualTo(opening.request().hash());
          } catch (CustodyRefused e) {
            assertThat(e.getMessage()).isNotBlank();
          }
        }
      }
      for (int length = 0; length < text.length(); length += 7) {
        var cut = text.substring(0, length);
        assertThatThrownBy(() -> OpeningRequest.read(cut)).isInstanceOf(CustodyRefused.class);
      }
    }
  }

  @Test
  void keys_come_back_with_their_passphrase_only(@TempDir Path dir) throws Exception {
    var file = dir.resolve("custodian.keys");
    try (var keys = CustodianKeys.create("dpo-1")) {
      assertThatThrownBy(() -> KeyFile.write(file, keys, "short".toCharArray()))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("at least 12");
      KeyFile.write(file, keys, PASSPHRASE);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> KeyFile.write(file, keys, PASSPHRASE))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(KeyFile.whose(file)).isEqualTo(keys.custodian());
      try (var read = KeyFile.read(file, PASSPHRASE)) {
        assertThat(read.secrets()).isEqualTo(keys.secrets());
        assertThat(read.custodian()).isEqualTo(keys.custodian());
      }
      assertThatThrownBy(() -> KeyFile.read(file, "another passphrase".toCharArray()))
          .isInstanceOf(CustodyRefused.class)
          .hasMessageContaining("passphrase");
      var text = Files.readString(file);
      assertThat(text).doesNotContain(Texts.base64(Arrays.copyOf(keys.secrets(), 32)));
      var other = text.replace("dpo-1", "dpo-2");
      var swapped = Files.writeString(dir.resolve("swapped"), other);
      assertThatThrownBy(() -> KeyFile.read(swapped, PASSPHRASE))
          .isInstanceOf(CustodyRefused.class);
      var cut = Files.writeString(dir.resolve("cut"), text.substring(0, text.length() - 3));
      assertThatThrownBy(() -> KeyFile.read(cut, PASSPHRASE)).isInstanceOf(CustodyRefused.class);
    }
  }

  @Test
  void a_card_is_one_line_and_its_fingerprint_can_be_read_out() throws Exception {
    try (var keys = CustodianKeys.create("dpo-1")) {
      var card = keys.custodian().card();
      assertThat(Custodian.ofCard(card)).isEqualTo(keys.custodian());
      assertThat(keys.custodian().fingerprint()).matches("([0-9a-f]{8} ){7}[0-9a-f]{8}");
      assertThat(keys.custodian().fingerprint().replace(" ", "")).startsWith(keys.custodian().id());
      for (var bad : List.of("", "x", card + " more", card.replace("dpo", "DPO"))) {
        assertThatThrownBy(() -> Custodian.ofCard(bad)).isInstanceOf(CustodyRefused.class);
      }
    }
    assertThatThrownBy(() -> CustodianKeys.create("Jane Doe")).isInstanceOf(CustodyRefused.class);
  }
}
