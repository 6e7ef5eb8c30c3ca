// SPDX-License-Identifier: Apache-2.0
/// What moderation needs beside the rooms: a journal of actions that survives a store in trouble,
/// and the way of chat messages to the store.
@NullMarked
package palaver.http.moderation;

import org.jspecify.annotations.NullMarked;
