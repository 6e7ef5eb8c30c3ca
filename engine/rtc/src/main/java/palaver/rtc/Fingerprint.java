// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// A certificate's fingerprint (RFC 8122).
///
/// @param algorithm the hash function in lower case, such as `sha-256`
/// @param value the hash as upper-case hex pairs with colons between them
public record Fingerprint(String algorithm, String value) {}
