package org.vigie.server.door;

import java.time.Duration;
import org.vigie.server.oidc.OidcException;
import org.vigie.server.oidc.OidcFault;

/// The door stays shut. The kind says what the person can do; nothing here holds a password.
public abstract sealed class DoorRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private DoorRefused(String message) {
    super(message);
  }

  /// Name and password do not belong together; which of them is wrong is not said.
  public static final class WrongPassword extends DoorRefused {
    private static final long serialVersionUID = 1L;

    WrongPassword() {
      super("wrong name or password");
    }
  }

  /// Too many failures: wait.
  public static final class TooManyTries extends DoorRefused {
    private static final long serialVersionUID = 1L;
    private final Duration patience;

    TooManyTries(Duration wait) {
      super("too many failed sign-ins");
      this.patience = wait;
    }

    public Duration patience() {
      return patience;
    }
  }

  /// The password is right, and no habilitation is in force.
  public static final class NotHabilitated extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NotHabilitated() {
      super("no habilitation in force");
    }
  }

  /// The link has been used, has been replaced, has expired, or never was.
  public static final class LinkSpent extends DoorRefused {
    private static final long serialVersionUID = 1L;

    LinkSpent() {
      super("the link is no longer good");
    }
  }

  /// The password chosen is too short or too easy.
  public static final class WeakPassword extends DoorRefused {
    private static final long serialVersionUID = 1L;

    WeakPassword() {
      super("the password is too weak");
    }
  }

  /// Another person has this name.
  public static final class NameTaken extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NameTaken() {
      super("the name is taken");
    }
  }

  /// There is no such person.
  public static final class Unknown extends DoorRefused {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super("no such person");
    }
  }

  /// There is no such key of a program.
  public static final class NoSuchKey extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoSuchKey() {
      super("no such key");
    }
  }

  /// There is no such maintenance visit.
  public static final class NoSuchVisit extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoSuchVisit() {
      super("no such visit");
    }
  }

  /// As many maintenance visits are open as may be.
  public static final class TooManyVisits extends DoorRefused {
    private static final long serialVersionUID = 1L;

    TooManyVisits() {
      super("too many visits");
    }
  }

  /// Nobody accompanies a maintenance visit who could, or must.
  public static final class NoCompanion extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoCompanion() {
      super("nobody who could accompanies the visit");
    }
  }

  /// Whoever accompanies a maintenance visit has yet to confirm it; its link stays good.
  public static final class VisitUnconfirmed extends DoorRefused {
    private static final long serialVersionUID = 1L;

    VisitUnconfirmed() {
      super("the visit has yet to be confirmed");
    }
  }

  /// The town has as many keys of programs as it may.
  public static final class TooManyKeys extends DoorRefused {
    private static final long serialVersionUID = 1L;

    TooManyKeys() {
      super("too many keys of programs");
    }
  }

  /// There is no such session, or it is somebody else's.
  public static final class NoSuchSession extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoSuchSession() {
      super("no such session");
    }
  }

  /// The code is no code of this person now: it is wrong, was used, or its time is over.
  public static final class WrongCode extends DoorRefused {
    private static final long serialVersionUID = 1L;

    WrongCode() {
      super("wrong code");
    }
  }

  /// The sign-in that had begun took too long, or is done.
  public static final class SignInOver extends DoorRefused {
    private static final long serialVersionUID = 1L;

    SignInOver() {
      super("the sign-in is over");
    }
  }

  /// What is asked takes a proof, of the last minutes, of who asks.
  public static final class ProofNeeded extends DoorRefused {
    private static final long serialVersionUID = 1L;

    ProofNeeded() {
      super("proof needed");
    }
  }

  /// The town requires a second factor, and this is the last one.
  public static final class LastFactor extends DoorRefused {
    private static final long serialVersionUID = 1L;

    LastFactor() {
      super("the last second factor");
    }
  }

  /// The person has nothing to unlock with: neither a password nor a second factor.
  public static final class CannotLock extends DoorRefused {
    private static final long serialVersionUID = 1L;

    CannotLock() {
      super("nothing to unlock with");
    }
  }

  /// Browsers make no passkeys for the address at which the console was opened.
  public static final class NoPasskeysHere extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoPasskeysHere() {
      super("no passkeys at this address");
    }
  }

  /// The person has no such passkey.
  public static final class NoSuchPasskey extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoSuchPasskey() {
      super("no such passkey");
    }
  }

  /// No provider is configured, or it has nothing to do with this person.
  public static final class NoProvider extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoProvider() {
      super("there is no provider to sign in with");
    }
  }

  /// The provider cannot be used, or what it said is not believed.
  public static final class ProviderFailed extends DoorRefused {
    private static final long serialVersionUID = 1L;
    private final OidcFault fault;
    private final String detail;

    ProviderFailed(OidcException e) {
      super(String.valueOf(e.getMessage()));
      this.fault = e.fault();
      this.detail = e.detail();
    }

    public OidcFault fault() {
      return fault;
    }

    public String detail() {
      return detail;
    }
  }

  /// The provider knows the person, and nothing that it says of them gives them a role here.
  public static final class NoRole extends DoorRefused {
    private static final long serialVersionUID = 1L;

    NoRole() {
      super("nothing that the provider says of this person gives them a role");
    }
  }

  /// What the provider says gives roles that nobody may hold together.
  public static final class RolesClash extends DoorRefused {
    private static final long serialVersionUID = 1L;

    RolesClash() {
      super("the roles that the provider gives may not be held together");
    }
  }

  /// An administrator has ended the person.
  public static final class KeptOut extends DoorRefused {
    private static final long serialVersionUID = 1L;

    KeptOut() {
      super("an administrator has ended this person");
    }
  }

  /// Whoever signed in at the provider is not the person whose workstation this is.
  public static final class SomebodyElse extends DoorRefused {
    private static final long serialVersionUID = 1L;

    SomebodyElse() {
      super("somebody else signed in at the provider");
    }
  }

  /// The person signs in through the provider, and in no other way.
  public static final class ThroughProvider extends DoorRefused {
    private static final long serialVersionUID = 1L;

    ThroughProvider() {
      super("this person signs in through the provider: there is no password to choose");
    }
  }

  /// The town keeps sign-in without the provider for administrators.
  public static final class LocalClosed extends DoorRefused {
    private static final long serialVersionUID = 1L;

    LocalClosed() {
      super("sign-in without the provider is for administrators");
    }
  }

  /// The passkey is not one that is known, or did not say what it was asked.
  public static final class PasskeyRefused extends DoorRefused {
    private static final long serialVersionUID = 1L;

    PasskeyRefused(String why) {
      super("the passkey was not taken: " + why);
    }
  }
}
