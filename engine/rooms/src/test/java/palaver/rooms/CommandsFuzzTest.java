// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class CommandsFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void promisesHoldForEverySequenceOfCommands(FuzzedDataProvider data) {
    Drive drive = new Drive(bound -> data.consumeInt(0, bound - 1));
    while (data.remainingBytes() > 0) {
      drive.step();
    }
    drive.finish();
  }
}
