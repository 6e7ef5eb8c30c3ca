// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Puts the records that end a handshake in order before the library sees them.
///
/// bctls 1.84 takes a ChangeCipherSpec as soon as it has the keys and is deaf to epoch 0 from then
/// on. When the datagram with CertificateVerify is lost or overtaken, no retransmission can bring
/// it any more and the handshake times out. So ChangeCipherSpec waits here for a whole
/// CertificateVerify (at a server), and encrypted records wait for ChangeCipherSpec, which saves a
/// retransmission.
///
/// Bounded: at most [#HELD_MAX] encrypted records wait; further ones are dropped and come again
/// with the peer's retransmission.
final class FlightOrder {

  static final int HELD_MAX = 4;

  private static final int HEADER_BYTES = 13;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int CERTIFICATE_VERIFY = 15;
  private static final int MESSAGE_HEADER_BYTES = 12;
  private static final int MESSAGE_BYTES_MAX = 8_192;

  private final ArrayDeque<byte[]> ready = new ArrayDeque<>();
  private final ArrayDeque<byte[]> heldEncrypted = new ArrayDeque<>();
  private final BitSet verifySeen = new BitSet();
  private boolean verifyWhole;
  private byte @Nullable [] heldChange;
  private boolean changed;

  /// The order of one handshake; only a server waits for CertificateVerify.
  FlightOrder(DtlsRole role) {
    verifyWhole = role == DtlsRole.CLIENT;
  }

  /// Takes a datagram from the network.
  void take(byte[] datagram) {
    byte[] passing = new byte[datagram.length];
    int passingBytes = 0;
    int at = 0;
    while (at < datagram.length) {
      int end = recordEnd(datagram, at);
      if (mayPass(datagram, at, end)) {
        System.arraycopy(datagram, at, passing, passingBytes, end - at);
        passingBytes += end - at;
      }
      at = end;
    }
    if (passingBytes > 0) {
      ready.add(Arrays.copyOf(passing, passingBytes));
    }
    release();
  }

  /// The next datagram for the library, or null.
  byte @Nullable [] next() {
    return ready.poll();
  }

  /// Where the record at `at` ends; what is no whole record counts as one up to the end.
  private static int recordEnd(byte[] datagram, int at) {
    if (datagram.length - at < HEADER_BYTES) {
      return datagram.length;
    }
    int end = at + HEADER_BYTES + uint16(datagram, at + 11);
    return Math.min(end, datagram.length);
  }

  private boolean mayPass(byte[] datagram, int at, int end) {
    if (end - at < HEADER_BYTES) {
      return true;
    }
    int type = datagram[at] & 0xff;
    int epoch = uint16(datagram, at + 3);
    if (epoch > 0) {
      return passOrHoldEncrypted(datagram, at, end);
    }
    if (type == CHANGE_CIPHER_SPEC) {
      return passOrHoldChange(datagram, at, end);
    }
    if (type == HANDSHAKE) {
      lookForVerify(datagram, at + HEADER_BYTES, end);
    }
    return true;
  }

  private boolean passOrHoldEncrypted(byte[] datagram, int at, int end) {
    if (!changed && heldEncrypted.size() < HELD_MAX) {
      heldEncrypted.add(Arrays.copyOfRange(datagram, at, end));
    }
    return changed;
  }

  private boolean passOrHoldChange(byte[] datagram, int at, int end) {
    if (verifyWhole) {
      changed = true;
    } else {
      heldChange = Arrays.copyOfRange(datagram, at, end);
    }
    return verifyWhole;
  }

  private void release() {
    byte[] change = heldChange;
    if (verifyWhole && change != null) {
      ready.add(change);
      heldChange = null;
      changed = true;
    }
    if (changed) {
      ready.addAll(heldEncrypted);
      heldEncrypted.clear();
    }
  }

  /// Looks through the handshake messages of one record for parts of a CertificateVerify.
  private void lookForVerify(byte[] datagram, int from, int end) {
    int at = from;
    while (!verifyWhole && end - at >= MESSAGE_HEADER_BYTES) {
      int messageBytes = uint24(datagram, at + 1);
      int partFrom = uint24(datagram, at + 6);
      int partBytes = uint24(datagram, at + 9);
      if (datagram[at] == CERTIFICATE_VERIFY
          && messageBytes <= MESSAGE_BYTES_MAX
          && partFrom + partBytes <= messageBytes
          && end - at >= MESSAGE_HEADER_BYTES + partBytes) {
        verifySeen.set(partFrom, partFrom + partBytes);
        verifyWhole = verifySeen.nextClearBit(0) >= messageBytes;
      }
      at += MESSAGE_HEADER_BYTES + partBytes;
    }
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static int uint24(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 16 | uint16(bytes, at + 1);
  }
}
