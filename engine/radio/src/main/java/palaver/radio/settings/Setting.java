// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import palaver.wire.radio.field.Coded;

/// Everything that can be set for a channel. A value is a number; yes is 1 and no is 0.
///
/// Tags never change and are never used again: 17, 33, 65 and 68 had no effect and are gone. A new
/// setting gets the next tag of its section and the next schema version.
public enum Setting implements Coded {
  /// Whether nodes of protocol v1 may take part: they have no security.
  V1_WINDOW(16, Section.CLUSTER, 0, 1, 0, 1),
  /// Whether strangers may ask an operator to let them in.
  JOIN_BY_APPROVAL(18, Section.CLUSTER, 0, 1, 1, 1),
  /// Whether invites are taken.
  JOIN_BY_INVITE(19, Section.CLUSTER, 0, 1, 1, 1),

  /// To how many a node forwards at most.
  FAN_OUT(32, Section.ROLE, 2, 32, 8, 1),

  /// How long a burst may last, in milliseconds.
  TALK_LIMIT_MS(48, Section.FLOOR, 5_000, 600_000, 30_000, 1),
  /// How long a lease holds without a renewal, in milliseconds.
  LEASE_MS(49, Section.FLOOR, 1_500, 10_000, 3_000, 1),
  /// How many requests may wait; 0 denies all while somebody talks.
  QUEUE_MAX(50, Section.FLOOR, 0, 100, 20, 1),
  /// In which order they are served: 0 as they came, 1 by priority, 2 by who talked least.
  QUEUE_ORDER(51, Section.FLOOR, 0, 2, 0, 1),
  /// Whether an emergency interrupts.
  EMERGENCY(52, Section.FLOOR, 0, 1, 1, 1),

  /// Bits per second of the encoder.
  BITRATE(64, Section.AUDIO, 8_000, 64_000, 32_000, 1),
  /// Whether silence is not sent.
  DTX(66, Section.AUDIO, 0, 1, 0, 1),
  /// Whether each packet repeats the frame before.
  REPEAT_PREVIOUS(67, Section.AUDIO, 0, 1, 1, 1);

  /// What a setting is about.
  public enum Section {
    CLUSTER,
    ROLE,
    FLOOR,
    AUDIO
  }

  /// The schema version of this list.
  public static final int SCHEMA = 1;

  private final int code;
  private final Section section;
  private final int min;
  private final int max;
  private final int initial;
  private final int since;

  Setting(int code, Section section, int min, int max, int initial, int since) {
    this.code = code;
    this.section = section;
    this.min = min;
    this.max = max;
    this.initial = initial;
    this.since = since;
  }

  /// The field's tag.
  @Override
  public int code() {
    return code;
  }

  public Section section() {
    return section;
  }

  public int min() {
    return min;
  }

  public int max() {
    return max;
  }

  /// The value of a channel that never set it.
  public int initial() {
    return initial;
  }

  /// The schema version that brought it.
  public int since() {
    return since;
  }

  public boolean takes(int value) {
    return value >= min && value <= max;
  }
}
