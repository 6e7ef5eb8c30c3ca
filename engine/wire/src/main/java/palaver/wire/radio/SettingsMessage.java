// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.radio.field.Coded;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How settings spread. What is inside a snapshot belongs to the radio; here it is bytes.
public sealed interface SettingsMessage extends RadioMessage {

  /// The most bytes of a snapshot or proposal in one message.
  int BODY_BYTES_MAX = 720;

  /// The longest operator's authorisation, in bytes.
  int AUTHORISATION_BYTES_MAX = 120;

  /// How a version went at one node.
  enum Outcome implements Coded {
    APPLIED(0),
    /// Kept on disk, but for a later stage.
    STORED(1),
    /// The parent is not here: send the versions between.
    PARENT_UNKNOWN(2),
    /// The schema is newer than this node.
    SCHEMA_UNKNOWN(3),
    /// A value that this node cannot do.
    UNFIT(4),
    /// The authorisation does not hold.
    NOT_AUTHORISED(5),
    OTHER(255);

    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// Why a version was taken back.
  enum RollbackCause implements Coded {
    TOO_MANY_FAILURES(1),
    QUALITY(2),
    ASKED(3),
    OTHER(255);

    private final int code;

    RollbackCause(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// An operator's wish, signed by the operator's device.
  ///
  /// @param base the version that the change was made from, or null for the first
  /// @param changes what is to change
  record Propose(@Nullable SettingsVersion base, Bytes changes) implements SettingsMessage {

    @Override
    public MessageType type() {
      return MessageType.SETTINGS_PROPOSE;
    }

    @Override
    public void write(FieldWriter out) {
      SettingsVersion.writeIfAny(out, 1, base);
      out.bytes(2, changes);
    }

    static Propose read(FieldReader in) {
      return new Propose(SettingsVersion.readIfAny(in, 1), in.bytes(2, BODY_BYTES_MAX));
    }
  }

  /// A version, published and signed by the leader.
  ///
  /// @param part which part of the snapshot this is, 0 to 255
  /// @param parts of how many, 1 to 255
  /// @param stage 0 when the leader of the version's own term published it; [#VOUCHED] or [#BEGIN]
  /// @param author the operator who wanted it
  /// @param authorisation the operator's signature over the proposal, and what it needs to be
  ///   checked
  record Snapshot(
      SettingsVersion version,
      int part,
      int parts,
      int stage,
      NodeId author,
      Bytes authorisation,
      Bytes body)
      implements SettingsMessage {

    /// The stage of a version that a later leader passes on because its own leader is gone.
    public static final int VOUCHED = 254;

    /// The stage of a version with which a node that has no history begins, because the versions
    /// before it are gone.
    public static final int BEGIN = 255;

    /// Whether this is the word of the leader who made the version.
    public boolean isPublication() {
      return stage < VOUCHED;
    }

    @Override
    public MessageType type() {
      return MessageType.SETTINGS_SNAPSHOT;
    }

    @Override
    public void write(FieldWriter out) {
      version.write(out, 1);
      out.u8(2, part).u8(3, parts).u8(4, stage);
      Ids.writeIfAny(out, 5, author);
      out.bytes(6, authorisation).bytes(7, body);
    }

    static Snapshot read(FieldReader in) {
      Snapshot read =
          new Snapshot(
              SettingsVersion.read(in, 1),
              in.u8(2),
              in.u8(3),
              in.u8(4),
              Ids.nodeIfAny(in, 5),
              in.bytes(6, AUTHORISATION_BYTES_MAX),
              in.bytes(7, BODY_BYTES_MAX));
      if (read.part >= read.parts) {
        in.refuse("settings-part");
      }
      return read;
    }
  }

  /// How the version went here.
  ///
  /// @param qualityPermille how well voice was heard here since, 0 to 1000; 1001 for unknown
  record Ack(SettingsVersion version, Outcome outcome, int qualityPermille)
      implements SettingsMessage {

    /// Nothing was heard yet.
    public static final int QUALITY_UNKNOWN = 1001;

    @Override
    public MessageType type() {
      return MessageType.SETTINGS_ACK;
    }

    @Override
    public void write(FieldWriter out) {
      version.write(out, 1);
      out.choice(2, outcome).u16(3, qualityPermille);
    }

    static Ack read(FieldReader in) {
      return new Ack(
          SettingsVersion.read(in, 1), in.choice(2, Outcome.values(), Outcome.OTHER), in.u16(3));
    }
  }

  /// Back to an earlier version, signed by the leader.
  ///
  /// @param from what is taken back
  /// @param to what holds again
  record Rollback(SettingsVersion from, SettingsVersion to, RollbackCause cause)
      implements SettingsMessage {

    @Override
    public MessageType type() {
      return MessageType.SETTINGS_ROLLBACK;
    }

    @Override
    public void write(FieldWriter out) {
      from.write(out, 1);
      to.write(out, 2);
      out.choice(3, cause);
    }

    static Rollback read(FieldReader in) {
      return new Rollback(
          SettingsVersion.read(in, 1),
          SettingsVersion.read(in, 2),
          in.choice(3, RollbackCause.values(), RollbackCause.OTHER));
    }
  }

  /// Asks for what came after a version.
  ///
  /// @param known the newest that the sender has, or null
  record Request(@Nullable SettingsVersion known) implements SettingsMessage {

    @Override
    public MessageType type() {
      return MessageType.SETTINGS_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      SettingsVersion.writeIfAny(out, 1, known);
    }

    static Request read(FieldReader in) {
      return new Request(SettingsVersion.readIfAny(in, 1));
    }
  }
}
