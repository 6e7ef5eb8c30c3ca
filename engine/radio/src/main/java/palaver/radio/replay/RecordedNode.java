// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.trust.member.Membership;

/// A node whose inputs go to a tape, from its start on, with what its ports answered and a digest
/// of what it did. It decides nothing.
///
/// No secret goes to the tape and no voice: see [RecordingCrypto] and [Omission]. Texts, names,
/// addresses and settings do.
public final class RecordedNode implements Engine<RadioCommand, RadioEvent> {
  private final Recording tape;
  private final Omission omission = new Omission();
  private final Outcome outcome = new Outcome();
  private final RadioNode node;
  private final Membership membership;

  /// A node that is not started yet.
  public RecordedNode(Recording tape, Opening opening, Ports ports) {
    this.tape = tape;
    opening.write(tape.out());
    Ports.Made made = RecordingPorts.of(tape, ports).make(opening);
    node = made.node();
    membership = made.membership();
  }

  /// The node, to look at.
  public RadioNode node() {
    return node;
  }

  /// Who belongs to the channel, to look at.
  public Membership membership() {
    return membership;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    boolean done = false;
    if (tape.isOn()) {
      outcome.begin(outbox);
      TapeWriter out = tape.input(Tape.DATAGRAM, nowNs).signed(datagram.source());
      omission.write(out, datagram.bytes(), datagram.offset(), datagram.length());
    }
    try {
      node.onDatagram(nowNs, datagram, outbox);
      done = true;
    } finally {
      end(outbox, done);
    }
  }

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {
    boolean done = false;
    if (tape.isOn()) {
      outcome.begin(outbox);
      CommandFields.write(tape.input(Tape.COMMAND, nowNs), command);
    }
    try {
      node.onCommand(nowNs, command, outbox);
      done = true;
    } finally {
      end(outbox, done);
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    boolean done = false;
    if (tape.isOn()) {
      outcome.begin(outbox);
      tape.input(Tape.DEADLINE, nowNs);
    }
    try {
      node.onDeadline(nowNs, outbox);
      done = true;
    } finally {
      end(outbox, done);
    }
  }

  /// As [RadioNode#onMicrophone]; of the frame its length is kept.
  public void onMicrophone(
      long nowNs, byte[] bytes, int at, int length, Outbox<RadioEvent> outbox) {
    boolean done = false;
    if (tape.isOn()) {
      outcome.begin(outbox);
      tape.input(Tape.MICROPHONE, nowNs).number(length);
    }
    try {
      node.onMicrophone(nowNs, bytes, at, length, outbox);
      done = true;
    } finally {
      end(outbox, done);
    }
  }

  private void end(Outbox<RadioEvent> outbox, boolean done) {
    if (!tape.isOn()) {
      return;
    }
    if (outcome.end(outbox) || !done) {
      TapeWriter out = tape.out().tag(Tape.OUTCOME).flag(done);
      out.number(outcome.datagrams(outbox)).fixed(outcome.digest());
      out.number(outcome.events(outbox).size());
      for (RadioEvent event : outcome.events(outbox)) {
        out.text(event.toString());
      }
    }
    tape.done();
  }

  @Override
  public long nextDeadlineNs() {
    return node.nextDeadlineNs();
  }
}
