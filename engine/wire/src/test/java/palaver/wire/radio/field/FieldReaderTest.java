// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;

class FieldReaderTest {

  private static FieldReader reader(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return new FieldReader(bytes, 0, bytes.length);
  }

  @Test
  void unknownFieldsAreSkippedBeforeBetweenAndAfter() {
    FieldReader in = reader("01010503020007" + "0400" + "05010963020102");
    assertThat(in.u16(3)).isEqualTo(7);
    assertThat(in.u8(5)).isEqualTo(9);
    assertThat(in.fault()).isNull();
  }

  @Test
  void aDamagedStructureIsRefusedAtOnce() {
    assertThat(reader("02010101010 1".replace(" ", "")).fault()).isEqualTo("field-order");
    assertThat(reader("000101").fault()).isEqualTo("field-order");
    assertThat(reader("01").fault()).isEqualTo("field-truncated");
    assertThat(reader("0103aabb").fault()).isEqualTo("field-truncated");
    assertThat(reader("01ff00").fault()).isEqualTo("field-truncated");
    assertThat(reader("01ff0001aa").fault()).isEqualTo("field-length-form");
  }

  @Test
  void aMissingFieldOrAWrongWidthIsRefusedAndTheFirstFaultStays() {
    FieldReader in = reader("0101aa");
    assertThat(in.u16(1)).isZero();
    assertThat(in.fault()).isEqualTo("field-width");
    assertThat(in.u32(2)).isZero();
    assertThat(in.fault()).isEqualTo("field-width");
    FieldReader other = reader("");
    assertThat(other.u64(1)).isZero();
    assertThat(other.fault()).isEqualTo("field-missing");
    assertThat(other.text(2, 9)).isEmpty();
    assertThat(other.bytes(3, 9)).isEqualTo(Bytes.EMPTY);
    assertThat(other.nested(4).fault()).isNull();
  }

  @Test
  void aFlagHasNoValue() {
    assertThat(reader("0100").flag(1)).isTrue();
    assertThat(reader("0100").flag(2)).isFalse();
    FieldReader in = reader("0101ff");
    assertThat(in.flag(1)).isFalse();
    assertThat(in.fault()).isEqualTo("field-width");
  }

  @Test
  void textMustBeUtf8AndShort() {
    FieldReader in = reader("0102c328");
    assertThat(in.text(1, 9)).isEmpty();
    assertThat(in.fault()).isEqualTo("field-not-utf8");
    FieldReader longer = reader("01026162");
    assertThat(longer.text(1, 1)).isEmpty();
    assertThat(longer.fault()).isEqualTo("field-too-long");
    FieldReader bytes = reader("01026162");
    assertThat(bytes.bytes(1, 1)).isEqualTo(Bytes.EMPTY);
    assertThat(bytes.fault()).isEqualTo("field-too-long");
  }

  @Test
  void aLongValueHasTheLongForm() {
    byte[] room = new byte[600];
    FieldWriter out = new FieldWriter(room, 0, room.length);
    out.bytes(1, Bytes.of(new byte[254])).bytes(2, Bytes.of(new byte[255]));
    assertThat(out.length()).isEqualTo(2 + 254 + 4 + 255);
    FieldReader in = new FieldReader(room, 0, out.length());
    assertThat(in.bytes(1, 300).length()).isEqualTo(254);
    assertThat(in.bytes(2, 300).length()).isEqualTo(255);
    assertThat(in.fault()).isNull();
  }

  @Test
  void absentFieldsAreNull() {
    FieldReader in = reader("0301aa");
    assertThat(in.exactIfAny(1, 4)).isNull();
    assertThat(in.bytesIfAny(2, 4)).isNull();
    assertThat(in.bytesIfAny(3, 4)).isEqualTo(Bytes.of((byte) 0xaa));
  }

  @Test
  void aFaultInsideANestedFieldIsItsOwn() {
    byte[] room = new byte[40];
    FieldWriter out = new FieldWriter(room, 0, room.length);
    out.nested(1, fields -> fields.u8(1, 5)).u8(2, 6);
    FieldReader in = new FieldReader(room, 0, out.length());
    FieldReader inner = in.nested(1);
    assertThat(inner.u16(1)).isZero();
    assertThat(inner.fault()).isEqualTo("field-width");
    assertThat(in.u8(2)).isEqualTo(6);
    assertThat(in.fault()).isNull();
  }

  @Test
  void aWriterKeepsTheOrderAndItsRoom() {
    FieldWriter out = new FieldWriter(new byte[10], 0, 10);
    out.u8(2, 1);
    assertThatIllegalStateException().isThrownBy(() -> out.u8(1, 1));
    assertThatIllegalStateException().isThrownBy(() -> out.u8(256, 1));
    out.u64(3, 1);
    assertThat(out.length()).isEqualTo(-1);
    FieldWriter nested = new FieldWriter(new byte[6], 0, 6);
    nested.nested(1, fields -> fields.u64(1, 1));
    assertThat(nested.length()).isEqualTo(-1);
  }
}
