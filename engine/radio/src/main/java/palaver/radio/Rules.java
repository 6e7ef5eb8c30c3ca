// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.floor.FloorLimits;
import palaver.floor.FloorPolicy;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;
import palaver.trust.member.Doorkeeper;

/// What holds at this node: its configuration, and over it what the channel has set. A channel that
/// never set anything leaves the configuration as it is.
final class Rules {
  private static final long MS = 1_000_000;
  private static final int BY_PRIORITY = 1;

  private FloorLimits floorLimits;
  private FloorPolicy floorPolicy;
  private int fanOut;
  private boolean emergency = true;
  private boolean v1Window;
  private boolean repeatPrevious = true;
  private Doorkeeper.Policy door = Doorkeeper.Policy.OPEN;
  private final RadioConfig config;
  private boolean follows = true;
  private @Nullable SettingsValues set;

  Rules(RadioConfig config) {
    this.config = config;
    floorLimits = config.floorLimits();
    floorPolicy = config.floorPolicy();
    fanOut = config.limits().fanOut();
  }

  /// Whether the channel's settings hold here, or the configuration alone.
  void follow(boolean central) {
    follows = central;
    SettingsValues latest = set;
    if (!central) {
      reset();
    } else if (latest != null) {
      govern(latest);
    }
  }

  private void reset() {
    floorLimits = config.floorLimits();
    floorPolicy = config.floorPolicy();
    fanOut = config.limits().fanOut();
    emergency = true;
    v1Window = false;
    repeatPrevious = true;
    door = Doorkeeper.Policy.OPEN;
  }

  /// The channel's settings hold from here on.
  void govern(SettingsValues values) {
    set = values;
    if (!follows) {
      return;
    }
    floorLimits = floorLimits(floorLimits, values);
    floorPolicy =
        switch (values.value(Setting.QUEUE_ORDER)) {
          case 0 -> FloorPolicy.FIFO;
          case BY_PRIORITY -> FloorPolicy.LANES;
          default -> FloorPolicy.FAIR;
        };
    fanOut = values.value(Setting.FAN_OUT);
    emergency = values.isOn(Setting.EMERGENCY);
    v1Window = values.isOn(Setting.V1_WINDOW);
    repeatPrevious = values.isOn(Setting.REPEAT_PREVIOUS);
    door =
        new Doorkeeper.Policy(
            values.isOn(Setting.JOIN_BY_INVITE), values.isOn(Setting.JOIN_BY_APPROVAL));
  }

  private static FloorLimits floorLimits(FloorLimits now, SettingsValues values) {
    long leaseNs = values.value(Setting.LEASE_MS) * MS;
    long talkLimitNs = values.value(Setting.TALK_LIMIT_MS) * MS;
    return new FloorLimits(
        leaseNs,
        Math.min(now.renewNs(), leaseNs / 3),
        now.holderLostNs(),
        now.mediaEndNs(),
        now.grantRepeatNs(),
        now.grantRepeats(),
        talkLimitNs,
        Math.min(FloorLimits.DEFAULT.warningNs(), talkLimitNs / 2),
        now.graceNs(),
        now.revokeRepeatNs(),
        now.retryAfterNs(),
        values.value(Setting.QUEUE_MAX),
        now.queueLostNs(),
        now.queueAliveNs(),
        now.requestRepeatNs(),
        now.requestForNs(),
        now.releaseRepeatNs(),
        now.releaseRepeats(),
        now.preRollNs());
  }

  FloorLimits floorLimits() {
    return floorLimits;
  }

  FloorPolicy floorPolicy() {
    return floorPolicy;
  }

  int fanOut() {
    return fanOut;
  }

  /// Whether an emergency interrupts.
  boolean emergency() {
    return emergency;
  }

  /// Whether devices of protocol v1 may take part.
  boolean v1Window() {
    return v1Window;
  }

  /// Whether each packet of voice repeats the frame before.
  boolean repeatPrevious() {
    return repeatPrevious;
  }

  Doorkeeper.Policy door() {
    return door;
  }
}
