// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.List;
import java.util.concurrent.TimeUnit;
import palaver.floor.ParticipantState;
import palaver.radio.Branch;
import palaver.radio.RadioNode;
import palaver.radio.Timeline;
import palaver.radio.settings.Setting;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

/// A node at one moment as its page shows it: [RadioSnapshot] and what only people look at. Times
/// are the node's own.
///
/// @param operator whether this device is an operator of the channel
/// @param rights of this device
/// @param talkLimitNs how long one may talk
/// @param pressSinceNs when the press became what it is; a burst counts from its grant
/// @param talkerSinceNs when the talker of the snapshot began
/// @param texts the newest, oldest first
/// @param tree as far as the node knows it
/// @param timeline what happened in the election, oldest first
public record RadioView(
    RadioSnapshot node,
    long nowNs,
    boolean operator,
    Rights rights,
    long talkLimitNs,
    ParticipantState press,
    long pressSinceNs,
    long talkerSinceNs,
    List<Knock> knocks,
    List<Text> texts,
    List<Branch> tree,
    List<Timeline.Entry> timeline) {

  /// A device at the door.
  ///
  /// @param words four words that it shows too
  public record Knock(NodeId node, String name, String words) {}

  /// A text of the channel.
  ///
  /// @param id names it for ever
  /// @param copies how many nodes hold it, for one of this node; 0 while that is not known
  public record Text(
      String id, NodeId author, String name, String text, long writtenEpochMs, int copies) {}

  private static final int TEXTS_MAX = 200;

  /// Looks at the node, on its own thread.
  public static RadioView of(
      RadioSnapshot snapshot,
      long nowNs,
      long epochMs,
      RadioNode node,
      Membership membership,
      RadioMoment moment,
      RadioDoorbell doorbell) {
    NodeId self = snapshot.self().node();
    Rights rights = membership.rights(self, epochMs);
    boolean talks = node.talkingUnder() != null;
    return new RadioView(
        snapshot,
        nowNs,
        membership.isOperator(self, epochMs),
        rights == null ? Rights.LISTENER : rights,
        TimeUnit.MILLISECONDS.toNanos(node.settings().value(Setting.TALK_LIMIT_MS)),
        moment.press(),
        moment.pressSinceNs(),
        talks ? moment.pressSinceNs() : moment.talkerSinceNs(),
        knocks(doorbell),
        texts(node, membership, moment),
        node.tree(),
        node.timeline().entries());
  }

  private static List<Knock> knocks(RadioDoorbell doorbell) {
    return doorbell.waiting().stream()
        .map(each -> new Knock(each.node(), each.name(), each.words()))
        .toList();
  }

  private static List<Text> texts(RadioNode node, Membership membership, RadioMoment moment) {
    List<TextMessage.Text> all = node.texts();
    return all.subList(Math.max(0, all.size() - TEXTS_MAX), all.size()).stream()
        .map(text -> text(text, membership, moment))
        .toList();
  }

  private static Text text(TextMessage.Text text, Membership membership, RadioMoment moment) {
    TextMessage.Id id = text.id();
    MemberEntry author = membership.entry(id.author());
    String name =
        author == null || author.name().isEmpty() ? id.author().toString() : author.name();
    String shown = id.author() + "-" + Long.toHexString(id.boot()) + "-" + id.sequence();
    return new Text(
        shown, id.author(), name, text.text(), text.writtenEpochMs(), moment.copies(id));
  }
}
