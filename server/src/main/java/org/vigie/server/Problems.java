package org.vigie.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.desk.DeskException;
import org.vigie.desk.DrawingRefused;
import org.vigie.desk.StateUnavailable;
import org.vigie.desk.steer.SteerRefused;
import org.vigie.governance.Refused;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.MoverException;
import org.vigie.recording.CopyRoom;
import org.vigie.recording.KeysTooFarApart;
import org.vigie.server.door.DoorRefused;
import org.vigie.server.door.UsersUnavailable;

/// Turns whatever went wrong into an answer for people, and logs what only an administrator can
/// mend. Never shows a stack trace.
final class Problems {

  private static final Logger LOG = System.getLogger(Problems.class.getName());
  private static final MediaType TYPE = MediaType.APPLICATION_PROBLEM_JSON;

  private Problems() {}

  static ServerResponse answer(Throwable error, ServerRequest request) {
    var problem = of(error, request.method() + " " + request.path());
    var builder = ServerResponse.status(problem.code().status()).contentType(TYPE);
    if (problem.params().containsKey("seconds") && problem.code().status() == 429) {
      builder.header("Retry-After", problem.params().get("seconds"));
    }
    return builder.body(body(problem, request.servletRequest()));
  }

  /// Writes the answer where no handler is reached: in the security filters.
  static void write(ProblemCode code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(code.status());
    response.setContentType(TYPE.toString());
    response.getOutputStream().write(body(new Problem(code), request));
  }

  private static byte[] body(Problem problem, HttpServletRequest request) {
    return Json.bytes(problem.code().body(problem.params(), speaksFrench(request)));
  }

  /// Whether whoever asks wants French before English.
  static boolean speaksFrench(HttpServletRequest request) {
    var accepted = request.getHeader("Accept-Language");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("fr");
  }

  private static Problem of(Throwable error, String where) {
    return switch (error) {
      case Problem problem -> problem;
      case Refused refused -> new Problem(ProblemCode.REFUSED, "reason", said(refused));
      case CopyRoom.NoRoom none ->
          new Problem(
              ProblemCode.NO_ROOM_FOR_COPY,
              Map.of(
                  "needed", String.valueOf(none.neededMebibytes()),
                  "free", String.valueOf(none.freeMebibytes())));
      case KeysTooFarApart keys ->
          new Problem(ProblemCode.KEYS_TOO_FAR_APART, "seconds", String.valueOf(keys.seconds()));
      case DoorRefused refused -> of(refused);
      case DeskException refused -> of(refused);
      case DrawingRefused refused -> of(refused);
      case SteerRefused refused -> of(refused);
      case MoverException e -> new Problem(ProblemCode.CAMERA_DISOBEYS, "reason", said(e));
      case LedgerUnavailable e -> unavailable(where, e);
      case UsersUnavailable e -> unavailable(where, e);
      case StateUnavailable e -> unavailable(where, e);
      case AsyncRequestNotUsableException gone -> {
        // Whoever asked has hung up: a page that was left, a clip that was not watched to its end.
        LOG.log(Level.DEBUG, where + ": nobody waits for the answer any more");
        yield new Problem(ProblemCode.UNAVAILABLE);
      }
      default -> {
        LOG.log(Level.ERROR, where + " failed", error);
        yield new Problem(ProblemCode.UNAVAILABLE);
      }
    };
  }

