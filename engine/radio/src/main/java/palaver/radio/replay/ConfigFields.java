// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.EnumSet;
import palaver.floor.FloorLimits;
import palaver.floor.FloorPolicy;
import palaver.radio.Defect;
import palaver.radio.RadioConfig;
import palaver.radio.RadioLimits;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

/// A node's configuration on a tape. A tape may come from anybody: sizes are bounded here.
final class ConfigFields {
  private static final int BYTE = 255;
  private static final int CHANNEL_MAX = 65_535;
  private static final int MANY = 10_000;
  private static final long PRE_ROLL_NS_MAX = 60_000_000_000L;

  private ConfigFields() {}

  static void write(TapeWriter out, RadioConfig config) {
    out.fixed(config.self().value()).fixed(config.boot()).number(config.channel());
    out.fixed(config.channelKey()).text(config.name());
    Capabilities can = config.capabilities();
    out.number(can.protocolMin()).number(can.protocolMax()).number(can.nodeClass().ordinal());
    out.number(can.features()).number(can.childrenMax());
    out.signed(config.multicast()).signed(config.termCounter());
    limits(out, config.limits());
    floor(out, config.floorLimits());
    out.flag(config.floorPolicy().priorityLanes()).flag(config.floorPolicy().fair());
    out.number(config.defects().size());
    for (Defect defect : Defect.values()) {
      if (config.defects().contains(defect)) {
        out.number(defect.ordinal());
      }
    }
  }

  private static void limits(TapeWriter out, RadioLimits of) {
    out.number(of.heartbeatNs()).number(of.suspectNs()).number(of.askNs());
    out.number(of.memberHeartbeatNs()).number(of.memberTtlNs()).number(of.aroundNs());
    out.number(of.helloNs()).number(of.beaconNs()).number(of.settleNs());
    out.number(of.rankStepNs()).number(of.followRepeatNs()).number(of.holdNs());
    out.number(of.keepNs()).number(of.keepAliveNs()).number(of.parkNs());
    out.number(of.voiceGapNs()).number(of.gapNs()).number(of.fanOut());
    out.number(of.peersMax()).number(of.termJumpMax());
  }

  private static void floor(TapeWriter out, FloorLimits of) {
    out.number(of.leaseNs()).number(of.renewNs()).number(of.holderLostNs());
    out.number(of.mediaEndNs()).number(of.grantRepeatNs()).number(of.grantRepeats());
    out.number(of.talkLimitNs()).number(of.warningNs()).number(of.graceNs());
    out.number(of.revokeRepeatNs()).number(of.retryAfterNs()).number(of.queueMax());
    out.number(of.queueLostNs()).number(of.queueAliveNs()).number(of.requestRepeatNs());
    out.number(of.requestForNs()).number(of.releaseRepeatNs()).number(of.releaseRepeats());
    out.number(of.preRollNs());
  }

  static RadioConfig read(TapeReader in) {
    return new RadioConfig(
        new NodeId(in.fixed()),
        in.fixed(),
        in.small(CHANNEL_MAX),
        in.fixed(),
        in.text(),
        capabilities(in),
        (int) in.signed(),
        in.signed(),
        limits(in),
        floor(in),
        new FloorPolicy(in.flag(), in.flag()),
        defects(in));
  }

  private static Capabilities capabilities(TapeReader in) {
    int min = in.small(BYTE);
    int max = in.small(BYTE);
    Capabilities.NodeClass[] kinds = Capabilities.NodeClass.values();
    return new Capabilities(
        min, max, kinds[in.small(kinds.length - 1)], in.number(), in.small(BYTE));
  }

  private static RadioLimits limits(TapeReader in) {
    return new RadioLimits(
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.small(BYTE),
        in.small(MANY),
        in.number());
  }

  private static FloorLimits floor(TapeReader in) {
    FloorLimits read =
        new FloorLimits(
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.small(MANY),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.small(MANY),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.small(MANY),
            in.number());
    if (read.preRollNs() < 0 || read.preRollNs() > PRE_ROLL_NS_MAX) {
      throw new IllegalArgumentException("nobody waits so long");
    }
    return read;
  }

  private static EnumSet<Defect> defects(TapeReader in) {
    EnumSet<Defect> defects = EnumSet.noneOf(Defect.class);
    Defect[] all = Defect.values();
    int count = in.small(all.length);
    for (int i = 0; i < count; i++) {
      defects.add(all[in.small(all.length - 1)]);
    }
    return defects;
  }
}
