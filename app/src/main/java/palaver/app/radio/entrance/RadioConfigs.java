// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import palaver.floor.FloorLimits;
import palaver.floor.FloorPolicy;
import palaver.radio.Defect;
import palaver.radio.RadioConfig;
import palaver.radio.RadioLimits;
import palaver.wire.radio.Capabilities;

/// What a node of this command is like.
public final class RadioConfigs {

  private static final int CHILDREN_MAX = 8;
  private static final long FEATURES =
      Capabilities.FEATURE_LEAD
          | Capabilities.FEATURE_RELAY
          | Capabilities.FEATURE_TALK
          | Capabilities.FEATURE_DURABLE;

  private RadioConfigs() {}

  /// The configuration of one run, which is counted.
  ///
  /// @param all the driver's number of the address that reaches all
  public static RadioConfig next(RadioHome home, RadioOptions options, String channel, int all)
      throws IOException {
    ChannelNumber number = ChannelNumber.of(channel);
    long random = Integer.toUnsignedLong(new SecureRandom().nextInt());
    boolean old = options.protocol().bridges();
    return new RadioConfig(
        home.identity().node(),
        home.files().nextBoot(InstantSource.system().millis()) << 32 | random,
        number.number(),
        number.key(),
        options.name(),
        new Capabilities(
            old ? 1 : 2,
            2,
            Capabilities.NodeClass.DESKTOP,
            old ? FEATURES | Capabilities.FEATURE_V1 : FEATURES,
            CHILDREN_MAX),
        all,
        home.files().termCounter(),
        RadioLimits.DEFAULT,
        FloorLimits.DEFAULT,
        FloorPolicy.FIFO,
        EnumSet.noneOf(Defect.class));
  }
}
