// SPDX-License-Identifier: Apache-2.0
/// One voice session: the sound of one peer over any link of datagrams, there and back.
@NullMarked
package palaver.audio.session;

import org.jspecify.annotations.NullMarked;
