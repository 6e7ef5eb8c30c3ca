// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.http.radio.PageCommand;
import palaver.http.radio.RadioHost;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The page of a phone. It is told nothing before it has shown a code or a key; then it is a page
/// of the node like any other, whose button is the phone's.
final class HandsetPage implements RadioHost.Page {

  private final RadioHandsets handsets;
  private final RadioBoard board;
  private final RadioHost.Outbox outbox;
  private @Nullable Handset handset;
  private @Nullable RadioBoardPage page;

  HandsetPage(RadioHandsets handsets, RadioBoard board, RadioHost.Outbox outbox) {
    this.handsets = handsets;
    this.board = board;
    this.outbox = outbox;
  }

  @Override
  public synchronized void on(PageCommand command) {
    RadioBoardPage shown = page;
    Handset own = handset;
    if (shown == null || own == null) {
      if (command instanceof PageCommand.Hello hello) {
        enter(hello);
      }
      return;
    }
    switch (command) {
      case PageCommand.Offer(String sdp) -> answer(own, sdp);
      case PageCommand.Press _, PageCommand.Hold _, PageCommand.Release _, PageCommand.Watch _ ->
          shown.on(command);
      case PageCommand.Say(String text) ->
          shown.on(new PageCommand.Say(own.known().name() + ": " + text));
      default -> {}
    }
  }

  private void enter(PageCommand.Hello hello) {
    switch (handsets.enter(hello, this)) {
      case HandsetBook.Entry.Refused(HandsetBook.Cause cause) -> {
        refuse("hello", cause.name());
        outbox.close();
      }
      case HandsetBook.Entry.Admitted(HandsetBook.Known known, String key) -> {
        Handset own = handsets.connect(known, this);
        handset = own;
        ObjectNode welcome = frame("welcome").put("id", known.id()).put("name", known.name());
        outbox.offer(welcome.put("key", key).toString());
        page = board.open(outbox, own);
      }
    }
  }

  private void answer(Handset own, String sdp) {
    switch (handsets.answer(own, sdp)) {
      case Parsed.Ok<String>(String answer) ->
          outbox.offer(frame("answer").put("sdp", answer).toString());
      case Parsed.Malformed<String>(String reason) -> refuse("offer", reason);
    }
  }

  private void refuse(String what, String cause) {
    outbox.offer(
        frame("refused").put("what", what).put("cause", cause.toLowerCase(Locale.ROOT)).toString());
  }

  private static ObjectNode frame(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /// Whether it has shown who it is.
  synchronized boolean isKnown() {
    return handset != null;
  }

  /// Sends it away: it was put out, or is open a second time.
  void sendAway(HandsetBook.Cause why) {
    refuse("hello", why.name());
    outbox.close();
  }

  /// It showed nothing in time.
  void giveUp() {
    outbox.close();
  }

  @Override
  public synchronized void closed() {
    RadioBoardPage shown = page;
    if (shown != null) {
      shown.closed();
    }
    Handset own = handset;
    if (own != null) {
      handsets.gone(own, this);
    }
    board.changed();
  }
}
