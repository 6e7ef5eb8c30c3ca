// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// The right to talk, as its server keeps it.
///
/// @param number rises with each lease of a server
/// @param renewal 0 in the grant, one more in each renewal
/// @param request the press that it answers
/// @param fromQueue whether its holder had to wait
public record FloorLease(long number, long renewal, FloorRequest request, boolean fromQueue) {

  public long holder() {
    return request.participant();
  }

  FloorLease renewed() {
    return new FloorLease(number, renewal + 1, request, fromQueue);
  }
}
