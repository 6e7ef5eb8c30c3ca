// SPDX-License-Identifier: Apache-2.0
/// A call with oneself over an imitated network, in virtual time: what a talker would sound like at
/// the other end.
@NullMarked
package palaver.audio.loopback;

import org.jspecify.annotations.NullMarked;
