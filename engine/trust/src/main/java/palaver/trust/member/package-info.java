// SPDX-License-Identifier: Apache-2.0
/// Who belongs to a channel: devices, operators, invites and the signed set that merges.
@NullMarked
package palaver.trust.member;

import org.jspecify.annotations.NullMarked;
