// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.ArrayList;
import java.util.List;
import palaver.base.RoomKey;

/// Decides when something needs a person: facts and the time in, alerts out. Every rule answers to
/// the fact that breaks it, so an alert is as old as its fact, but for a store in trouble, which is
/// given [AlertLimits#storeTroubleNs] first.
///
/// Not for several threads at once.
public final class AlertRules {

  private final Cooldown cooldown;
  private final RoomTrouble roomTrouble;
  private final QualityWatch quality;
  private final ErrorRate errors;
  private final StoreTrouble store;

  public AlertRules(AlertLimits limits) {
    cooldown = new Cooldown(limits.cooldownNs(), limits.subjectsMax());
    roomTrouble =
        new RoomTrouble(limits.roomWindowNs(), limits.roomEndsMax(), limits.subjectsMax());
    quality = new QualityWatch(limits);
    errors = new ErrorRate(limits.errorWindowNs(), limits.errorsMin(), limits.errorFactor());
    store = new StoreTrouble(limits.storeTroubleNs());
  }

  /// Takes one fact. The alerts are those to raise now; the cooldown has taken out the others.
  ///
  /// @param nowNs the time, which never goes back
  public List<Alert> onFact(long nowNs, AlertFact fact) {
    List<Alert> raised = new ArrayList<>();
    for (Alert wanted : wanted(nowNs, fact)) {
      int heldBack = cooldown.heldBackBefore(nowNs, wanted);
      if (heldBack >= 0) {
        raised.add(
            new Alert(
                wanted.kind(),
                wanted.world(),
                wanted.roomId(),
                wanted.subject(),
                wanted.text(),
                heldBack));
      }
    }
    return raised;
  }

  private List<Alert> wanted(long nowNs, AlertFact fact) {
    return switch (fact) {
      case AlertFact.SessionShown shown -> {
        quality.shown(shown.session(), shown.room());
        yield List.of();
      }
      case AlertFact.SessionEnded ended -> {
        quality.ended(ended.session());
        yield roomTrouble.ended(nowNs, ended);
      }
      case AlertFact.QualityMeasured measured -> quality.measured(measured);
      case AlertFact.PeerFailed failed ->
          List.of(
              inRoom(
                  AlertKind.ROOM_ISSUE,
                  failed.room(),
                  "A defect of the server closed a connection in this room."));
      case AlertFact.MediaRestarted restarted -> List.of(restarted(restarted.mediaThread()));
      case AlertFact.ServerFailed _ -> errors.failed(nowNs);
      case AlertFact.ReportFiled filed -> List.of(filed(filed));
      case AlertFact.StoreMeasured measured -> store.measured(nowNs, measured);
    };
  }

  private static Alert restarted(int thread) {
    return new Alert(
        AlertKind.ROOM_ISSUE,
        null,
        null,
        "media-" + thread,
        "Media thread " + thread + " began anew; its rooms ended and people come back.",
        0);
  }

  private static Alert filed(AlertFact.ReportFiled filed) {
    return new Alert(
        AlertKind.REPORT_FILED,
        filed.room().world(),
        filed.room().roomId(),
        filed.reportId(),
        "Somebody in this room was reported to the moderators.",
        0);
  }

  static Alert inRoom(AlertKind kind, RoomKey room, String text) {
    return new Alert(kind, room.world(), room.roomId(), null, text, 0);
  }

  static Alert ofServer(AlertKind kind, String text) {
    return new Alert(kind, null, null, null, text, 0);
  }
}
