// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What an account is on this server. Each role may do all that the one before it may.
public enum Role implements Identified {
  USER("user"),
  MODERATOR("moderator"),
  ADMIN("admin");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  /// Whether this role may do all that `other` may.
  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /// What accounts of this role may do.
  public Set<Permission> permissions() {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (atLeast(permission.role())) {
        all.add(permission);
      }
    }
    return Collections.unmodifiableSet(all);
  }
}
