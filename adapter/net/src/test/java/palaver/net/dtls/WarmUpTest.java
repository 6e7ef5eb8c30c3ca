// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {

  @Test
  @Timeout(20)
  void runsAHandshakeAndEveryProfile() throws Exception {
    assertThat(WarmUp.run(DtlsCertificate.selfSigned())).isTrue();
  }
}
