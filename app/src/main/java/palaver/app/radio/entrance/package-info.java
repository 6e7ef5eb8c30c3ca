// SPDX-License-Identifier: Apache-2.0
/// What a node has before it is on the air: its options, its data folder with keys and switches,
/// the tokens that let it in, and the way into a channel.
@NullMarked
package palaver.app.radio.entrance;

import org.jspecify.annotations.NullMarked;
