// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// One write on its way through the [StoreWriter]. It succeeds or fails as a whole, and without the
/// others of its batch.
final class PendingWrite<T> {

  /// What the write does inside the transaction.
  @FunctionalInterface
  interface Statement<T> {
    T execute(Handle handle);
  }

  private static final String SAVEPOINT = "palaver_write";

  private final Statement<T> statement;
  private final Backend backend;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable JdbiException refusal;

  PendingWrite(Statement<T> statement, Backend backend) {
    this.statement = statement;
    this.backend = backend;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  void execute(Handle handle) {
    handle.savepoint(SAVEPOINT);
    try {
      result = statement.execute(handle);
      handle.releaseSavepoint(SAVEPOINT);
    } catch (JdbiException failure) {
      handle.rollbackToSavepoint(SAVEPOINT);
      refusal = failure;
    }
  }

  /// The batch is committed.
  @SuppressWarnings("NullAway") // a statement that does not throw has set the result
  void complete() {
    if (refusal != null) {
      fail(refused(refusal));
    } else {
      answer.complete(result);
    }
  }

  private RuntimeException refused(JdbiException failure) {
    Constraint constraint = backend.violatedIn(failure);
    return constraint == null
        ? new StoreUnavailableException("the write was refused", failure)
        : new ConstraintViolatedException(constraint, failure);
  }

  void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }
}
