// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A QR code (ISO/IEC 18004) of bytes, versions 1 to 10 at error correction level L: at most 271
/// bytes. The same as the dashboard draws.
final class QrCode {

  private record Version(int codewords, int checkPerBlock, int blocks) {
    int data() {
      return codewords - checkPerBlock * blocks;
    }
  }

  /// By version, from 1.
  private static final List<Version> VERSIONS =
      List.of(
          new Version(26, 7, 1),
          new Version(44, 10, 1),
          new Version(70, 15, 1),
          new Version(100, 20, 1),
          new Version(134, 26, 1),
          new Version(172, 18, 2),
          new Version(196, 20, 2),
          new Version(242, 24, 2),
          new Version(292, 30, 2),
          new Version(346, 18, 4));

  private static final int LEVEL_L = 1;
  private static final int MASKS = 8;
  private static final int QUIET = 2;

  private final int size;
  private final BitSet dark = new BitSet();
  private final BitSet fixed = new BitSet();

  private QrCode(int version, byte[] codewords, int mask) {
    size = version * 4 + 17;
    patterns(version);
    information(version, mask);
    fill(codewords, mask);
  }

  /// The code that says `text`.
  ///
  /// @throws IllegalArgumentException when it is longer than 271 bytes
  static QrCode of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int version = 1;
    while (version <= VERSIONS.size()
        && bytes.length > VERSIONS.get(version - 1).data() - (version < 10 ? 2 : 3)) {
      version++;
    }
    if (version > VERSIONS.size()) {
      throw new IllegalArgumentException("no code has room for " + bytes.length + " bytes");
    }
    byte[] codewords = woven(data(bytes, version), VERSIONS.get(version - 1));
    QrCode best = new QrCode(version, codewords, 0);
    for (int mask = 1; mask < MASKS; mask++) {
      QrCode next = new QrCode(version, codewords, mask);
      best = next.unrest() < best.unrest() ? next : best;
    }
    return best;
  }

  /// How many modules a side has.
  int size() {
    return size;
  }

  boolean isDark(int x, int y) {
    return x >= 0 && y >= 0 && x < size && y < size && dark.get(y * size + x);
  }

  /// For a terminal, two rows of modules a line. Light modules are drawn, so that it reads on a
  /// dark ground; the margin is drawn too.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET; y < size + QUIET; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET; x < size + QUIET; x++) {
        boolean upper = !isDark(x, y);
        boolean lower = y + 1 < size + QUIET && !isDark(x, y + 1);
        line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static byte[] data(byte[] bytes, int version) {
    int room = VERSIONS.get(version - 1).data();
    byte[] data = new byte[room];
    int bit = put(data, 0, 4, 4);
    bit = put(data, bit, bytes.length, version < 10 ? 8 : 16);
    for (byte each : bytes) {
      bit = put(data, bit, each & 0xff, 8);
    }
    bit += Math.min(4, room * 8 - bit);
    int pad = 0xec;
    for (int at = (bit + 7) / 8; at < room; at++) {
      data[at] = (byte) pad;
      pad ^= 0xec ^ 0x11;
    }
    return data;
  }

  private static int put(byte[] data, int from, int value, int count) {
    int bit = from;
    for (int i = count - 1; i >= 0; i--) {
      data[bit / 8] |= (byte) (((value >> i) & 1) << (7 - bit % 8));
      bit++;
    }
    return bit;
  }

  /// Blocks with their checks, codeword by codeword.
  private static byte[] woven(byte[] data, Version version) {
    int whole = version.codewords() / version.blocks();
    int shorts = version.blocks() - version.codewords() % version.blocks();
    int shortData = whole - version.checkPerBlock();
    List<byte[]> blocks = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < version.blocks(); i++) {
      int length = shortData + (i < shorts ? 0 : 1);
      blocks.add(Arrays.copyOfRange(data, from, from + length));
      from += length;
    }
    byte[] woven = new byte[version.codewords()];
    int at = 0;
    for (int i = 0; i <= shortData; i++) {
      for (byte[] block : blocks) {
        if (i < block.length) {
          woven[at++] = block[i];
        }
      }
    }
    List<byte[]> checks =
        blocks.stream().map(block -> check(block, version.checkPerBlock())).toList();
    for (int i = 0; i < version.checkPerBlock(); i++) {
      for (byte[] check : checks) {
        woven[at++] = check[i];
      }
    }
    return woven;
  }

  /// A product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1.
  private static int times(int a, int b) {
    int product = 0;
    for (int i = 7; i >= 0; i--) {
      product = (product << 1) ^ ((product >> 7) * 0x11d);
      product ^= ((b >> i) & 1) * a;
    }
    return product;
  }

  /// The Reed-Solomon check of a block.
  private static byte[] check(byte[] block, int degree) {
    int[] generator = new int[degree];
    generator[degree - 1] = 1;
    int root = 1;
    for (int i = 0; i < degree; i++) {
      for (int j = 0; j < degree; j++) {
        generator[j] = times(generator[j], root) ^ (j + 1 < degree ? generator[j + 1] : 0);
      }
      root = times(root, 2);
    }
    byte[] rest = new byte[degree];
    for (byte each : block) {
      int factor = (each ^ rest[0]) & 0xff;
      System.arraycopy(rest, 1, rest, 0, degree - 1);
      rest[degree - 1] = 0;
      for (int i = 0; i < degree; i++) {
        rest[i] ^= (byte) times(generator[i], factor);
      }
    }
    return rest;
  }

  private void set(int x, int y, boolean on) {
    if (x >= 0 && y >= 0 && x < size && y < size) {
      dark.set(y * size + x, on);
      fixed.set(y * size + x);
    }
  }

  private void patterns(int version) {
    for (int i = 0; i < size; i++) {
      set(6, i, i % 2 == 0);
      set(i, 6, i % 2 == 0);
    }
    finder(3, 3);
    finder(size - 4, 3);
    finder(3, size - 4);
    int[] places =
        version == 1
            ? new int[0]
            : version < 7 ? new int[] {6, size - 7} : new int[] {6, (size - 1) / 2, size - 7};
    int last = places.length - 1;
    for (int i = 0; i <= last; i++) {
      for (int j = 0; j <= last; j++) {
        boolean corner = (i == 0 && (j == 0 || j == last)) || (j == 0 && i == last);
        if (!corner) {
          alignment(places[j], places[i]);
        }
      }
    }
  }

  private void finder(int x, int y) {
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        int distance = Math.max(Math.abs(dx), Math.abs(dy));
        set(x + dx, y + dy, distance != 2 && distance != 4);
      }
    }
  }

  private void alignment(int x, int y) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
      }
    }
  }

  /// Level, mask and version, each with its own check.
  private void information(int version, int mask) {
    int format = (checked((LEVEL_L << 3) | mask, 10, 0x537) ^ 0x5412) & 0x7fff;
    for (int i = 0; i < 15; i++) {
      boolean on = ((format >> i) & 1) == 1;
      set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, on);
      set(i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, 8, on);
    }
    set(8, size - 8, true);
    if (version >= 7) {
      int bits = checked(version, 12, 0x1f25);
      for (int i = 0; i < 18; i++) {
        boolean on = ((bits >> i) & 1) == 1;
        set(size - 11 + i % 3, i / 3, on);
        set(i / 3, size - 11 + i % 3, on);
      }
    }
  }

  private static int checked(int value, int degree, int generator) {
    int rest = value;
    for (int i = 0; i < degree; i++) {
      rest = (rest << 1) ^ ((rest >> (degree - 1)) * generator);
    }
    return (value << degree) | rest;
  }

  private void fill(byte[] codewords, int mask) {
    int bit = 0;
    for (int right = size - 1; right >= 1; right -= 2) {
      right = right == 6 ? 5 : right;
      for (int step = 0; step < size; step++) {
        int y = ((right + 1) & 2) == 0 ? size - 1 - step : step;
        for (int x = right; x >= right - 1; x--) {
          if (!fixed.get(y * size + x)) {
            int word = bit / 8 < codewords.length ? codewords[bit / 8] : 0;
            dark.set(y * size + x, (((word >> (7 - bit % 8)) & 1) == 1) != isMasked(mask, x, y));
            bit++;
          }
        }
      }
    }
  }

  private static boolean isMasked(int mask, int x, int y) {
    int value =
        switch (mask) {
          case 0 -> (x + y) % 2;
          case 1 -> y % 2;
          case 2 -> x % 3;
          case 3 -> (x + y) % 3;
          case 4 -> (x / 3 + y / 2) % 2;
          case 5 -> (x * y) % 2 + (x * y) % 3;
          case 6 -> ((x * y) % 2 + (x * y) % 3) % 2;
          default -> ((x + y) % 2 + (x * y) % 3) % 2;
        };
    return value == 0;
  }

  /// How hard a reader would find it: long runs of one colour.
  private int unrest() {
    int sum = 0;
    for (int a = 0; a < size; a++) {
      int across = 0;
      int down = 0;
      for (int b = 0; b < size; b++) {
        across = b > 0 && isDark(b, a) == isDark(b - 1, a) ? across + 1 : 1;
        down = b > 0 && isDark(a, b) == isDark(a, b - 1) ? down + 1 : 1;
        sum += cost(across) + cost(down);
      }
    }
    return sum;
  }

  private static int cost(int run) {
    return run == 5 ? 3 : run > 5 ? 1 : 0;
  }
}
