// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

/// What a member may do. A member may always listen.
///
/// @param roles the sum of the role bits below, 0 to 65535; unknown bits are ignored
/// @param priority the highest priority of its floor requests, 0 to 255
public record Rights(int roles, int priority) {

  /// May ask for the floor.
  public static final int TALK = 1;

  /// May lead.
  public static final int LEAD = 1 << 1;

  /// Its requests may interrupt.
  public static final int EMERGENCY = 1 << 2;

  /// A member without further rights.
  public static final Rights LISTENER = new Rights(0, 0);

  /// An ordinary member.
  public static final Rights TALKER = new Rights(TALK | LEAD, 0);

  public boolean has(int role) {
    return (roles & role) != 0;
  }
}
