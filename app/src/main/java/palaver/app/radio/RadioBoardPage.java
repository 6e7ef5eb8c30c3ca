// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import palaver.app.radio.voice.RadioButton;
import palaver.app.radio.voice.RadioHand;
import palaver.app.radio.voice.RadioTalker;
import palaver.http.radio.PageCommand;
import palaver.http.radio.RadioHost;
import palaver.radio.RadioCommand;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One page that is open: what it was told, what it looks at, and whether its button is down.
final class RadioBoardPage implements RadioHost.Page {

  /// A page says twice a second that its button is still down. One that is silent for so long has
  /// frozen, or its machine has: nobody stays on the air because of that.
  private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(2);

  private static final long MEMBER_MS = TimeUnit.DAYS.toMillis(RadioDoorDesk.MEMBER_DAYS);

  private final RadioStation station;
  private final RadioBoard board;
  private final RadioHost.Outbox outbox;
  private final RadioHand hand;
  private final Map<String, JsonNode> told = new HashMap<>();
  private volatile PageCommand.Watch watch = new PageCommand.Watch(false, false);
  private volatile boolean held;
  private volatile long heldNs;

  /// @param hand what it presses
  RadioBoardPage(RadioStation station, RadioBoard board, RadioHost.Outbox outbox, RadioHand hand) {
    this.station = station;
    this.hand = hand;
    this.board = board;
    this.outbox = outbox;
  }

  PageCommand.Watch watch() {
    return watch;
  }

  @Override
  public void on(PageCommand command) {
    switch (command) {
      case PageCommand.Press(boolean emergency) -> press(emergency);
      case PageCommand.Hold _ -> heldNs = System.nanoTime();
      case PageCommand.Release _ -> release();
      case PageCommand.Say(String text) -> say(text);
      case PageCommand.Watch next -> {
        watch = next;
        board.changed();
      }
      case PageCommand.TestEcho _ -> {
        if (station.sound().isOn()) {
          station.sound().echo().begin();
          board.changed();
        }
      }
      case PageCommand.Answer(String node, boolean admitted) -> answer(node, admitted);
      case PageCommand.HandsetCode _ -> handsetCode();
      case PageCommand.RemoveHandset(String id) -> {
        RadioHandsets handsets = station.handsets();
        if (handsets != null) {
          handsets.remove(id);
        }
      }
      case PageCommand.Hello _, PageCommand.Offer _ -> {}
    }
  }

  /// Whether what the node says about a press of `talker` is about this page's own.
  boolean isOf(@Nullable RadioTalker talker) {
    return talker == null || hand.isOf(talker);
  }

  private void handsetCode() {
    RadioHandsets handsets = station.handsets();
    if (handsets != null) {
      RadioHandsets.Code code = handsets.code();
      outbox.offer(
          JsonNodeFactory.instance
              .objectNode()
              .put("type", "handset_code")
              .put("url", code.url())
              .put("fingerprint", code.fingerprint())
              .put("minutes", HandsetBook.CODE_LIFE.toMinutes())
              .toString());
    }
  }

  private void press(boolean emergency) {
    heldNs = System.nanoTime();
    held = true;
    RadioButton.Refusal refusal = hand.press(emergency);
    if (refusal != null) {
      held = false;
      refuse("press", refusal);
    }
  }

  private void release() {
    held = false;
    hand.release();
  }

  private void say(String text) {
    if (!station.command(new RadioCommand.Say(text))) {
      refuse("say", RadioButton.Refusal.BUSY);
    }
  }

  private void refuse(String what, Enum<?> why) {
    outbox.offer(refusal(what, why));
  }

  /// The frame that says that something was not done.
  static String refusal(String what, Enum<?> why) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "refused")
        .put("what", what)
        .put("cause", why.name().toLowerCase(Locale.ROOT))
        .toString();
  }

  private void answer(String id, boolean admitted) {
    NodeId node = new NodeId(HexFormat.fromHexDigitsToLong(id));
    station.command(
        admitted
            ? new RadioCommand.Admit(node, Rights.TALKER, System.currentTimeMillis() + MEMBER_MS)
            : new RadioCommand.Decline(node));
  }

  @Override
  public void closed() {
    board.remove(this);
    release();
  }

  /// Lets go for a page that no longer says that its button is down.
  void watchButton(long nowNs) {
    if (held && nowNs - heldNs > SILENT_NS) {
      release();
    }
  }

  /// Tells what is new to this page. On the board's thread only.
  void show(long nowMs, Map<String, JsonNode> sections) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    sections.forEach((name, section) -> {
      if (!section.equals(told.get(name))) {
        told.put(name, section);
        set.set(name, section);
      }
    });
    if (!set.isEmpty()) {
      ObjectNode frame =
          JsonNodeFactory.instance.objectNode().put("type", "state").put("now_ms", nowMs);
      frame.set("set", set);
      outbox.offer(frame.toString());
    }
  }

  /// Hands over a frame as it is.
  void offer(String frame) {
    outbox.offer(frame);
  }
}
