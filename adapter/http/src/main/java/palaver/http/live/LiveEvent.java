// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

/// One event as it is sent.
///
/// @param sequence 1 for the first after a start, then without a gap
record LiveEvent(long sequence, String frame) {}
