// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rtc.ConnectionGrade;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.SfuEvent;

/// One person's place in a room, from the reservation to the end of the session.
///
/// | from | to | when |
/// |---|---|---|
/// | reserved | present | the join is confirmed |
/// | reserved | gone | abandoned, or not confirmed within 10 s |
/// | present | gone | the session ends |
final class Seat extends Timed<Seat.Timer> {

  enum Timer {
    /// The reservation lapses.
    CONFIRMATION,
    /// No offer came: `joined_too_late`.
    OFFER,
    /// No handshake was finished: `media_unreachable`.
    HANDSHAKE,
    /// No WebSocket came back: `signaling_lost`.
    RESUME
  }

  /// Of fewer packets a share of lost ones says nothing.
  private static final int PACKETS_TO_JUDGE = 50;

  private final SessionId session;
  private final Room room;
  private final Subject subject;
  private final String username;
  private final boolean observer;
  private final Standing standing;
  private final TokenBucket chats;
  private final int stream;
  private final SpeakingTime speakingTime = new SpeakingTime();
  private Ticket ticket;
  private boolean present;
  private long presentSinceNs;
  private @Nullable Socket socket;
  private @Nullable MediaPath media;
  private boolean everConnected;
  private Participant.Connection connection = Participant.Connection.JOINING;
  private boolean muted;
  private boolean handRaised;
  private @Nullable String silenceReason;
  private List<SfuEvent.SlotOccupant> occupants = List.of();
  private int participantsPeak;
  private @Nullable ConnectionQuality formerQuality;
  private @Nullable ConnectionQuality quality;
  private @Nullable ConnectionGrade grade;

  Seat(
      Agenda agenda,
      SessionId session,
      Room room,
      Subject subject,
      String username,
      boolean observer,
      Standing standing,
      int stream,
      Ticket ticket,
      Limits.Rate chats) {
    super(agenda, Timer.class);
    this.session = session;
    this.room = room;
    this.subject = subject;
    this.username = username;
    this.observer = observer;
    this.standing = standing;
    this.chats = new TokenBucket(chats);
    this.stream = stream;
    this.ticket = ticket;
  }

  SessionId session() {
    return session;
  }

  Room room() {
    return room;
  }

  Subject subject() {
    return subject;
  }

  String userId() {
    return subject.userId();
  }

  String username() {
    return username;
  }

  /// Whether they only listen.
  boolean observer() {
    return observer;
  }

  /// What they are on this server.
  Standing standing() {
    return standing;
  }

  /// How many people they can hear at once.
  int slots() {
    return observer ? room.observerSlots() : room.slots();
  }

  /// Whether their rate lets one more chat message through.
  boolean mayChat(long nowNs) {
    return chats.take(nowNs);
  }

  /// Whether a moderator muted them.
  boolean silenced() {
    return silenceReason != null;
  }

  /// Notes why a moderator muted them, or that they may be heard again when it is null.
  void silence(@Nullable String reason) {
    silenceReason = reason;
  }

  int stream() {
    return stream;
  }

  /// What everybody in the room sees of this person.
  Participant participant() {
    return new Participant(
        subject.userId(),
        username,
        stream,
        muted,
        silenceReason != null,
        silenceReason,
        speakingTime.speaking(),
        connection,
        handRaised,
        standing.role());
  }

  boolean present() {
    return present;
  }

  void becomePresent(long nowNs) {
    present = true;
    presentSinceNs = nowNs;
  }

  long durationNs(long nowNs) {
    return present ? nowNs - presentSinceNs : 0;
  }

  /// The most people who were in the room at once while this one was.
  int participantsPeak() {
    return participantsPeak;
  }

  void participantsNow(int count) {
    participantsPeak = Math.max(participantsPeak, count);
  }

  /// How well the session's connections carry packets; null before the first measurement.
  @Nullable ConnectionQuality quality() {
    return formerQuality == null || quality == null ? quality : formerQuality.then(quality);
  }

  /// Notes the figures of the present connection. They begin anew when it was replaced.
  ///
  /// @return how well it carried speech since they were noted last; null when that is as before, or
  ///   not known
  @Nullable ConnectionGrade qualityMeasured(ConnectionQuality measured) {
    ConnectionQuality before = quality;
    boolean replaced =
        before != null
            && (measured.packetsIn() < before.packetsIn()
                || measured.packetsOut() < before.packetsOut());
    if (replaced) {
      formerQuality = quality();
    }
    quality = measured;
    return gradeChanged(before == null ? measured : measured.since(before));
  }

  private @Nullable ConnectionGrade gradeChanged(ConnectionQuality since) {
    if (since.roundTripNs() == 0 || since.packetsIn() + since.packetsOut() < PACKETS_TO_JUDGE) {
      return null;
    }
    ConnectionGrade now = ConnectionGrade.of(since.roundTripNs(), since.packetLoss());
    ConnectionGrade changed = now == grade ? null : now;
    grade = now;
    return changed;
  }

  /// The session as it is now.
  LiveSession live(long nowNs) {
    return new LiveSession(
        session,
        room.key(),
        userId(),
        username,
        durationNs(nowNs),
        speakingTime.totalNs(nowNs),
        speakingTime.speaking(),
        quality());
  }

  SpeakingTime speakingTime() {
    return speakingTime;
  }

  Ticket ticket() {
    return ticket;
  }

  void replaceTicket(Ticket fresh) {
    ticket = fresh;
  }

  @Nullable Socket socket() {
    return socket;
  }

  void attach(@Nullable Socket newest) {
    socket = newest;
  }

  @Nullable MediaPath media() {
    return media;
  }

  void useMedia(MediaPath path) {
    media = path;
  }

  /// Whether media has ever come up.
  boolean everConnected() {
    return everConnected;
  }

  /// Notes how far media is; false when nothing changed.
  boolean connectionChanged(Participant.Connection now) {
    everConnected |= now == Participant.Connection.CONNECTED;
    boolean changed = connection != now;
    connection = now;
    return changed;
  }

  /// Notes the participant's own mute; false when nothing changed.
  boolean muteChanged(boolean now) {
    boolean changed = muted != now;
    muted = now;
    return changed;
  }

  /// Notes that they raised or lowered their hand; false when nothing changed.
  boolean handChanged(boolean now) {
    boolean changed = handRaised != now;
    handRaised = now;
    return changed;
  }

  /// Who is heard where at this listener, as the media thread said last.
  List<SfuEvent.SlotOccupant> occupants() {
    return occupants;
  }

  void occupantsChanged(List<SfuEvent.SlotOccupant> now) {
    occupants = now;
  }
}
