// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.rooms.privacy.PersonRecords;

/// A fake of what is stored about people: one row about each, until they are erased.
final class FakePeople implements PersonRecords {
  private final Set<String> erased = new HashSet<>();

  @Override
  public CompletableFuture<Map<String, List<Map<String, @Nullable Object>>>> export(String userId) {
    return CompletableFuture.completedFuture(
        erased.contains(userId) ? Map.of() : Map.of("users", List.of(Map.of("user_id", userId))));
  }

  @Override
  public CompletableFuture<Erased> erase(String userId, String actor) {
    return CompletableFuture.completedFuture(
        userId.equals("root")
            ? Erased.LAST_ADMIN
            : erased.add(userId) ? Erased.DONE : Erased.UNKNOWN);
  }
}
