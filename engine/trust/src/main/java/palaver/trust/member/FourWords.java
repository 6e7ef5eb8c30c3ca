// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.radio.TrustMessage.JoinRequest;

/// Four words that two people compare aloud: they are alike only when both devices took part in the
/// same join. Each word has five letters, consonants and vowels in turn, and stands for 16 bits; 64
/// bits leave somebody in the middle no time to find a second join with the same words.
public final class FourWords {
  private static final String CONSONANTS = "bdfghjklmnprstvz";
  private static final String VOWELS = "aiou";
  private static final int WORDS = 4;

  private FourWords() {}

  /// The words of a join.
  ///
  /// @param channelKey the channel's public key
  /// @param answerNonce the nonce of the answering side, 16 bytes
  public static String of(Bytes channelKey, JoinRequest request, Bytes answerNonce) {
    Bytes hash =
        Digests.sha256(
            channelKey, request.signingKey(), request.agreementKey(), request.nonce(), answerNonce);
    StringBuilder words = new StringBuilder();
    for (int word = 0; word < WORDS; word++) {
      words.append(word == 0 ? "" : " ");
      append(words, hash.at(2 * word) << 8 | hash.at(2 * word + 1));
    }
    return words.toString();
  }

  private static void append(StringBuilder words, int bits) {
    words
        .append(CONSONANTS.charAt(bits >>> 12 & 15))
        .append(VOWELS.charAt(bits >>> 10 & 3))
        .append(CONSONANTS.charAt(bits >>> 6 & 15))
        .append(VOWELS.charAt(bits >>> 4 & 3))
        .append(CONSONANTS.charAt(bits & 15));
  }
}
