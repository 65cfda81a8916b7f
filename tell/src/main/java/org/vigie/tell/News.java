package org.vigie.tell;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import org.vigie.model.AlarmKind;
import org.vigie.model.EventType;

/// One thing that a receiver is told. Whatever is not a field here never leaves the machine: there
/// is no picture in it and nothing about a person.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = News.OfAlarm.class, name = "alarm"),
  @JsonSubTypes.Type(value = News.OfAlert.class, name = "alert"),
  @JsonSubTypes.Type(value = News.Trial.class, name = "trial")
})
public sealed interface News {

  /// The same however often it is sent, so that whoever got it twice can tell; letters, digits and
  /// `_`.
  String id();

  /// When it was to be told.
  Instant at();

  /// An alarm of the system began or ended.
  ///
  /// @param subject what it is about, as its kind says
  /// @param spot the camera that it is about, if it is about one that is known
  /// @param detail one plain English sentence; told only where the receiver asks for details
  /// @param ended absent while it holds
  record OfAlarm(
      String id,
      Instant at,
      AlarmKind kind,
      String subject,
      Optional<Spot> spot,
      Instant since,
      String detail,
      Optional<Instant> ended)
      implements News {}

  /// A person confirmed an alert.
  ///
  /// @param alert its id in the town
  /// @param seen when the rule decided
  /// @param confirmed when a person did
  record OfAlert(
      String id,
      Instant at,
      long alert,
      EventType event,
      Spot spot,
      Instant seen,
      Instant confirmed)
      implements News {}

  /// Somebody tries whether the receiver is reached: nothing has happened.
  record Trial(String id, Instant at) implements News {}
}
