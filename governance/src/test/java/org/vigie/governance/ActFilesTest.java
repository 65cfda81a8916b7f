package org.vigie.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;
import org.vigie.model.EventType;

class ActFilesTest {

  private static final Path EXAMPLES =
      Path.of(String.valueOf(System.getProperty("vigie.root")), "design", "examples");

  private static final String RECORDING =
      """
      act: recording
      number: R-1
      authority: Mayor
      from: 2026-01-01T00:00:00Z
      until: 2027-01-01T00:00:00Z
      purposes: [rescue-and-fire]
      perimeter: the harbour
      cameras: all
      retention: 72 h
      review_window: 12 h
      """;

  private static final String DETECTION =
      """
      act: detection
      number: D-1
      authority: Mayor
      from: 2026-01-01T00:00:00Z
      until: 2026-02-01T00:00:00Z
      events: [INTRUSION]
      cameras: all
      zones: all
      """;

  @TempDir private Path dir;

  private Acts read(String profile, String... files) throws IOException, BadInput {
    for (int i = 0; i < files.length; i++) {
      Files.writeString(dir.resolve("act" + i + ".yaml"), files[i]);
    }
    return Acts.read(dir, LegalProfile.builtIn(profile));
  }

  @Test
  void reads_the_annotated_examples() throws BadInput {
    var acts = Acts.read(EXAMPLES.resolve("acts"), LegalProfile.builtIn("private-site"));
    var recording = acts.recording().getFirst();
    assertThat(recording.number()).isEqualTo("2026-DPT-0147");
    assertThat(recording.purposes())
        .containsExactlyInAnyOrder(Purpose.SAFETY_OF_PERSONS_AND_GOODS, Purpose.RESCUE_AND_FIRE);
    assertThat(recording.retention()).isEqualTo(Duration.ofDays(15));
    assertThat(recording.justification()).startsWith("Complaints about thefts");
    assertThat(recording.cameras().covers(new CameraId("depot-yard"))).isTrue();
    var detection = acts.detection().getFirst();
    assertThat(detection.until()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(detection.events())
        .containsExactlyInAnyOrder(EventType.INTRUSION, EventType.WRONG_WAY, EventType.LINE_COUNT);
    assertThat(detection.zones()).containsExactlyInAnyOrder("yard", "gate", "lane-out");
  }

  @Test
  void an_act_names_the_class_of_its_cameras_or_the_usual_one_holds() throws Exception {
    var quiet = read("private-site", RECORDING).recording().getFirst();
    assertThat(quiet.norm()).isEqualTo(Norm.OTHER);
    var narrow = read("private-site", RECORDING + "norm: narrow\n").recording().getFirst();
    assertThat(narrow.norm()).isEqualTo(Norm.NARROW);
    assertThatThrownBy(() -> read("private-site", RECORDING + "norm: sharp\n"))
        .hasMessageContaining("norm: 'sharp' is not one of [NARROW, OTHER, NONE]");
  }

  @Test
  void reads_the_example_of_a_towns_own_profile() throws BadInput {
    var profile = LegalProfile.read(EXAMPLES.resolve("profile-own.yaml"));
    assertThat(profile.longestDetectionAct()).isEqualTo(Duration.ofDays(92));
    assertThat(profile.demoOnly()).isFalse();
    assertThat(profile.listDeletionsFor()).isEqualTo(Duration.ofDays(400));
    assertThat(LegalProfile.builtIn("fr-video-only").listDeletionsFor())
        .isEqualTo(Duration.ofDays(400));
  }

  @Test
  void destroyed_reels_are_listed_longer_than_a_disk_with_such_footage_may_be_away()
      throws IOException, BadInput {
    var text = Files.readString(EXAMPLES.resolve("profile-own.yaml"));
    var file = dir.resolve("own.yaml");
    Files.writeString(file, text.replace("list_deletions_for: 400 d", "list_deletions_for: 60 d"));
    assertThat(LegalProfile.read(file).listDeletionsFor()).isEqualTo(Duration.ofDays(60));
    Files.writeString(file, text.replace("list_deletions_for: 400 d", "list_deletions_for: 59 d"));
    assertThatThrownBy(() -> LegalProfile.read(file))
        .hasMessageContaining("list_deletions_for: should be at least 60 d: a disk that was away");
  }

  @Test
  void the_built_in_profiles_say_what_they_allow() throws BadInput {
    for (var name : LegalProfile.builtInNames()) {
      var profile = LegalProfile.builtIn(name);
      assertThat(profile.name()).isEqualTo(name);
      assertThat(profile.events()).doesNotContain(EventType.WEAPON);
      assertThat(profile.longestRetention()).isLessThanOrEqualTo(Duration.ofDays(30));
      assertThat(profile.demoOnly()).isEqualTo(name.equals("demo"));
    }
    assertThat(LegalProfile.builtIn("fr-video-only").allowsAnalysis()).isFalse();
    assertThat(LegalProfile.builtIn("fr-experimental").longestDetectionAct())
        .isEqualTo(Duration.ofDays(31));
  }

  @Test
  void an_unknown_profile_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> LegalProfile.builtIn("fr"))
        .hasMessage(
            "'fr' is no legal profile of Vigie's: there are demo, private-site, fr-video-only,"
                + " fr-experimental, or give the file of your own");
  }

  @Test
  void what_is_left_out_is_what_needs_no_justification() throws IOException, BadInput {
    var acts =
        read(
            "private-site",
            RECORDING.replace("retention: 72 h\n", "").replace("review_window: 12 h\n", ""));
    assertThat(acts.recording().getFirst().retention()).isEqualTo(Duration.ofHours(72));
    assertThat(acts.recording().getFirst().reviewWindow()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void a_folder_without_acts_allows_nothing() throws BadInput {
    assertThat(Acts.read(dir.resolve("nowhere"), LegalProfile.builtIn("demo")))
        .isEqualTo(Acts.none());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention: 72 h | retention: 40 d"
            + " |:9: retention: 40 d is longer than the 30 d that the profile private-site allows",
        "retention: 72 h | retention: 15 d"
            + " |:9: retention: 15 d is above 72 h, so the act needs a 'justification':"
            + " why the footage must be kept that long",
        "retention: 72 h | retention: 0 h |:9: retention: should be longer than nothing",
        "review_window: 12 h | review_window: 48 h"
            + " |:10: review_window: 48 h is longer than the 24 h that the retention, or the"
            + " profile private-site, allows",
        "2027-01-01T00:00:00Z | 2025-01-01T00:00:00Z"
            + " |:5: until: should be after from, which is 2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z | 2027-01-01"
            + " |:5: until: should be an instant with its offset, such as 2026-11-22T00:00:00Z",
        "[rescue-and-fire] | [] |:6: purposes: names no purpose: name at least one of"
            + " [PUBLIC_BUILDINGS, NATIONAL_DEFENCE, TRAFFIC_FLOW, TRAFFIC_OFFENCES,"
            + " SAFETY_OF_PERSONS_AND_GOODS, TERRORISM_PREVENTION,"
            + " NATURAL_AND_TECHNOLOGICAL_RISKS, RESCUE_AND_FIRE, AMUSEMENT_PARKS,"
            + " VEHICLE_INSURANCE, ILLEGAL_DUMPING]",
        "cameras: all | cameras: [Quay 1] |:8: cameras[0]: 'Quay 1' is not a camera id:"
            + " lower-case letters, digits and hyphens, at most 40",
        "cameras: all | cameras: every |:8: cameras: should be all, or a list of camera ids",
        "perimeter: | perimetre: |:7: perimetre: is not a known key; did you mean perimeter?",
        "act: recording | act: filming"
            + " |:1: act: 'filming' is not one of [RECORDING, DETECTION]",
        "authority: Mayor | authority: '' |:1: has no 'authority', which is needed",
      })
  void names_file_line_and_key_of_a_wrong_recording_act(String right, String wrong, String said) {
    assertThatThrownBy(() -> read("private-site", RECORDING.replace(right, wrong)))
        .isInstanceOf(BadInput.class)
        .hasMessage(dir.resolve("act0.yaml") + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-02-01 | 2026-02-02 |:5: until: the act would last 32 d, longer than the 31 d that the"
            + " profile fr-experimental allows: end it sooner, and renew it by another act",
        "[INTRUSION] | [WEAPON] |:6: events[0]: WEAPON is not allowed by the profile"
            + " fr-experimental, which allows [ABANDONED_OBJECT, WRONG_WAY, INTRUSION,"
            + " PERSON_DOWN, CROWD_MOVEMENT, DENSITY, FIRE]",
        "[INTRUSION] | [LOITERING] |:6: events[0]: 'LOITERING' is not one of [ABANDONED_OBJECT,"
            + " WEAPON, WRONG_WAY, INTRUSION, PERSON_DOWN, CROWD_MOVEMENT, DENSITY, FIRE,"
            + " LINE_COUNT]",
        "zones: all | zones: [] |:8: zones: names no zone: write all, or a list of ids of zones",
      })
  void names_file_line_and_key_of_a_wrong_detection_act(String right, String wrong, String said) {
    assertThatThrownBy(() -> read("fr-experimental", DETECTION.replace(right, wrong)))
        .isInstanceOf(BadInput.class)
        .hasMessage(dir.resolve("act0.yaml") + said);
  }

  @Test
  void a_profile_without_analysis_takes_no_detection_act() {
    assertThatThrownBy(() -> read("fr-video-only", DETECTION))
        .hasMessage(
            dir.resolve("act0.yaml")
                + ":1: act: the profile fr-video-only allows no analysis: remove this act, or name a"
                + " profile whose law allows it");
  }

  @Test
  void two_acts_never_share_a_number() {
    assertThatThrownBy(() -> read("demo", RECORDING, DETECTION.replace("D-1", "R-1")))
        .hasMessage(
            dir.resolve("act1.yaml")
                + ":2: number: is already the number of the act in "
                + dir.resolve("act0.yaml"));
  }

  @Test
  void no_profile_lets_footage_be_kept_longer_than_thirty_days() throws IOException {
    var text = Files.readString(EXAMPLES.resolve("profile-own.yaml")).replace("15 d", "31 d");
    var file = Files.writeString(dir.resolve("own.yaml"), text);
    assertThatThrownBy(() -> LegalProfile.read(file))
        .hasMessage(
            file
                + ":15: recording.longest_retention: should be at most 30 d: no footage may be kept"
                + " longer");
  }

  @Test
  void judging_holds_acts_against_the_profile_again() throws BadInput {
    var at = Instant.parse("2026-06-01T00:00:00Z");
    var camera = new CameraId("quay");
    var recording =
        new RecordingAct(
            "R-1",
            "Mayor",
            at.minusSeconds(1),
            at.plusSeconds(1),
            Set.of(Purpose.RESCUE_AND_FIRE),
            "x",
            CameraScope.all(),
            Duration.ofDays(31),
            Duration.ofHours(1),
            "");
    var acts = new Acts(List.of(recording), List.of());
    assertThat(Judgement.recording(LegalProfile.builtIn("private-site"), acts, camera, at, at))
        .isEmpty();
  }
}
