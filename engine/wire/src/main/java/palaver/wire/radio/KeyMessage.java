// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.base.Bytes;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How a group key reaches the members of a channel; the channel is in the envelope.
public sealed interface KeyMessage extends RadioMessage {

  /// The longest sealed key, in bytes.
  int SEALED_BYTES_MAX = 128;

  /// A new key, sealed for the receiver alone.
  ///
  /// @param activateAfterMs when the sender starts to use it at the latest, in milliseconds
  record Handover(KeyId key, long activateAfterMs, Bytes sealed) implements KeyMessage {

    @Override
    public MessageType type() {
      return MessageType.KEY_HANDOVER;
    }

    @Override
    public void write(FieldWriter out) {
      key.write(out, 1);
      out.u32(2, activateAfterMs).bytes(3, sealed);
    }

    static Handover read(FieldReader in) {
      return new Handover(KeyId.read(in, 1), in.u32(2), in.bytes(3, SEALED_BYTES_MAX));
    }
  }

  /// The key was opened and is kept.
  record Ack(KeyId key) implements KeyMessage {

    @Override
    public MessageType type() {
      return MessageType.KEY_ACK;
    }

    @Override
    public void write(FieldWriter out) {
      key.write(out, 1);
    }

    static Ack read(FieldReader in) {
      return new Ack(KeyId.read(in, 1));
    }
  }

  /// Send with this key from now on.
  record Activate(KeyId key) implements KeyMessage {

    @Override
    public MessageType type() {
      return MessageType.KEY_ACTIVATE;
    }

    @Override
    public void write(FieldWriter out) {
      key.write(out, 1);
    }

    static Activate read(FieldReader in) {
      return new Activate(KeyId.read(in, 1));
    }
  }

  /// A frame came under a key that the sender lacks.
  record Request(KeyId key) implements KeyMessage {

    @Override
    public MessageType type() {
      return MessageType.KEY_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      key.write(out, 1);
    }

    static Request read(FieldReader in) {
      return new Request(KeyId.read(in, 1));
    }
  }
}
