// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Written messages of a channel.
public sealed interface TextMessage extends RadioMessage {

  /// The longest text, in bytes of UTF-8.
  int TEXT_BYTES_MAX = 800;

  /// The most runs in one [Request] or [Oldest].
  int AUTHORS_MAX = 40;

  /// Names a text for ever: delivered once, ordered per author.
  ///
  /// @param author who wrote it
  /// @param boot the author's run
  /// @param sequence counts its texts in that run, 0 to 2^32 - 1
  record Id(NodeId author, long boot, long sequence) {

    static final int WIRE_BYTES = 20;

    private void put(byte[] bytes, int at) {
      BigEndian.put64(bytes, at, author.value());
      BigEndian.put64(bytes, at + 8, boot);
      BigEndian.put32(bytes, at + 16, (int) sequence);
    }

    private static Id get(byte[] bytes, int at) {
      return new Id(
          new NodeId(BigEndian.i64(bytes, at)),
          BigEndian.i64(bytes, at + 8),
          Integer.toUnsignedLong(BigEndian.i32(bytes, at + 16)));
    }

    void write(FieldWriter out, int tag) {
      int at = out.fixed(tag, WIRE_BYTES);
      if (at >= 0) {
        put(out.array(), at);
      }
    }

    static Id read(FieldReader in, int tag) {
      int at = in.fixed(tag, WIRE_BYTES);
      return at < 0 ? new Id(NodeId.NONE, 0, 0) : get(in.array(), at);
    }

    private static void writeIfAny(FieldWriter out, int tag, @Nullable Id id) {
      if (id != null) {
        id.write(out, tag);
      }
    }

    private static @Nullable Id readIfAny(FieldReader in, int tag) {
      return in.has(tag) ? read(in, tag) : null;
    }

    private static List<Id> readAll(FieldReader in, int tag) {
      List<Id> ids = new ArrayList<>();
      while (in.fault() == null && in.has(tag)) {
        ids.add(read(in, tag));
      }
      if (ids.size() > AUTHORS_MAX) {
        in.refuse("text-too-many");
      }
      return ids;
    }
  }

  /// A text, signed by its author.
  ///
  /// @param channel 0 to 65535
  /// @param writtenEpochMs the author's wall clock, in milliseconds since 1970: only shown
  /// @param text at most 800 bytes of UTF-8
  record Text(Id id, int channel, long writtenEpochMs, String text) implements TextMessage {

    @Override
    public MessageType type() {
      return MessageType.TEXT_MESSAGE;
    }

    @Override
    public void write(FieldWriter out) {
      id.write(out, 1);
      out.u16(2, channel).u64(3, writtenEpochMs).text(4, text);
    }

    static Text read(FieldReader in) {
      return new Text(Id.read(in, 1), in.u16(2), in.u64(3), in.text(4, TEXT_BYTES_MAX));
    }
  }

  /// The text is kept.
  ///
  /// @param copies how many nodes hold it, 1 when the leader is alone
  record Ack(Id id, int copies) implements TextMessage {

    @Override
    public MessageType type() {
      return MessageType.TEXT_ACK;
    }

    @Override
    public void write(FieldWriter out) {
      id.write(out, 1);
      out.u8(2, copies);
    }

    static Ack read(FieldReader in) {
      return new Ack(Id.read(in, 1), in.u8(2));
    }
  }

  /// Asks for the texts after these, in some of all runs. A run is the pair of author and boot;
  /// runs are ordered by both, unsigned.
  ///
  /// @param known the last text of each run that the sender knows, at most 40, in order
  /// @param after only runs after this one are meant, or null for those from the first on
  /// @param upTo only runs up to this one are meant, or null for those to the last
  record Request(List<Id> known, @Nullable Id after, @Nullable Id upTo) implements TextMessage {

    public Request {
      known = List.copyOf(known);
    }

    @Override
    public MessageType type() {
      return MessageType.TEXT_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      for (Id id : known) {
        id.write(out, 1);
      }
      Id.writeIfAny(out, 2, after);
      Id.writeIfAny(out, 3, upTo);
    }

    static Request read(FieldReader in) {
      return new Request(Id.readAll(in, 1), Id.readIfAny(in, 2), Id.readIfAny(in, 3));
    }
  }

  /// What the sender no longer has: the oldest text of some runs that it keeps. Who joined late
  /// does not wait for those before.
  ///
  /// @param oldest at most 40
  record Oldest(List<Id> oldest) implements TextMessage {

    public Oldest {
      oldest = List.copyOf(oldest);
    }

    @Override
    public MessageType type() {
      return MessageType.TEXT_OLDEST;
    }

    @Override
    public void write(FieldWriter out) {
      for (Id id : oldest) {
        id.write(out, 1);
      }
    }

    static Oldest read(FieldReader in) {
      return new Oldest(Id.readAll(in, 1));
    }
  }
}
