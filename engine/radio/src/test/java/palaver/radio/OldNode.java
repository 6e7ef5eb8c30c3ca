// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.radio.v1.V1Command;
import palaver.radio.v1.V1Event;
import palaver.radio.v1.V1Radio;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.SimNode;

/// A device of protocol v1 in the network of a [Group]; its person says one byte again and again.
final class OldNode {
  final List<Integer> heard = new ArrayList<>();
  final List<V1Event> events = new ArrayList<>();
  final V1Radio node;
  private final SimNode<V1Command, V1Event> machine;
  private final byte[] sound = new byte[40];

  private OldNode(Group group, int host, int voice) {
    Addresses addresses = new Addresses();
    node =
        new V1Radio(
            addresses.pin(Endpoint.MULTICAST),
            "",
            (_, _, _, bytes, at, length) -> {
              if (length > 0) {
                heard.add((int) bytes[at]);
              }
            });
    sound[0] = (byte) voice;
    machine = group.simulation.add("old" + host, Endpoint.v4(host, 7_070), addresses, node);
    machine.onEvent(events::add);
    machine.command(new V1Command.Start());
  }

  /// A device at a host of its own; `voice` is the byte that its sound consists of.
  static OldNode in(Group group, int host, int voice) {
    return new OldNode(group, host, voice);
  }

  void press() {
    machine.inputNow((nowNs, outbox) -> node.onCommand(nowNs, new V1Command.Press(), outbox));
  }

  void release() {
    machine.command(new V1Command.Release());
  }

  void frame() {
    machine.inputNow((_, outbox) -> node.onMicrophone(sound, 0, sound.length, outbox));
  }

  /// Whether a press would be refused because somebody talks.
  boolean isTaken() {
    return node.isTaken();
  }

  boolean talks() {
    return node.talks();
  }
}
