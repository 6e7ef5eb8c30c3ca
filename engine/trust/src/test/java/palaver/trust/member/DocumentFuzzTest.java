// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Bytes;
import palaver.trust.Venue;
import palaver.trust.member.Membership.Outcome;

/// Any bytes that come as a certificate, an entry or an invite are read without an exception and
/// admit nobody.
class DocumentFuzzTest {
  private final Venue venue = new Venue(1);

  @FuzzTest(maxDuration = "5s")
  void documents(byte[] data) {
    Bytes document = Bytes.of(data);
    Bytes before = venue.membership.digest();
    Outcome certificate = venue.membership.addCertificate(document);
    Outcome entry = venue.membership.add(document);
    Invite.parse(document);
    if (certificate == Outcome.ADDED
        || entry == Outcome.ADDED
        || !venue.membership.digest().equals(before)) {
      throw new AssertionError("nobody can guess a signature");
    }
  }
}
