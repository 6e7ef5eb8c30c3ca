// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.radio.field.Coded;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// What a node can do; its priority as a leader follows from this.
///
/// @param protocolMin the oldest protocol version that it speaks, 1 to 255
/// @param protocolMax the newest
/// @param nodeClass what kind of device it is
/// @param features the sum of `FEATURE_` bits, an unsigned 32-bit number; unknown bits are ignored
/// @param childrenMax how many children it is willing to relay to, 0 to 255
public record Capabilities(
    int protocolMin, int protocolMax, NodeClass nodeClass, long features, int childrenMax) {

  /// It may lead.
  public static final long FEATURE_LEAD = 1;

  /// It may relay.
  public static final long FEATURE_RELAY = 1 << 1;

  /// It hangs on a cable.
  public static final long FEATURE_WIRED = 1 << 2;

  /// It has mains power.
  public static final long FEATURE_MAINS_POWER = 1 << 3;

  /// It has a microphone; without one it only receives.
  public static final long FEATURE_TALK = 1 << 4;

  /// It keeps text and settings on disk.
  public static final long FEATURE_DURABLE = 1 << 5;

  /// It speaks protocol v1 next to v2.
  public static final long FEATURE_V1 = 1 << 6;

  /// Kinds of device, from least to most fit to lead.
  public enum NodeClass implements Coded {
    UNKNOWN(0),
    PHONE(1),
    TABLET(2),
    LAPTOP(3),
    DESKTOP(4),
    FIXED(5);

    private final int code;

    NodeClass(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  public boolean has(long feature) {
    return (features & feature) != 0;
  }

  /// The newest version that both speak, or 0 when there is none.
  public static int agreedVersion(Capabilities a, Capabilities b) {
    int newest = Math.min(a.protocolMax, b.protocolMax);
    return newest >= Math.max(a.protocolMin, b.protocolMin) ? newest : 0;
  }

  void write(FieldWriter out, int tag) {
    out.nested(
        tag,
        fields ->
            fields
                .u8(1, protocolMin)
                .u8(2, protocolMax)
                .choice(3, nodeClass)
                .u32(4, features)
                .u8(5, childrenMax));
  }

  static Capabilities read(FieldReader in, int tag) {
    FieldReader fields = in.nested(tag);
    Capabilities read =
        new Capabilities(
            fields.u8(1),
            fields.u8(2),
            fields.choice(3, NodeClass.values(), NodeClass.UNKNOWN),
            fields.u32(4),
            fields.u8(5));
    if (read.protocolMin < 1 || read.protocolMin > read.protocolMax) {
      fields.refuse("versions-wrong");
    }
    String fault = fields.fault();
    if (fault != null) {
      in.refuse(fault);
    }
    return read;
  }
}
