// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// The outcome of a negotiation.
///
/// @param answerSdp goes back to the client
public record Negotiated(String answerSdp, ConnectionParameters parameters) {}
