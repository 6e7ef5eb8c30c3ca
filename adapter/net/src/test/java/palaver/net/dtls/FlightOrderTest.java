// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlightOrderTest {

  private static final int KEY_EXCHANGE = 16;
  private static final int VERIFY = 15;

  private final FlightOrder server = new FlightOrder(DtlsRole.SERVER);

  @Test
  void changeCipherSpecWaitsForTheWholeCertificateVerify() {
    server.take(change());
    assertThat(taken(server)).isEmpty();
    server.take(part(VERIFY, 100, 0, 60));
    assertThat(taken(server)).hasSize(1);
    server.take(part(VERIFY, 100, 60, 40));
    assertThat(taken(server)).containsExactly(hex(part(VERIFY, 100, 60, 40)), hex(change()));
  }

  @Test
  void encryptedRecordsWaitForChangeCipherSpec() {
    server.take(encrypted(1));
    server.take(part(VERIFY, 10, 0, 10));
    assertThat(taken(server)).containsExactly(hex(part(VERIFY, 10, 0, 10)));
    server.take(change());
    assertThat(taken(server)).containsExactly(hex(change()), hex(encrypted(1)));
    server.take(encrypted(2));
    assertThat(taken(server)).containsExactly(hex(encrypted(2)));
  }

  @Test
  void aPackedFlightInOrderPassesAsItIs() {
    byte[] flight =
        packed(part(KEY_EXCHANGE, 33, 0, 33), part(VERIFY, 75, 0, 75), change(), encrypted(3));
    server.take(flight);
    assertThat(taken(server)).containsExactly(hex(flight));
  }

  @Test
  void aPackedFlightInDisorderComesOutInOrder() {
    byte[] verify = part(VERIFY, 75, 0, 75);
    server.take(packed(encrypted(3), change(), verify));
    assertThat(taken(server)).containsExactly(hex(verify), hex(change()), hex(encrypted(3)));
  }

  @Test
  void aClientWaitsForChangeCipherSpecOnly() {
    FlightOrder client = new FlightOrder(DtlsRole.CLIENT);
    client.take(encrypted(1));
    assertThat(taken(client)).isEmpty();
    client.take(change());
    assertThat(taken(client)).containsExactly(hex(change()), hex(encrypted(1)));
  }

  @Test
  void onlySoManyEncryptedRecordsWait() {
    for (int i = 0; i < 100; i++) {
      server.take(encrypted(i));
    }
    server.take(packed(part(VERIFY, 10, 0, 10), change()));
    assertThat(taken(server)).hasSize(1 + FlightOrder.HELD_MAX);
  }

  @Test
  void anyBytesAreTaken() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 13) {
        bytes[0] = (byte) (20 + random.nextInt(4));
        bytes[3] = 0;
        bytes[4] = (byte) random.nextInt(2);
        bytes[11] = 0;
        bytes[13] = VERIFY;
      }
      server.take(bytes);
      assertThat(taken(server)).hasSizeLessThan(10);
    }
  }

  private static List<String> taken(FlightOrder order) {
    List<String> all = new ArrayList<>();
    for (byte[] next = order.next(); next != null; next = order.next()) {
      all.add(hex(next));
    }
    return all;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] change() {
    return record(20, 0, 9, new byte[] {1});
  }

  private static byte[] encrypted(int sequence) {
    return record(22, 1, sequence, new byte[48]);
  }

  private static byte[] part(int type, int messageBytes, int from, int bytes) {
    byte[] body = new byte[12 + bytes];
    body[0] = (byte) type;
    body[3] = (byte) messageBytes;
    body[5] = 3;
    body[8] = (byte) from;
    body[11] = (byte) bytes;
    return record(22, 0, 5, body);
  }

  private static byte[] record(int type, int epoch, int sequence, byte[] body) {
    byte[] bytes = new byte[13 + body.length];
    bytes[0] = (byte) type;
    bytes[1] = (byte) 0xfe;
    bytes[2] = (byte) 0xfd;
    bytes[4] = (byte) epoch;
    bytes[10] = (byte) sequence;
    bytes[12] = (byte) body.length;
    System.arraycopy(body, 0, bytes, 13, body.length);
    return bytes;
  }

  private static byte[] packed(byte[]... records) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] one : records) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }
}
