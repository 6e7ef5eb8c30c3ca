// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// What a finished DTLS handshake gives: the profile and the exported keying material (RFC 5764,
/// section 4.2: client key, server key, client salt, server salt) and the peer's certificate.
///
/// @param material [SrtpProfile#keyingMaterialBytes] secret bytes
/// @param peerFingerprint SHA-256 of the certificate that the peer proved to hold
public record SrtpKeys(SrtpProfile profile, byte[] material, Fingerprint peerFingerprint) {}
