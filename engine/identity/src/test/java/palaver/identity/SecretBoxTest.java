// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import palaver.base.SecretSource;

class SecretBoxTest {
  private static final byte[] SECRET = "a shared secret".getBytes(StandardCharsets.UTF_8);

  private byte filling = 1;
  private final SecretSource secrets = bytes -> Arrays.fill(bytes, filling++);
  private final SecretBox box = new SecretBox(secrets.bytes(32), secrets);

  @Test
  void aSecretComesOutAsItWentIn() {
    String sealed = box.seal(SECRET, "for ada");
    assertThat(box.open(sealed, "for ada"))
        .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(SECRET));
    assertThat(box.seal(SECRET, "for ada")).isNotEqualTo(sealed);
  }

  @Test
  void itOpensForItsPurposeWithItsKeyAndUnchangedOnly() {
    String sealed = box.seal(SECRET, "for ada");
    assertThat(box.open(sealed, "for bob")).isEmpty();
    assertThat(new SecretBox(secrets.bytes(32), secrets).open(sealed, "for ada")).isEmpty();
    char other = sealed.charAt(0) == 'A' ? 'B' : 'A';
    assertThat(box.open(other + sealed.substring(1), "for ada")).isEmpty();
    assertThat(box.open("short", "for ada")).isEmpty();
    assertThat(box.open("not base64!", "for ada")).isEmpty();
  }

  @Test
  void aKeyHasItsLength() {
    assertThatThrownBy(() -> new SecretBox(new byte[16], secrets))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
