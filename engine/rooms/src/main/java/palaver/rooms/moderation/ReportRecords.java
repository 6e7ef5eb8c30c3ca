// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The port to the store of reports, with the promises of [ModerationRecords].
public interface ReportRecords {

  CompletableFuture<Void> file(Report report);

  /// Reports of a world, the oldest first.
  ///
  /// @param state only those, or null for all
  CompletableFuture<List<Report>> list(String world, Report.@Nullable State state, int limit);

  /// The report as it is, or empty when there is none.
  CompletableFuture<Optional<Report>> find(String reportId);

  /// Changes a report; the answer is as it is then, or empty when there is none.
  CompletableFuture<Optional<Report>> change(String reportId, Report.Change change);
}