  private static Problem of(DoorRefused refused) {
    return switch (refused) {
      case DoorRefused.WrongPassword e -> new Problem(ProblemCode.WRONG_PASSWORD);
      case DoorRefused.TooManyTries e ->
          new Problem(
              ProblemCode.TOO_MANY_TRIES,
              "seconds",
              String.valueOf(e.patience().plusMillis(999).toSeconds()));
      case DoorRefused.NotHabilitated e ->
          new Problem(ProblemCode.REFUSED, "reason", "no habilitation of yours is in force.");
      case DoorRefused.LinkSpent e -> new Problem(ProblemCode.LINK_SPENT);
      case DoorRefused.WeakPassword e -> new Problem(ProblemCode.PASSWORD_TOO_WEAK, "least", "12");
      case DoorRefused.NameTaken e -> new Problem(ProblemCode.NAME_TAKEN);
      case DoorRefused.Unknown e -> new Problem(ProblemCode.NO_SUCH_PERSON, "person", "");
      case DoorRefused.NoSuchKey e -> new Problem(ProblemCode.NO_SUCH_KEY);
      case DoorRefused.TooManyKeys e -> new Problem(ProblemCode.TOO_MANY_KEYS);
      case DoorRefused.NoSuchVisit e -> new Problem(ProblemCode.NO_SUCH_VISIT);
      case DoorRefused.TooManyVisits e -> new Problem(ProblemCode.TOO_MANY_VISITS);
      case DoorRefused.NoCompanion e -> new Problem(ProblemCode.NO_COMPANION);
      case DoorRefused.VisitUnconfirmed e -> new Problem(ProblemCode.VISIT_UNCONFIRMED);
      case DoorRefused.NoSuchSession e -> new Problem(ProblemCode.NO_SUCH_SESSION);
      case DoorRefused.WrongCode e -> new Problem(ProblemCode.WRONG_CODE);
      case DoorRefused.SignInOver e -> new Problem(ProblemCode.SIGN_IN_OVER);
      case DoorRefused.ProofNeeded e -> new Problem(ProblemCode.PROOF_NEEDED);
      case DoorRefused.LastFactor e -> new Problem(ProblemCode.LAST_FACTOR);
      case DoorRefused.NoPasskeysHere e -> new Problem(ProblemCode.NO_PASSKEYS_HERE);
      case DoorRefused.NoSuchPasskey e -> new Problem(ProblemCode.NO_SUCH_PASSKEY);
      case DoorRefused.PasskeyRefused e -> {
        LOG.log(Level.INFO, said(e));
        yield new Problem(ProblemCode.PASSKEY_REFUSED);
      }
      case DoorRefused.NoProvider e -> new Problem(ProblemCode.NO_PROVIDER);
      case DoorRefused.ProviderFailed e -> of(e);
      case DoorRefused.NoRole e -> new Problem(ProblemCode.NO_ROLE_FROM_PROVIDER);
      case DoorRefused.RolesClash e -> new Problem(ProblemCode.ROLES_CLASH);
      case DoorRefused.KeptOut e -> new Problem(ProblemCode.KEPT_OUT);
      case DoorRefused.SomebodyElse e -> new Problem(ProblemCode.SOMEBODY_ELSE);
      case DoorRefused.ThroughProvider e -> new Problem(ProblemCode.THROUGH_PROVIDER);
      case DoorRefused.LocalClosed e -> new Problem(ProblemCode.LOCAL_SIGN_IN_CLOSED);
      case DoorRefused.CannotLock e -> new Problem(ProblemCode.CANNOT_LOCK);
    };
  }

  /// Each language has its own words: a sentence of which half is in another helps nobody.
  private static Problem of(DoorRefused.ProviderFailed failed) {
    LOG.log(Level.WARNING, "sign-in through the provider: " + said(failed));
    return new Problem(
        failed.fault().isUnreachable()
            ? ProblemCode.PROVIDER_UNREACHABLE
            : ProblemCode.PROVIDER_NOT_BELIEVED,
        Map.of(
            "fault", failed.fault().name(),
            "reason", failed.fault().en(failed.detail()),
            "reason_fr", failed.fault().fr(failed.detail())));
  }

  private static Problem of(DeskException refused) {
    return switch (refused) {
      case DeskException.Unknown e -> new Problem(ProblemCode.NO_SUCH_ALERT, "alert", "");
      case DeskException.Judged e -> new Problem(ProblemCode.ALREADY_JUDGED);
      case DeskException.NoIncident e -> new Problem(ProblemCode.NO_SUCH_INCIDENT, "incident", "");
      case DeskException.NoShift e -> new Problem(ProblemCode.NO_SUCH_SHIFT, "shift", "");
      case DeskException.NoRule e -> Problem.badRequest(said(e));
      case DeskException.NotSo e -> new Problem(ProblemCode.DESK_NOT_SO, "reason", said(e));
      case DeskException.Incomplete e -> Problem.badRequest(said(e));
      case DeskException.Uncommissioned e -> Problem.badRequest(said(e));
      case DeskException.NotReady e -> Problem.badRequest(said(e));
    };
  }

  private static Problem of(SteerRefused refused) {
    return switch (refused) {
      case SteerRefused.NotSteerable e -> new Problem(ProblemCode.NOT_STEERABLE);
      // Whoever knows the name of who holds it says so before.
      case SteerRefused.Held e ->
          new Problem(
              ProblemCode.STEER_HELD,
              Map.of("name", e.person(), "seconds", String.valueOf(e.left().toSeconds())));
      case SteerRefused.Busy e -> new Problem(ProblemCode.CAMERA_DISOBEYS, "reason", said(e));
      case SteerRefused.NoPreset e -> new Problem(ProblemCode.NO_SUCH_PRESET);
    };
  }

  private static Problem of(DrawingRefused refused) {
    return switch (refused) {
      case DrawingRefused.Invalid e ->
          new Problem(ProblemCode.DRAWING_INVALID, Map.of("what", said(e), "key", e.key()));
      case DrawingRefused.Changed e -> new Problem(ProblemCode.DRAWING_CHANGED);
      case DrawingRefused.Unreadable e ->
          new Problem(ProblemCode.RULES_UNREADABLE, "what", said(e));
      case DrawingRefused.NotWritten e ->
          new Problem(ProblemCode.RULES_NOT_WRITTEN, "reason", said(e));
      case DrawingRefused.NoVersion e -> new Problem(ProblemCode.NO_SUCH_VERSION);
    };
  }

  private static Problem unavailable(String where, RuntimeException error) {
    LOG.log(Level.ERROR, where + ": " + error.getMessage());
    return new Problem(ProblemCode.UNAVAILABLE);
  }

  private static String said(Exception error) {
    return String.valueOf(error.getMessage());
  }
}
