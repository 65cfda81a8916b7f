package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.CertificateJudge;

/// What cameras make of their pictures by themselves, and what they hear, is neither asked for nor
/// kept (R6, R14), although the standard has words for it.
class NeitherAskedNorKeptTest {

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "audio|microphone|analytic|metadata|ruleengine|face|human|body(?!>)|gait|plate(?!au)|appearance"
              + "|motion|person|object|user(?!name)|snapshot|networkinterface|hostname",
          Pattern.CASE_INSENSITIVE);

  @Test
  void no_class_of_ours_uses_the_words_for_it() {
    var ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.vigie.onvif");
    assertThat(ours).hasSizeGreaterThan(20);
    var used = new TreeSet<String>();
    for (var type : ours) {
      if (type.getFullName().startsWith(OwnAccount.class.getName())) {
        // Looks for its own line alone, to change its own password.
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass();
        if (target.getPackageName().startsWith("org.onvif")) {
          used.add(target.getSimpleName());
        }
      }
    }
    assertThat(used).contains("GetProfiles", "PTZSpeed");
    assertThat(used).noneMatch(name -> FORBIDDEN.matcher(name).find());
  }

  @Test
  void no_request_asks_for_it() throws Exception {
    try (var device = MockDevice.start();
        var onvif =
            new Onvif(
                device.address(),
                Optional.empty(),
                CertificateJudge.firstSight(),
                new FakeClocks(),
                Limits.USUAL)) {
      var profile = onvif.describe().profiles().getFirst();
      var ptz = onvif.ptz(profile).orElseThrow();
      ptz.move(1, 1, 1, Duration.ofSeconds(1));
      ptz.presets();
      onvif.masks(profile).orElseThrow().list();
      onvif.setClock();
      try (var signs = onvif.signs().orElseThrow()) {
        signs.next(Duration.ofSeconds(1));
      }
      assertThat(device.asked()).hasSizeGreaterThan(10);
      assertThat(device.requests())
          .map(
              request ->
                  request.substring(request.indexOf("Body>") + 5, request.lastIndexOf("</s:Body>")))
          .noneMatch(request -> FORBIDDEN.matcher(request).find());
    }
  }
}
