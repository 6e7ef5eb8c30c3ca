// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Blocks of a tape in a file: each deflated (RFC 1951) with those before as its dictionary, after
/// its length in four bytes, so that what a crash cut off is known from what is damaged.
final class Blocks implements AutoCloseable {

  private static final int LENGTH_BYTES = 4;
  private static final int STEP_BYTES = 1 << 16;

  private final Deflater deflater = new Deflater();

  /// The next block as it goes to the file.
  byte[] framed(byte[] block) {
    byte[] room = new byte[STEP_BYTES];
    ByteArrayOutputStream out = new ByteArrayOutputStream(block.length);
    deflater.setInput(block);
    int count = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
    while (count > 0) {
      out.write(room, 0, count);
      count = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
    }
    byte[] small = out.toByteArray();
    return ByteBuffer.allocate(LENGTH_BYTES + small.length).putInt(small.length).put(small).array();
  }

  /// All whole blocks of a file, one after the other.
  ///
  /// @param bytesMax how many there may be
  /// @throws IOException when they are damaged, or more
  static byte[] joined(byte[] file, int bytesMax) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(file);
    Inflater inflater = new Inflater();
    try {
      while (in.remaining() >= LENGTH_BYTES) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
          break;
        }
        inflater.setInput(file, in.position(), length);
        inflate(inflater, joined, bytesMax);
        in.position(in.position() + length);
      }
    } catch (DataFormatException damaged) {
      throw new IOException("a tape is damaged", damaged);
    } finally {
      inflater.end();
    }
    return joined.toByteArray();
  }

  private static void inflate(Inflater from, ByteArrayOutputStream to, int bytesMax)
      throws DataFormatException, IOException {
    byte[] room = new byte[STEP_BYTES];
    int count = from.inflate(room);
    while (count > 0) {
      to.write(room, 0, count);
      if (to.size() > bytesMax) {
        throw new IOException("a tape is longer than any");
      }
      count = from.inflate(room);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
