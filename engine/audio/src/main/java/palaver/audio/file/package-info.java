// SPDX-License-Identifier: Apache-2.0
/// Sound in files, as bytes: WAV and Ogg Opus, read and written.
@NullMarked
package palaver.audio.file;

import org.jspecify.annotations.NullMarked;
