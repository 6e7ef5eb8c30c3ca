// SPDX-License-Identifier: Apache-2.0
package palaver.app.console;

import java.util.List;

/// What a command of the console answers.
///
/// @param ok whether it was done
/// @param result for standard output: what scripts read
/// @param remarks for standard error: what people read
public record ConsoleAnswer(boolean ok, List<String> result, List<String> remarks) {
  public ConsoleAnswer {
    result = List.copyOf(result);
    remarks = List.copyOf(remarks);
  }

  public static ConsoleAnswer done(String remark) {
    return new ConsoleAnswer(true, List.of(), List.of(remark));
  }

  public static ConsoleAnswer refused(String why) {
    return new ConsoleAnswer(false, List.of(), List.of(why));
  }

  @Override
  public String toString() {
    return "ConsoleAnswer[ok=" + ok + "]";
  }
}
