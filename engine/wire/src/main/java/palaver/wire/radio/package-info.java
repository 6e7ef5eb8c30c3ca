// SPDX-License-Identifier: Apache-2.0
/// Protocol v2 of the radio: the envelope of every datagram, its messages as values, and the voice
/// frame as a view that allocates nothing.
///
/// The envelope is hop by hop: its source is the node that sent this datagram. What must survive
/// relays, statements and voice, lies in the payload and is forwarded byte for byte.
@NullMarked
package palaver.wire.radio;

import org.jspecify.annotations.NullMarked;
