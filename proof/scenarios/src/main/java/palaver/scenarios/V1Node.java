// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;
import palaver.wire.radio.v1.V1View;

/// A node that speaks protocol v1 only: the baseline. It sends its sound to every peer, forwards
/// nothing, and shows every second to every peer that it is there. The floor is a word: who hears
/// TAKEN does not press, until RELEASED or half a minute.
final class V1Node implements Engine<V1Node.Command, V1Node.Event> {
  static final long HEARTBEAT_NS = 1_000_000_000L;
  private static final long TAKEN_NS = 30_000_000_000L;

  sealed interface Command {}

  record Press() implements Command {}

  record Release() implements Command {}

  sealed interface Event {}

  /// This node talks.
  record Talks() implements Event {}

  /// The floor is taken, so this node does not.
  record Denied() implements Event {}

  /// Takes what is heard.
  interface Ear {
    void frame(int from, byte[] bytes, int at, int length);
  }

  private final int[] peers;
  private final Ear ear;
  private final V1View view = new V1View();
  private long heartbeatNs;
  private long takenUntilNs;
  private int takenBy = -1;
  private boolean talks;

  V1Node(int[] peers, long firstHeartbeatNs, Ear ear) {
    this.peers = peers;
    this.ear = ear;
    heartbeatNs = firstHeartbeatNs;
  }

  boolean talks() {
    return talks;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<Event> outbox) {
    if (!view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      return;
    }
    switch (view.kind()) {
      case TAKEN -> {
        takenBy = datagram.source();
        takenUntilNs = nowNs + TAKEN_NS;
      }
      case RELEASED -> {
        if (takenBy == datagram.source()) {
          takenUntilNs = nowNs;
        }
      }
      case AUDIO ->
          ear.frame(datagram.source(), datagram.bytes(), view.audioAt(), view.audioBytes());
      case HEARTBEAT -> {}
    }
  }

  @Override
  public void onCommand(long nowNs, Command command, Outbox<Event> outbox) {
    switch (command) {
      case Press _ -> {
        if (nowNs < takenUntilNs) {
          outbox.emit(new Denied());
        } else {
          talks = true;
          toAll(V1Kind.TAKEN, outbox);
          outbox.emit(new Talks());
        }
      }
      case Release _ -> {
        if (talks) {
          talks = false;
          toAll(V1Kind.RELEASED, outbox);
        }
      }
    }
  }

  /// One frame of the microphone.
  void microphone(byte[] frame, int length, Outbox<Event> outbox) {
    if (!talks) {
      return;
    }
    for (int peer : peers) {
      int at = outbox.reserve();
      outbox.commit(peer, V1Format.writeAudio(outbox.bytes(), at, frame, 0, length));
    }
  }

  private void toAll(V1Kind kind, Outbox<Event> outbox) {
    for (int peer : peers) {
      int at = outbox.reserve();
      outbox.commit(peer, V1Format.writeText(outbox.bytes(), at, kind, ""));
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<Event> outbox) {
    if (nowNs >= heartbeatNs) {
      toAll(V1Kind.HEARTBEAT, outbox);
      heartbeatNs = nowNs + HEARTBEAT_NS;
    }
  }

  @Override
  public long nextDeadlineNs() {
    return heartbeatNs;
  }
}
