// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import org.jspecify.annotations.Nullable;
import palaver.app.radio.voice.RadioButton;
import palaver.app.radio.voice.RadioHand;
import palaver.app.radio.voice.RadioTalker;
import palaver.app.radio.voice.RadioTurn;
import palaver.base.SessionId;
import palaver.floor.ParticipantState;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.sfu.SfuCommand;

/// One handset that is connected: a phone with the page open. It talks as the node's participant,
/// one at a time of all that speak through the node.
final class Handset implements RadioTalker, RadioHand {

  private final HandsetBook.Known known;
  private final SessionId session;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioTurn turn;
  private final HandsetFrames frames;
  private final int priority;
  private final HandsetVoice voice = new HandsetVoice();
  private final SfuCommand.Play play;
  private volatile boolean connected;
  private boolean down;

  Handset(
      HandsetBook.Known known,
      SessionId session,
      RadioDriver<RadioCommand, RadioEvent> driver,
      RadioTurn turn,
      HandsetFrames frames,
      int priority) {
    this.known = known;
    this.session = session;
    this.driver = driver;
    this.turn = turn;
    this.frames = frames;
    this.priority = priority;
    play = new SfuCommand.Play(session, voice);
  }

  HandsetBook.Known known() {
    return known;
  }

  SessionId session() {
    return session;
  }

  /// What it is to hear.
  HandsetVoice voice() {
    return voice;
  }

  /// Has the media thread send what it is to hear.
  SfuCommand.Play play() {
    return play;
  }

  /// Whether its voice goes both ways.
  boolean isConnected() {
    return connected;
  }

  /// Its media connection has come or gone: one that has gone holds no button.
  void connected(boolean now) {
    connected = now;
    if (!now) {
      release();
    }
  }

  @Override
  public synchronized RadioButton.@Nullable Refusal press(boolean emergency) {
    if (!connected) {
      return RadioButton.Refusal.NO_MEDIA;
    }
    RadioTalker other = turn.take(this);
    if (other != null) {
      return other == this ? null : other.meanwhile();
    }
    down = true;
    // The press comes first: the node forgets frames that it has no press for.
    driver.command(new RadioCommand.Press(priority, emergency));
    frames.begin(session);
    return null;
  }

  @Override
  public synchronized void release() {
    if (down) {
      down = false;
      frames.end();
      driver.command(new RadioCommand.Release());
      turn.leave(this);
    }
  }

  /// Whether its button is down.
  synchronized boolean isDown() {
    return down;
  }

  @Override
  public boolean isOf(RadioTalker talker) {
    return talker == this;
  }

  @Override
  public void onState(ParticipantState next) {
    // Its page sees it on the board; its microphone goes on until the button is up.
  }

  @Override
  public RadioButton.Refusal meanwhile() {
    return RadioButton.Refusal.HANDSET_TALKS;
  }

  @Override
  public String handset() {
    return known.name();
  }
}
