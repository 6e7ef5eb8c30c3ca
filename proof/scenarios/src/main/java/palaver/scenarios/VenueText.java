// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.List;
import palaver.radio.RadioNode;

/// A venue in words.
final class VenueText {

  private VenueText() {}

  /// What each node has to say, for a failed run.
  static String describe(List<Person> people) {
    StringBuilder text = new StringBuilder();
    for (Person person : people) {
      RadioNode node = person.node;
      text.append("  node ").append(person.index).append(' ').append(person.id);
      if (node == null) {
        text.append(" down\n");
      } else {
        text.append(' ').append(node.standing()).append(' ').append(node.term()).append('\n');
        text.append("      shows ").append(person.state).append(", talks under ");
        text.append(node.talkingUnder()).append(", plays ").append(node.playing());
        text.append(", runs ").append(node.runningLease()).append('\n');
        text.append("      settings ").append(node.settingsVersion());
        text.append(", texts ").append(node.texts().size()).append('\n');
        var entries = node.timeline().entries();
        entries
            .subList(Math.max(0, entries.size() - 4), entries.size())
            .forEach(entry -> text.append("      ").append(entry).append('\n'));
      }
    }
    return text.toString();
  }
}
