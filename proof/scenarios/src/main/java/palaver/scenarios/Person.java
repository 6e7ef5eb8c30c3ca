// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import org.jspecify.annotations.Nullable;
import palaver.floor.ParticipantState;
import palaver.radio.MemoryStore;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.replay.RecordedNode;
import palaver.sim.SimNode;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;

/// One node with the person who uses it: presses, talks, lets go.
final class Person {
  static final int FRAME_BYTES = 60;

  final int index;
  final NodeId id;
  final DeviceIdentity identity;
  final SimNode<RadioCommand, RadioEvent> machine;
  private final byte[] frame = new byte[FRAME_BYTES];
  @Nullable RadioNode node;
  @Nullable RecordedNode recorded;
  final MemoryStore store = new MemoryStore();
  long boots = 1;
  boolean down;
  boolean pressed;
  long pressedAtNs;
  long spoken;
  long spokenAtPress;
  int presses;
  ParticipantState state = new ParticipantState.NoLeader();

  Person(int index, DeviceIdentity identity, SimNode<RadioCommand, RadioEvent> machine) {
    this.index = index;
    this.identity = identity;
    id = identity.node();
    this.machine = machine;
  }

  RadioNode radio() {
    RadioNode running = node;
    if (running == null) {
      throw new IllegalStateException("node " + index + " is down");
    }
    return running;
  }

  boolean isUp() {
    return node != null && machine.isUp();
  }

  /// Says the next 20 ms: the sound names its author.
  void speak() {
    RadioNode running = node;
    if (running == null || !machine.isUp()) {
      return;
    }
    BigEndian.put64(frame, 0, id.value());
    BigEndian.put64(frame, 8, spoken++);
    RecordedNode taped = recorded;
    machine.inputNow((nowNs, outbox) -> {
      if (taped == null) {
        running.onMicrophone(nowNs, frame, 0, FRAME_BYTES, outbox);
      } else {
        taped.onMicrophone(nowNs, frame, 0, FRAME_BYTES, outbox);
      }
    });
  }

  /// The number of a frame, by its sound.
  static long number(byte[] bytes, int at) {
    return BigEndian.i64(bytes, at + 8);
  }

  /// Who made a frame, by its sound.
  static NodeId author(byte[] bytes, int at, int length) {
    return length < 8 ? NodeId.NONE : new NodeId(BigEndian.i64(bytes, at));
  }
}
