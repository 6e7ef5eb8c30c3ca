// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

/// Counts of a [HandshakePool] at one moment.
///
/// @param underWay handshakes that run or wait for their turn
/// @param remembered sessions with a handshake, finished ones included
/// @param completed handshakes that gave keys
/// @param failed handshakes that gave a reason instead
/// @param refused new peers turned away because the pool was full
/// @param inboxDropped datagrams dropped because their handshake had too many waiting
public record HandshakeFigures(
    int underWay, int remembered, long completed, long failed, long refused, long inboxDropped) {}
