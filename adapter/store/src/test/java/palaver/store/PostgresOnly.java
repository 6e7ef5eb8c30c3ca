// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test of what only PostgreSQL can be made to do from within: to be read-only for a while.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("palaver.store.TestDatabase#isPostgres")
@interface PostgresOnly {}
