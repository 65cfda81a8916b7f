package org.vigie.model;

/// What an alarm is about: the system's own health, never what the pictures show (that is an
/// alert). Names are stored in the ledger: only append.
public enum AlarmKind {
  /// A camera that an act covers has not been recorded for a while. Subject: the camera, or
  /// `all cameras`.
  NOT_RECORDING,
  /// The stored stream is smaller or slower than its act's class asks for. Subject: the camera.
  BELOW_NORM,
  /// A volume is missing, or another one lies in its place. Subject: the volume's name.
  VOLUME_WRONG,
  /// A volume is nearly full, takes no new cameras, or takes nothing more. Subject: the volume's
  /// name; `kept clips` where those find no room on the data folder's disk.
  VOLUME_SPACE,
  /// A write or flush failed. Subject: the volume's name.
  DISK_FAILED,
  /// The disk does not keep up and footage was dropped. Subject: the camera.
  OVERLOAD,
  /// Index and disk do not agree. Subject: the volume's name.
  INDEX_MISMATCH,
  /// A file of footage cannot be read. Subject: the volume's name.
  UNREADABLE,
  /// The wall clock stepped, or is not synchronised. Subject: `clock`.
  CLOCK,
  /// A camera's clock runs away from this machine's. Subject: the camera.
  CAMERA_DRIFT,
  /// The program that burns a camera's privacy masks died. Subject: the camera.
  BURNER,
  /// The ledger cannot be written, or is behind what the state says. Subject: `ledger`.
  LEDGER,
  /// A database was gone, unreadable or older than the ledger. Subject: its file's name.
  DATABASE,
  /// A camera faces dwellings and has no static privacy mask. Subject: the camera.
  DWELLINGS_UNMASKED,
  /// Nearly all of a picture is white, black or one grey. Subject: the camera.
  VIEW_BLINDED,
  /// A picture has lost its fine detail. Subject: the camera.
  VIEW_DEFOCUSED,
  /// A camera looks elsewhere, and its rules rest until a person says that its view is right.
  /// Subject: the camera.
  VIEW_MOVED,
  /// Something lies over a lens. Subject: the camera.
  VIEW_COVERED,
  /// Several cameras were lost or blinded at nearly the same time. Subject: `cameras`.
  GROUP_OUTAGE,
  /// The eyes decode the cameras' pictures with all the rights of Vigie: their walls could not be
  /// had. Subject: `eyes`.
  UNCONFINED,
  /// A later version was installed, did not answer and record, and was put back. Subject: `vigie`.
  UPGRADE_UNDONE,
  /// A rule was right less often than was declared, and is in shadow again. Subject: the camera and
  /// the rule, with a space between.
  RULE_BELOW_FLOOR,
  /// Footage is past its act's limit and was not destroyed. Subject: the volume's name, or `kept
  /// clips`.
  DELETION_LATE,
  /// A judicial hold should have been reviewed. Subject: the hold's id.
  HOLD_REVIEW,
  /// A witness of the ledger owes its cosignature for a day or longer. Subject: its name.
  WITNESS_SILENT,
  /// A witness cosigned what the ledger had signed and does not continue any more. Subject: the id
  /// of the witness' key.
  LEDGER_CONTRADICTED,
  /// A request for access must be answered within a week, or should have been. Subject: the case's
  /// number.
  ACCESS_DUE,
  /// Footage that a request for access asks for is destroyed within a day, and nothing of it is
  /// copied. Subject: the case's number.
  ACCESS_FOOTAGE,
  /// An act ends within 180, 90 or 30 days, and none follows it. Subject: its number and the days,
  /// with a space between.
  ACT_ENDS,
  /// The folder of the acts holds one that cannot be used; those in force stay in force. Subject:
  /// `acts`.
  ACTS_REFUSED,
  /// A receiver outside the machine has not taken for a while what it is told. Subject: its name.
  NOT_TOLD,
  /// A camera that was steered is not back where its zones are drawn: its rules rest. Subject: the
  /// camera.
  CAMERA_AWAY,
  /// The certificate that browsers are shown ends soon, or its successor cannot be used. Subject:
  /// `certificate`.
  CERTIFICATE,
  /// A camera does not cover by itself what it was last told to cover. Subject: the camera.
  INNER_MASKS,
  /// A source outside that Vigie listens to cannot be heard. Subject: its name.
  NOT_HEARD,
  /// What is drawn for a preset of a camera that turns is not used: the camera does not remember
  /// it, or does not say where it looks. Subject: the camera.
  PRESETS;

  /// Whether its subject is a camera's id, or may be.
  public boolean isOfCamera() {
    return switch (this) {
      case NOT_RECORDING,
          BELOW_NORM,
          OVERLOAD,
          CAMERA_DRIFT,
          BURNER,
          DWELLINGS_UNMASKED,
          VIEW_BLINDED,
          VIEW_DEFOCUSED,
          VIEW_MOVED,
          VIEW_COVERED,
          CAMERA_AWAY,
          INNER_MASKS,
          PRESETS ->
          true;
      case VOLUME_WRONG,
          VOLUME_SPACE,
          DISK_FAILED,
          INDEX_MISMATCH,
          UNREADABLE,
          CLOCK,
          LEDGER,
          DATABASE,
          GROUP_OUTAGE,
          UNCONFINED,
          UPGRADE_UNDONE,
          RULE_BELOW_FLOOR,
          DELETION_LATE,
          HOLD_REVIEW,
          WITNESS_SILENT,
          LEDGER_CONTRADICTED,
          ACCESS_DUE,
          ACCESS_FOOTAGE,
          ACT_ENDS,
          ACTS_REFUSED,
          NOT_TOLD,
          CERTIFICATE,
          NOT_HEARD ->
          false;
    };
  }
}
