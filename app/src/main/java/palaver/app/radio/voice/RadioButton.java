// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.floor.ParticipantState;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.sound.DeviceState;

/// The node's talk button. It is down for as long as anybody holds it: a page, a second page, the
/// keyboard.
public final class RadioButton implements RadioTalker {

  /// Why a press has no effect.
  public enum Refusal {
    /// There is no microphone, or sound is off.
    NO_MICROPHONE,
    /// A recording is being said.
    BUSY,
    /// The node's own button is down.
    BUTTON_HELD,
    /// A handset of this node talks, or asks to.
    HANDSET_TALKS,
    /// A handset whose voice does not reach the node.
    NO_MEDIA
  }

  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioTurn turn;
  private final RadioMicrophone microphone;
  private final RadioSound sound;
  private final int priority;
  private final Set<Object> holders = new HashSet<>();

  /// @param turn who speaks at the moment; shared by all who can
  public RadioButton(
      RadioDriver<RadioCommand, RadioEvent> driver,
      RadioTurn turn,
      RadioMicrophone microphone,
      RadioSound sound,
      int priority) {
    this.driver = driver;
    this.turn = turn;
    this.microphone = microphone;
    this.sound = sound;
    this.priority = priority;
  }

  /// Somebody presses; why that has no effect, or null.
  public @Nullable Refusal press(Object holder, boolean emergency) {
    Refusal refusal = tryPress(holder, emergency);
    if (refusal != null) {
      sound.tones().give(RadioSignal.of(refusal));
    }
    return refusal;
  }

  private synchronized @Nullable Refusal tryPress(Object holder, boolean emergency) {
    if (!(sound.microphone() instanceof DeviceState.Open)) {
      return Refusal.NO_MICROPHONE;
    }
    RadioTalker other = holders.isEmpty() ? turn.take(this) : null;
    if (other != null) {
      return other.meanwhile();
    }
    if (holders.isEmpty()) {
      // The press comes first: the node forgets frames that it has no press for.
      driver.command(new RadioCommand.Press(priority, emergency));
      microphone.begin();
    }
    holders.add(holder);
    return null;
  }

  /// Somebody lets go, or never held it.
  public synchronized void release(Object holder) {
    if (holders.remove(holder) && holders.isEmpty()) {
      microphone.end();
      driver.command(new RadioCommand.Release());
      turn.leave(this);
    }
  }

  @Override
  public Refusal meanwhile() {
    return Refusal.BUTTON_HELD;
  }

  /// The same button as one page presses it.
  public RadioHand hand(Object holder) {
    return new RadioHand() {
      @Override
      public @Nullable Refusal press(boolean emergency) {
        return RadioButton.this.press(holder, emergency);
      }

      @Override
      public void release() {
        RadioButton.this.release(holder);
      }

      @Override
      public boolean isOf(RadioTalker talker) {
        return talker.handset().isEmpty();
      }
    };
  }

  @Override
  public void onState(ParticipantState next) {
    // What is to be seen is shown by the board; the microphone goes on until the button is up.
  }
}
