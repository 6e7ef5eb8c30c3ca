// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

/// What is on a tape: a start, then inputs. After each input come the answers that the node got
/// from its ports while it handled it, in the order in which it asked, and what it made of it.
///
/// Numbers are variable-length (seven bits a byte, the lowest first); a length comes before what it
/// counts; times are differences to the one before.
final class Tape {

  /// The first bytes of every tape, the format's version in the last.
  static final byte[] MAGIC = {'P', 'V', 'T', 'P', 1};

  static final int DATAGRAM = 1;
  static final int COMMAND = 2;
  static final int DEADLINE = 3;
  static final int MICROPHONE = 4;

  /// The recording ends here by its bound, though the node went on.
  static final int FULL = 5;

  static final int PUBLIC_KEY = 16;
  static final int SIGNATURE = 17;
  static final int VERIFIED = 18;
  static final int NOT_VERIFIED = 19;
  static final int AGREED = 20;
  static final int NOT_AGREED = 21;
  static final int TAG = 22;
  static final int CHECKED = 23;
  static final int NOT_CHECKED = 24;
  static final int SEALED = 25;
  static final int OPENED = 26;
  static final int VOICE_OPENED = 27;
  static final int NOT_OPENED = 28;
  static final int FRAME_HASH = 29;
  static final int NONCE = 30;
  static final int ADDRESS_NUMBER = 31;
  static final int ADDRESS_IP = 32;
  static final int ADDRESS_PORT = 33;
  static final int LAST_AUDIT = 34;
  static final int NO_AUDIT = 35;
  static final int SETTINGS = 36;
  static final int KEPT = 37;
  static final int NOT_KEPT = 38;

  /// What an input led to; an input without one led to nothing.
  static final int OUTCOME = 48;

  private Tape() {}

  static boolean isInput(int tag) {
    return tag >= DATAGRAM && tag <= MICROPHONE;
  }

  static boolean isAnswer(int tag) {
    return tag >= PUBLIC_KEY && tag <= NOT_KEPT;
  }

  /// A tag as people read it.
  static String name(int tag) {
    return switch (tag) {
      case DATAGRAM -> "a datagram";
      case COMMAND -> "a command";
      case DEADLINE -> "a deadline";
      case MICROPHONE -> "a frame of the microphone";
      case FULL -> "the end of the recording";
      case PUBLIC_KEY -> "a public key";
      case SIGNATURE -> "a signature";
      case VERIFIED, NOT_VERIFIED -> "a look at a signature";
      case AGREED, NOT_AGREED -> "a key agreement";
      case TAG -> "a MAC";
      case CHECKED, NOT_CHECKED -> "a look at a MAC";
      case SEALED -> "a sealed secret";
      case OPENED, VOICE_OPENED, NOT_OPENED -> "an opened seal";
      case FRAME_HASH -> "the hash of a frame";
      case NONCE -> "a nonce";
      case ADDRESS_NUMBER, ADDRESS_IP, ADDRESS_PORT -> "an address";
      case LAST_AUDIT, NO_AUDIT -> "the last line of the audit";
      case SETTINGS -> "the kept settings";
      case KEPT, NOT_KEPT -> "a write to the store";
      case OUTCOME -> "an outcome";
      default -> "nothing known (" + tag + ")";
    };
  }
}
