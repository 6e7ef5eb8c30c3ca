// SPDX-License-Identifier: Apache-2.0
package palaver.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Bytes;
import palaver.base.Parsed;

class DnsMessageTest {

  private static final DnsName TYPE = DnsName.of("_printer", "_tcp", "local");
  private static final DnsName OFFICE = DnsName.of("office", "_printer", "_tcp", "local");
  private static final DnsName HOST = DnsName.of("host", "local");

  private static final DnsMessage ALL =
      new DnsMessage(
          true,
          List.of(new DnsQuestion(TYPE, DnsRecord.PTR)),
          List.of(
              new DnsRecord.Pointer(TYPE, 4_500, OFFICE),
              new DnsRecord.Service(OFFICE, 120, 515, HOST),
              new DnsRecord.Text(OFFICE, 0xffff_ffffL, List.of("txtvers=1", "colour=no")),
              new DnsRecord.Text(HOST, 0, List.of()),
              new DnsRecord.Address(HOST, 120, Bytes.of(new byte[] {10, 0, 0, 1})),
              new DnsRecord.Address(HOST, 120, Bytes.of(new byte[16]))));

  private static Parsed<DnsMessage> parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return DnsMessage.parse(bytes, bytes.length);
  }

  private static byte[] written(DnsMessage message) {
    byte[] room = new byte[DnsMessage.BYTES_MAX];
    return Arrays.copyOf(room, message.write(room));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    byte[] bytes = written(ALL);
    assertThat(DnsMessage.parse(bytes, bytes.length)).isEqualTo(Parsed.ok(ALL));
    DnsMessage query = new DnsMessage(false, ALL.questions(), List.of());
    byte[] asked = written(query);
    assertThat(DnsMessage.parse(asked, asked.length)).isEqualTo(Parsed.ok(query));
  }

  /// RFC 1035, section 4.1: a query for the A record of a.local, byte by byte.
  @Test
  void aQueryHasTheBytesOfTheStandard() {
    DnsMessage query =
        new DnsMessage(
            false, List.of(new DnsQuestion(DnsName.of("a", "local"), DnsRecord.A)), List.of());
    assertThat(HexFormat.of().formatHex(written(query)))
        .isEqualTo("000000000001000000000000" + "0161056c6f63616c00" + "00010001");
  }

  @Test
  void namesAreCompressedAndDifferInMoreThanTheirCase() {
    byte[] bytes = written(ALL);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text.split("_printer", -1)).hasSize(2);
    assertThat(DnsName.of("OFFICE", "_Printer", "_tcp", "Local")).isEqualTo(OFFICE);
    assertThat(OFFICE.parent()).isEqualTo(TYPE);
    assertThat(TYPE).hasToString("_printer._tcp.local.");
  }

  @Test
  void recordsOfOtherTypesAndClassesAreLeftOut() {
    String head = "0000 8400 0000 0003 0000 0000";
    String ofChaos = "00 0001 0003 00000078 0004 0a000001";
    String unknown = "00 0063 0001 00000078 0002 ffff";
    String address = "00 0001 8001 00000078 0004 0a000001";
    assertThat(parse(head + ofChaos + unknown + address))
        .isEqualTo(
            Parsed.ok(
                new DnsMessage(
                    true,
                    List.of(),
                    List.of(
                        new DnsRecord.Address(
                            DnsName.of(), 120, Bytes.of(new byte[] {10, 0, 0, 1}))))));
  }

  @ParameterizedTest
  @CsvSource({
    "0000 0000 0000 0000 0000, dns-too-short",
    "0000 0800 0000 0000 0000 0000, dns-flags",
    "0000 8003 0000 0000 0000 0000, dns-flags",
    // A question is promised.
    "0000 0000 0001 0000 0000 0000, dns-name",
    "0000 0000 0001 0000 0000 0000 00 00, dns-truncated",
    // A pointer to itself, one forward, one into the header, a label that is too long.
    "0000 0000 0001 0000 0000 0000 c00c 0001 0001, dns-name",
    "0000 0000 0001 0000 0000 0000 c00e 00 0001 0001, dns-name",
    "0000 0000 0001 0000 0000 0000 c000 0001 0001, dns-name",
    "0000 0000 0001 0000 0000 0000 40 0001 0001, dns-name",
    // Two names that point to each other.
    "0000 0000 0002 0000 0000 0000 0161 c00c 0001 0001, dns-name",
    // Data longer than the message; an address of five bytes; a service without a name; a string
    // and a name that do not end with their record.
    "0000 8400 0000 0001 0000 0000 00 0001 0001 00000000 0009 00, dns-truncated",
    "0000 8400 0000 0001 0000 0000 00 0001 0001 00000000 0005 0102030405, dns-record",
    "0000 8400 0000 0001 0000 0000 00 0021 0001 00000000 0006 000000000000, dns-record",
    "0000 8400 0000 0001 0000 0000 00 0010 0001 00000000 0002 0961, dns-record",
    "0000 8400 0000 0001 0000 0000 00 000c 0001 00000000 0002 0000, dns-record",
  })
  void whatIsNoMessageIsRefusedWithAReason(String hex, String reason) {
    assertThat(parse(hex)).isEqualTo(Parsed.malformed(reason));
  }

  @Test
  void aNameOfMoreThan255BytesIsRefused() {
    StringBuilder hex = new StringBuilder("0000 0000 0001 0000 0000 0000");
    hex.append("3f").append("61".repeat(63));
    for (int i = 0; i < 3; i++) {
      hex.append("3f").append("62".repeat(63));
    }
    assertThat(parse(hex + "00 0001 0001")).isEqualTo(Parsed.malformed("dns-name"));
  }

  @Test
  void whatDoesNotFitIsLeftOutWhole() {
    List<DnsRecord> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(new DnsRecord.Pointer(TYPE, i, DnsName.of("number-" + i, "_printer", "_tcp")));
    }
    byte[] room = new byte[512];
    int length = new DnsMessage(true, List.of(), many).write(room);
    assertThat(length).isLessThanOrEqualTo(512);
    assertThat(DnsMessage.parse(room, length))
        .isInstanceOfSatisfying(
            Parsed.Ok.class,
            ok -> {
              List<DnsRecord> read = ((DnsMessage) ok.value()).records();
              assertThat(read).hasSizeBetween(10, 40).isEqualTo(many.subList(0, read.size()));
            });
  }

  @Test
  void damagedMessagesAreReadOrRefusedButNeverThrow() {
    SplittableRandom random = new SplittableRandom(5353);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = written(ALL);
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        bytes[random.nextInt(2, bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      read += DnsMessage.parse(bytes, length) instanceof Parsed.Ok<DnsMessage> ? 1 : 0;
    }
    assertThat(read).isBetween(1_000, 19_000);
  }
}
