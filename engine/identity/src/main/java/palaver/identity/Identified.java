// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A constant with a name of its own on the wire, in tokens and in the database.
public interface Identified {

  /// Lower-case letters, digits, dots and hyphens; never changes once it is released.
  String id();

  /// The constant of `type` with this id.
  static <E extends Enum<E> & Identified> Optional<E> find(Class<E> type, String id) {
    return EnumSet.allOf(type).stream().filter(constant -> constant.id().equals(id)).findFirst();
  }

  /// Ids with spaces between, in the order of declaration.
  static String join(Collection<? extends Identified> constants) {
    return constants.stream().map(Identified::id).collect(Collectors.joining(" "));
  }

  /// Reads what [#join] wrote. Ids that are unknown, such as those of a later version, mean
  /// nothing.
  static <E extends Enum<E> & Identified> Set<E> parse(Class<E> type, String ids) {
    EnumSet<E> found = EnumSet.noneOf(type);
    for (String id : ids.split(" ", -1)) {
      find(type, id).ifPresent(found::add);
    }
    return Collections.unmodifiableSet(found);
  }

  /// An unmodifiable copy in the order of declaration.
  static <E extends Enum<E> & Identified> Set<E> copy(Class<E> type, Collection<E> constants) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(constants);
    return Collections.unmodifiableSet(copy);
  }
}
