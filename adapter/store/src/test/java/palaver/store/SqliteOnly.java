// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test of what only SQLite has: its file, its own table of tables, its way to be full.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("palaver.store.TestDatabase#isSqlite")
@interface SqliteOnly {}
