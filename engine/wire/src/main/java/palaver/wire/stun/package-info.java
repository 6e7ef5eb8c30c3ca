// SPDX-License-Identifier: Apache-2.0
/// STUN messages (RFC 8489) with the attributes of ICE (RFC 8445): read into values, written into a
/// caller's array.
@NullMarked
package palaver.wire.stun;

import org.jspecify.annotations.NullMarked;
