// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a driver's results go. All three are called on the driver's thread and must not block.
///
/// @param events takes the engine's events, in order
/// @param failedPeer answers which peer an event reports as failed by an exception, or null for all
///   other events; compared with equals
/// @param restarted told after a fresh engine has taken the place of a failed one, with the cause:
///   every room and connection of the old one is gone
public record DriverHooks<E>(
    Consumer<E> events, Function<E, @Nullable Object> failedPeer, Consumer<Throwable> restarted) {}
