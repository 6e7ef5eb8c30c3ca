// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.net.dtls.DtlsCertificate;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;

final class WarmUpTest {

  @Test
  void theHandshakeComesToItsEnd() throws Exception {
    DtlsCertificate certificate = DtlsCertificate.selfSigned();

    SrtpKeys keys = WarmUp.handshake(certificate).get(20, TimeUnit.SECONDS);

    assertThat(keys.peerFingerprint()).isEqualTo(certificate.fingerprint());
  }

  @ParameterizedTest
  @EnumSource
  void everyPacketComesThroughInEachProfile(SrtpProfile profile) {
    assertThat(WarmUp.protect(profile)).isEqualTo(200);
  }
}
