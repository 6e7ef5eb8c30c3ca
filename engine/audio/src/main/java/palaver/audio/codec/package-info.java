// SPDX-License-Identifier: Apache-2.0
/// What turns sound into packets and packets into sound, as ports that codecs stand behind.
@NullMarked
package palaver.audio.codec;

import org.jspecify.annotations.NullMarked;
