// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import org.jspecify.annotations.Nullable;
import palaver.rooms.ClientMessage;

/// One frame from a client as a message.
///
/// @param id what the answer or error repeats, or null
record Frame(ClientMessage message, @Nullable String id) {}
